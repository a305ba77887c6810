import type { Unit } from '../format';
import type { LimitLine } from './chart-data';

/** A line this many times above all values would flatten them: it is named at the edge instead. */
const FAR_ABOVE = 4;

/** Room above the highest value, and above the highest line, which has a name over it. */
const HEADROOM = 1.06;
const LINE_HEADROOM = 1.12;

/** The top of an axis stands on one of about so many steps: small changes do not move the axis. */
const TOP_STEPS = 20;

/** Top of an axis on which everything is 0, or nothing is. */
const LEAST_TOP: Readonly<Partial<Record<Unit, number>>> = {
  millicores: 10,
  bytes: 1_024,
  bytes_per_second: 1_024,
  ratio: 0.01,
};

/** The lines that are drawn, and those too far above the values to be. */
export interface SplitLines<T extends LimitLine> {
  readonly within: readonly T[];
  readonly above: readonly T[];
}

/** @param largest of the values; 0 when there are none */
export function splitLines<T extends LimitLine>(
  lines: readonly T[],
  largest: number,
): SplitLines<T> {
  const isWithin = ({ value }: LimitLine) => largest <= 0 || value <= largest * FAR_ABOVE;
  return {
    within: lines.filter(isWithin),
    above: lines.filter((line) => !isWithin(line)),
  };
}

/** Top of the value axis, which begins at 0: values and near lines fit below it, at a round number. */
export function topOfAxis(unit: Unit, largest: number, lines: readonly LimitLine[]): number {
  const within = splitLines(lines, largest).within.map(({ value }) => value * LINE_HEADROOM);
  const highest = Math.max(largest * HEADROOM, ...within);
  if (highest <= 0) return LEAST_TOP[unit] ?? 1;
  const step = roundStep(unit, highest / TOP_STEPS);
  // Dividing by what is 1 over a whole number is exact for the decimal ones.
  return step < 1
    ? Math.ceil(highest / step) / Math.round(1 / step)
    : Math.ceil(highest / step) * step;
}

/** The largest round number up to `size`: 1, 2 or 5 times a power of ten; of bytes a power of two. */
function roundStep(unit: Unit, size: number): number {
  if (isBinary(unit)) return 2 ** Math.floor(Math.log2(size));
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = [5, 2].find((one) => one * power <= size) ?? 1;
  return digit * power;
}

function isBinary(unit: Unit): boolean {
  return unit === 'bytes' || unit === 'bytes_per_second';
}

/** The largest number of the lists, 0 when there is none. */
export function largestOf(lists: readonly (readonly (number | null | undefined)[])[]): number {
  let largest = 0;
  for (const list of lists) {
    for (const value of list) {
      if (typeof value === 'number' && value > largest) largest = value;
    }
  }
  return largest;
}

const TWO_TO = Array.from({ length: 61 }, (_, power) => 2 ** power);

const WHOLE = Array.from({ length: 16 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();

/** Distances there may be between lines of the grid; undefined: any round one. */
export function gridSteps(unit: Unit): number[] | undefined {
  if (isBinary(unit)) return TWO_TO;
  return unit === 'count' ? WHOLE : undefined;
}
