import { toCellText } from './plain-text';

/** A value of a CSV cell; absent ones are empty. */
export type CsvValue = string | number | boolean | null | undefined;

/** A spreadsheet takes text that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const FORMULA = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV (RFC 4180, with a line feed at its end). Names are foreign text: control
 * characters show as escapes, and what a spreadsheet would compute begins with an apostrophe.
 */
export function toCsvLine(values: readonly CsvValue[]): string {
  return `${values.map(toCsvCell).join(',')}\n`;
}

function toCsvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = toCellText(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
