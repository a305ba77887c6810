/** A sparkline: its path in a box, and what it shows in numbers. */
export interface SparklineShape {
  /** SVG path; a gap begins a new piece, a lone point is a short dash. */
  readonly path: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly last: number | undefined;
}

/** Room for half the line. */
const MARGIN = 1.5;

/** Values drawn from 0 up, evenly spaced from the left edge to the right one. */
export function sparklineShape(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklineShape {
  const numbers = values.filter((value) => value !== null);
  if (numbers.length === 0) return { path: '', min: undefined, max: undefined, last: undefined };
  let [min, max] = [numbers[0], numbers[0]];
  for (const value of numbers) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const top = Math.max(max, 0);
  const x = (index: number) =>
    MARGIN + (values.length > 1 ? index / (values.length - 1) : 1) * (width - 2 * MARGIN);
  const y = (value: number) =>
    height - MARGIN - (top === 0 ? 0 : Math.max(value, 0) / top) * (height - 2 * MARGIN);
  const path = values
    .map((value, index) => {
      if (value === null) return '';
      const place = `${round(x(index))} ${round(y(value))}`;
      const isJoined = index > 0 && values[index - 1] !== null;
      if (isJoined) return `L${place}`;
      const isLone = (values[index + 1] ?? null) === null;
      return isLone ? `M${place}h0.01` : `M${place}`;
    })
    .join('');
  return { path, min, max, last: values[values.length - 1] ?? undefined };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
