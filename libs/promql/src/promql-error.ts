/**
 * What is wrong with a query, in the words of Prometheus' API: `bad_data` = the query cannot
 * be understood, or uses what is outside the subset; `execution` = it has no answer, or one over
 * a limit; `timeout` = it took too long.
 */
export type PromqlErrorKind = 'bad_data' | 'execution' | 'timeout';

/** Why a query has no answer; the message is for who wrote the query. */
export class PromqlError extends Error {
  constructor(
    readonly kind: PromqlErrorKind,
    message: string,
  ) {
    super(message);
    this.name = 'PromqlError';
  }
}

/** A fault at a place of the query, as Prometheus writes it: line and column from 1. */
export function createSyntaxError(text: string, at: number, what: string): PromqlError {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new PromqlError('bad_data', `${before.length}:${column}: parse error: ${what}`);
}

/** Longest piece of a query that is repeated in an error. */
const EXCERPT_LENGTH = 60;

/** A piece of the query in quotes, short enough to be repeated. */
export function quote(text: string): string {
  const short = text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text;
  return JSON.stringify(short);
}
