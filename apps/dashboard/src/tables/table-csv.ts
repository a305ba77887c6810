import type { Column } from './column';
import { toCsv } from './csv';

/** Rows as CSV in the order and with the columns that are seen; the header names units. */
export function tableCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  return toCsv([
    columns.map(({ header, unit }) => (unit === undefined ? header : `${header} (${unit})`)),
    ...rows.map((row) => columns.map((column) => column.value(row))),
  ]);
}
