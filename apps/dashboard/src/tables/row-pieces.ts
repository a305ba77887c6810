/** A row that is drawn, or room for rows that are not. */
export type RowPiece =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'room'; readonly rows: number; readonly from: number };

/**
 * What a table of `count` rows consists of when only some are drawn: these, and the room of all
 * others between them.
 * @param drawn indices, ascending
 */
export function rowPieces(drawn: readonly number[], count: number): RowPiece[] {
  const pieces: RowPiece[] = [];
  let next = 0;
  for (const index of drawn) {
    if (index >= count) break;
    if (index > next) pieces.push({ kind: 'room', rows: index - next, from: next });
    pieces.push({ kind: 'row', index });
    next = index + 1;
  }
  if (count > next) pieces.push({ kind: 'room', rows: count - next, from: next });
  return pieces;
}
