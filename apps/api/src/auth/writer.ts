import type { Refusals } from './refusals';

/** Who sends samples. */
export interface Writer {
  /** The only node it may write for; undefined = any. */
  readonly node: string | undefined;
}

/** Who may write for any node: everybody with AUTH_INGEST=none, all tokens with `token`. */
export const WRITER_FOR_ALL: Writer = { node: undefined };

/**
 * Holds what was sent against who sent it.
 * @throws ProblemError 403 when it is of another node than the writer's own
 */
export function checkOwnNode(writer: Writer, node: string | undefined, refusals: Refusals): void {
  if (writer.node === undefined || writer.node === node) return;
  throw refusals.refuse('ingest', 'other_node');
}
