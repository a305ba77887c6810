/** A cell of a CSV file; nothing becomes an empty cell, never 0. */
export type CsvCell = string | number | null | undefined;

/** First characters by which a spreadsheet takes a text for a formula. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

/** Characters that only stand in a quoted cell. */
const SPECIAL = /[",\r\n]/;

/**
 * Lines as RFC 4180 has them. Numbers stay as the API gave them. A text that a spreadsheet would
 * run as a formula gets a `'` before it: names in a cluster are chosen by others.
 */
export function toCsv(lines: readonly (readonly CsvCell[])[]): string {
  return lines.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
