/** A table for people: the first column to the left, the others to the right. */
export function formatTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = headers.map((header, column) =>
    Math.max(header.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const formatRow = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return [headers, rule, ...rows].map(formatRow).join('\n');
}

/** A number with so many meaningful digits, thousands set apart; `-` when there is none. */
export function formatNumber(value: number | undefined, digits = 3): string {
  if (value === undefined || !Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1);
  const decimals = Math.max(0, digits - whole);
  const rounded = value.toFixed(Math.min(6, Math.abs(value) < 1 ? digits : decimals));
  const [integer, fraction] = rounded.split('.');
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A whole number, thousands set apart; `-` when there is none. */
export function formatCount(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-';
  return Math.round(value)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A ratio as people say it: `1/9.6` below one, `2.3` above. */
export function formatRatio(ratio: number | undefined): string {
  if (ratio === undefined || !Number.isFinite(ratio) || ratio <= 0) return '-';
  return ratio < 1 ? `1/${formatNumber(1 / ratio, 2)}` : formatNumber(ratio, 2);
}

const MEBIBYTE = 1_048_576;

/** Bytes as MiB, without the unit. */
export function formatMebibytes(bytes: number | undefined): string {
  return bytes === undefined ? '-' : formatNumber(bytes / MEBIBYTE, 3);
}
