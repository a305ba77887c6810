import type { Variable } from './environment';

/** Any text. Without a fallback the value is `undefined` when not set. */
export function text(description: string, expects?: string): Variable<string | undefined>;
export function text(description: string, expects: string, fallback: string): Variable<string>;
export function text(
  description: string,
  expects = 'text',
  fallback?: string,
): Variable<string | undefined> {
  return { description, fallback, expects, read: (written) => written };
}

/** A number from `min` to `max`, whole unless `fraction`. */
export function number(
  description: string,
  bounds: { fallback: number; min: number; max: number; fraction?: boolean },
): Variable<number> {
  const { fallback, min, max, fraction = false } = bounds;
  return {
    description,
    fallback: String(fallback),
    expects: `${fraction ? 'a number' : 'a whole number'} from ${min} to ${max}`,
    read(written) {
      const value = Number(written);
      const isWanted = written.trim() !== '' && (fraction || Number.isInteger(value));
      return isWanted && value >= min && value <= max ? value : undefined;
    },
  };
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** `true` or `false`. */
export function flag(description: string, fallback: boolean): Variable<boolean> {
  return {
    description,
    fallback: String(fallback),
    expects: 'true or false',
    read: (written) => FLAGS.get(written),
  };
}

/** One of a few words. */
export function choice<T extends string>(
  description: string,
  words: readonly T[],
  fallback: T,
): Variable<T> {
  return {
    description,
    fallback,
    expects: words.join(' or '),
    read: (written) => words.find((word) => word === written),
  };
}

/** An http or https URL without its trailing slash. Without a fallback `undefined` when not set. */
export function url(description: string): Variable<string | undefined>;
export function url(description: string, fallback: string): Variable<string>;
export function url(description: string, fallback?: string): Variable<string | undefined> {
  return {
    description,
    fallback,
    expects: 'an http:// or https:// URL',
    read: (written) =>
      /^https?:\/\/[^\s/]+(\/\S*)?$/.test(written) ? written.replace(/\/+$/, '') : undefined,
  };
}
