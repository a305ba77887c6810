import type { RangeFunction, RangeWindow } from './range-window';

/** A gap at an end of more than so many mean distances of samples is taken for a beginning or end. */
const EXTRAPOLATED_DISTANCES = 1.1;

/**
 * Increase over a window, extrapolated to its ends: `extrapolatedRate` of Prometheus'
 * `promql/functions.go`. A counter that went down has begun again at 0.
 */
function extrapolate(
  { timestamps, values, from, to, startMs, endMs }: RangeWindow,
  { isCounter, isRate }: { readonly isCounter: boolean; readonly isRate: boolean },
): number | undefined {
  if (to - from < 2) return undefined;
  const first = values[from];
  let increase = values[to - 1] - first;
  if (isCounter) {
    for (let at = from + 1; at < to; at += 1) {
      if (values[at] < values[at - 1]) increase += values[at - 1];
    }
  }
  const sampled = (timestamps[to - 1] - timestamps[from]) / 1_000;
  const distance = sampled / (to - from - 1);
  const longest = distance * EXTRAPOLATED_DISTANCES;
  let before = (timestamps[from] - startMs) / 1_000;
  let after = (endMs - timestamps[to - 1]) / 1_000;
  if (before >= longest) before = distance / 2;
  // A counter is not extrapolated to below 0.
  if (isCounter && increase > 0 && first >= 0) {
    before = Math.min(before, sampled * (first / increase));
  }
  if (after >= longest) after = distance / 2;
  const whole = increase * ((sampled + before + after) / sampled);
  return isRate ? whole / ((endMs - startMs) / 1_000) : whole;
}

/** Difference of the two newest samples; per second where `isRate`. */
function instant(
  { timestamps, values, from, to }: RangeWindow,
  isRate: boolean,
): number | undefined {
  if (to - from < 2) return undefined;
  const [before, last] = [values[to - 2], values[to - 1]];
  if (!isRate) return last - before;
  const seconds = (timestamps[to - 1] - timestamps[to - 2]) / 1_000;
  if (seconds === 0) return undefined;
  return (last < before ? last : last - before) / seconds;
}

/** Slope and value at `originMs` of the line of least squares. */
function regress(
  { timestamps, values, from, to }: RangeWindow,
  originMs: number,
): { readonly slope: number; readonly intercept: number } | undefined {
  const count = to - from;
  if (count < 2) return undefined;
  let [sumX, sumY, sumXY, sumXX] = [0, 0, 0, 0];
  let isConstant = true;
  // Relative to the first value, so that large values keep their digits.
  const base = values[from];
  for (let at = from; at < to; at += 1) {
    const x = (timestamps[at] - originMs) / 1_000;
    const y = values[at] - base;
    if (values[at] !== base) isConstant = false;
    sumX += x;
    sumY += y;
    sumXY += x * y;
    sumXX += x * x;
  }
  if (isConstant) {
    const slope = Number.isFinite(base) ? 0 : Number.NaN;
    return { slope, intercept: Number.isFinite(base) ? base : Number.NaN };
  }
  const covariance = sumXY - (sumX * sumY) / count;
  const variance = sumXX - (sumX * sumX) / count;
  const slope = covariance / variance;
  return { slope, intercept: base + sumY / count - (slope * sumX) / count };
}

/** Counts pairs of neighbours. */
function countPairs(
  { values, from, to }: RangeWindow,
  isCounted: (before: number, value: number) => boolean,
): number {
  let count = 0;
  for (let at = from + 1; at < to; at += 1) {
    if (isCounted(values[at - 1], values[at])) count += 1;
  }
  return count;
}

/** Functions of how a series changes within a range. */
export const RATE_FUNCTIONS: ReadonlyMap<string, RangeFunction> = new Map<string, RangeFunction>([
  ['rate', (window) => extrapolate(window, { isCounter: true, isRate: true })],
  ['increase', (window) => extrapolate(window, { isCounter: true, isRate: false })],
  ['delta', (window) => extrapolate(window, { isCounter: false, isRate: false })],
  ['irate', (window) => instant(window, true)],
  ['idelta', (window) => instant(window, false)],
  ['deriv', (window) => regress(window, window.timestamps[window.from])?.slope],
  [
    'predict_linear',
    (window, seconds) => {
      const line = regress(window, window.stepMs);
      return line === undefined ? undefined : line.slope * seconds + line.intercept;
    },
  ],
  [
    'changes',
    (window) =>
      countPairs(
        window,
        (before, value) => before !== value && !(Number.isNaN(before) && Number.isNaN(value)),
      ),
  ],
  ['resets', (window) => countPairs(window, (before, value) => value < before)],
]);
