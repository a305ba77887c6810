/** Eighths of a block, the least first. */
const BARS = '▁▂▃▄▅▆▇█';
const GAP = ' ';

/**
 * A line of blocks, one for each value, from 0 to the greatest; a gap where there is no value.
 * Empty when there is none at all.
 */
export function toSparkline(values: readonly (number | null | undefined)[]): string {
  const known = values.filter((value) => typeof value === 'number');
  if (known.length === 0) return '';
  const greatest = Math.max(...known);
  return values.map((value) => toBar(value, greatest)).join('');
}

function toBar(value: number | null | undefined, greatest: number): string {
  if (typeof value !== 'number') return GAP;
  if (greatest <= 0) return BARS[0];
  const level = Math.ceil((Math.max(value, 0) / greatest) * BARS.length) - 1;
  return BARS[Math.max(level, 0)];
}
