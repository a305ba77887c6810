/** Letters that are kept of a long id, at each end. */
const HEAD = 8;
const TAIL = 4;

/** An id as people tell ids apart: its beginning and its end; a short one stays whole. */
export function shortId(id: string): string {
  // One letter stands for the rest: nothing is gained below this.
  return id.length <= HEAD + TAIL + 8 ? id : `${id.slice(0, HEAD)}…${id.slice(-TAIL)}`;
}
