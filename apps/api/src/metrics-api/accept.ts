import { StatusError, toStatus } from './status';

/** How an object or a list is written: itself, or as rows of a table. */
export type Form =
  { readonly as: 'object' } | { readonly as: 'table'; readonly version: 'v1' | 'v1beta1' };

const OBJECT: Form = { as: 'object' };

/** Types that stand for JSON. */
const JSON_RANGES = new Set(['*/*', 'application/*', 'application/json']);

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/**
 * The form an Accept header asks for, the most wanted one first: of equal quality the one that
 * stands first. No header asks for JSON.
 * @throws StatusError 406 when none of what it names can be given
 */
export function chooseForm(accept: string | undefined): Form {
  if (accept === undefined || accept.trim() === '') return OBJECT;
  const ranges = accept.split(',').map(parseRange);
  ranges.sort((a, b) => b.quality - a.quality);
  for (const range of ranges) {
    const form = range.quality > 0 ? toForm(range) : undefined;
    if (form !== undefined) return form;
  }
  const message = 'only the following media types are accepted: application/json';
  throw new StatusError(toStatus(406, 'NotAcceptable', message));
}

function parseRange(text: string): MediaRange {
  const [type, ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((part) => {
      const [name, value = ''] = part.split('=');
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
}

function toForm({ type, parameters }: MediaRange): Form | undefined {
  if (!JSON_RANGES.has(type)) return undefined;
  const as = parameters.get('as');
  if (as === undefined) return OBJECT;
  const version = parameters.get('v');
  const isTable = as === 'Table' && parameters.get('g') === 'meta.k8s.io';
  if (!isTable || (version !== 'v1' && version !== 'v1beta1')) return undefined;
  return { as: 'table', version };
}
