/** A cell, by its row and column as they are shown. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows seen at once. */
  readonly page: number;
}

/** The cell a key leads to; undefined when the key is not one of the table's. */
export function moveCell(
  key: string,
  { row, column }: CellPlace,
  size: TableSize,
): CellPlace | undefined {
  const toRow = (next: number) => ({ row: within(next, size.rows), column });
  const toColumn = (next: number) => ({ row, column: within(next, size.columns) });
  switch (key) {
    case 'ArrowUp':
      return toRow(row - 1);
    case 'ArrowDown':
      return toRow(row + 1);
    case 'PageUp':
      return toRow(row - Math.max(1, size.page - 1));
    case 'PageDown':
      return toRow(row + Math.max(1, size.page - 1));
    case 'Home':
      return toRow(0);
    case 'End':
      return toRow(size.rows - 1);
    case 'ArrowLeft':
      return toColumn(column - 1);
    case 'ArrowRight':
      return toColumn(column + 1);
    default:
      return undefined;
  }
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
