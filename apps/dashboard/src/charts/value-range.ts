import type { Unit } from '../format';
import type { LimitLine } from './chart-data';

/** A line this many times above all values would flatten them: it is named at the edge instead. */
const FAR_ABOVE = 4;

/** Room above the highest thing drawn. */
const HEADROOM = 1.08;

/** Top of an axis on which everything is 0, or nothing is. */
const LEAST_TOP: Readonly<Partial<Record<Unit, number>>> = {
  millicores: 10,
  bytes: 1_024,
  bytes_per_second: 1_024,
  ratio: 0.01,
};

/** The lines that are drawn, and those too far above the values to be. */
export interface SplitLines {
  readonly within: readonly LimitLine[];
  readonly above: readonly LimitLine[];
}

/** @param largest of the values; 0 when there are none */
export function splitLines(lines: readonly LimitLine[], largest: number): SplitLines {
  const isWithin = ({ value }: LimitLine) => largest <= 0 || value <= largest * FAR_ABOVE;
  return {
    within: lines.filter(isWithin),
    above: lines.filter((line) => !isWithin(line)),
  };
}

/** Top of the value axis, which begins at 0: values and near lines fit below it. */
export function topOfAxis(unit: Unit, largest: number, lines: readonly LimitLine[]): number {
  const within = splitLines(lines, largest).within.map(({ value }) => value);
  const highest = Math.max(largest, ...within);
  return highest > 0 ? highest * HEADROOM : (LEAST_TOP[unit] ?? 1);
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
  if (unit === 'bytes' || unit === 'bytes_per_second') return TWO_TO;
  return unit === 'count' ? WHOLE : undefined;
}
