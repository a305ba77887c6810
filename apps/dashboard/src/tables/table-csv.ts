import type { Column } from './column';
import { toCsv } from './csv';

/** Rows as CSV in the order and with the columns that are seen; names and units are those of the API. */
export function tableCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  // A column of pictures has no values.
  const written = columns.filter(({ isSortable }) => isSortable !== false);
  return toCsv([
    written.map(({ key }) => key),
    ...rows.map((row) => written.map((column) => column.value(row))),
  ]);
}
