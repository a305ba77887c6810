import type { Column } from './column';

/** The words of a filter: all must occur, in any column that holds text. */
export function filterWords(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Rows whose texts have every word of the filter; letters count the same large and small. */
export function filterRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  filter: string,
): readonly T[] {
  const words = filterWords(filter);
  if (words.length === 0) return rows;
  const texts = columns.filter(({ isNumeric }) => isNumeric !== true);
  return rows.filter((row) => {
    const text = textOf(row, texts);
    return words.every((word) => text.includes(word));
  });
}

function textOf<T>(row: T, columns: readonly Column<T>[]): string {
  const parts = columns.map((column) => column.value(row));
  // A word must not match across two cells.
  return parts
    .filter((value) => typeof value === 'string')
    .join('\n')
    .toLowerCase();
}
