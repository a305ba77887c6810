import { ExactSum, Spread, computeQuantile } from './numbers';
import type { RangeFunction, RangeWindow } from './range-window';

function sum({ values, from, to }: RangeWindow): number {
  const exact = new ExactSum();
  for (let at = from; at < to; at += 1) exact.add(values[at]);
  return exact.value;
}

function variance({ values, from, to }: RangeWindow): number {
  const spread = new Spread();
  for (let at = from; at < to; at += 1) spread.add(values[at]);
  return spread.variance;
}

/** The best value; NaN only where there is no other. */
function best({ values, from, to }: RangeWindow, isBetter: (a: number, b: number) => boolean) {
  let found = values[from];
  for (let at = from; at < to; at += 1) {
    if (isBetter(values[at], found) || Number.isNaN(found)) found = values[at];
  }
  return found;
}

function sliceOf({ values, from, to }: RangeWindow): number[] {
  const slice: number[] = [];
  for (let at = from; at < to; at += 1) slice.push(values[at]);
  return slice;
}

/** Functions of the values within a range. */
export const OVER_TIME_FUNCTIONS: ReadonlyMap<string, RangeFunction> = new Map<
  string,
  RangeFunction
>([
  ['avg_over_time', (window) => sum(window) / (window.to - window.from)],
  ['sum_over_time', sum],
  ['min_over_time', (window) => best(window, (a, b) => a < b)],
  ['max_over_time', (window) => best(window, (a, b) => a > b)],
  ['count_over_time', ({ from, to }) => to - from],
  ['last_over_time', ({ values, to }) => values[to - 1]],
  ['present_over_time', () => 1],
  ['stdvar_over_time', variance],
  ['stddev_over_time', (window) => Math.sqrt(variance(window))],
  ['quantile_over_time', (window, phi) => computeQuantile(phi, sliceOf(window))],
]);
