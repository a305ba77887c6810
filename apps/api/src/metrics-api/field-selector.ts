import { StatusError, toStatus } from './status';

/** A term of a field selector: a field and the value it must, or must not, have. */
interface Term {
  readonly field: string;
  readonly isEqual: boolean;
  readonly value: string;
}

/** Values of an object's fields; every field that may be asked for has one. */
export type FieldValues = Readonly<Record<string, string | undefined>>;

/**
 * A field selector, `metadata.name=web,metadata.namespace!=kube-system`: all terms must hold;
 * `\`, `,` and `=` of a value are written with a `\` before them. Source: apimachinery
 * `pkg/fields/selector.go`.
 * @param known fields that may be asked for
 * @throws StatusError 400 for text that is no selector, or another field
 */
export function parseFieldSelector(
  text: string,
  known: readonly string[],
): (values: FieldValues) => boolean {
  const terms = splitTerms(text)
    .filter((part) => part !== '')
    .map((part) => parseTerm(part, known));
  return (values) =>
    terms.every(({ field, isEqual, value }) => ((values[field] ?? '') === value) === isEqual);
}

/** Splits at commas that have no backslash before them. */
function splitTerms(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === ',') {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function parseTerm(part: string, known: readonly string[]): Term {
  const match = /^([^=!]*)(!=|==|=)((?:[^\\,=]|\\[\\,=])*)$/s.exec(part);
  if (match === null) {
    throw badRequest(`invalid selector: ${quote(part)} is not a field selector`);
  }
  const [, field, operator, value] = match;
  if (!known.includes(field)) {
    const names = known.map((name) => JSON.stringify(name)).join(', ');
    throw badRequest(`${quote(field)} is not a known field selector: only ${names}`);
  }
  return { field, isEqual: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

function badRequest(message: string): StatusError {
  return new StatusError(toStatus(400, 'BadRequest', message));
}
