import type { Derivation } from '@kubemonitor/metrics-model';
import { rankOf, selectRank } from './percentile';
import type { DerivedTicks } from './derive';

/** What one step of a window says of a field; NaN where nothing is known. */
export interface StepSummary {
  /** Counters: the last value; rates and ratios: over the whole step; gauges: the mean. */
  value: number;
  min: number;
  max: number;
  p95: number;
}

/**
 * Summarises ticks [from, to) of a derived field. A rate's value is its counter's whole
 * increase over the whole time, so lost samples lose nothing; min, max and p95 look at
 * the values of single ticks.
 * @param withP95 false leaves p95 NaN and saves most of the time
 */
export function summariseStep(
  derivation: Derivation,
  derived: DerivedTicks,
  from: number,
  to: number,
  withP95 = true,
): StepSummary {
  const { values } = derived;
  let count = 0;
  let sum = 0;
  let last = Number.NaN;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = from; index < to; index += 1) {
    const value = values[index];
    if (value !== value) continue;
    count += 1;
    sum += value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) {
    return { value: Number.NaN, min: Number.NaN, max: Number.NaN, p95: Number.NaN };
  }
  return {
    value:
      derivation.kind === 'counter' ? last : (computeQuotient(derived, from, to) ?? sum / count),
    min,
    max,
    p95: withP95 ? takeP95(values, from, to, { count, max }) : Number.NaN,
  };
}

/** All parts over all wholes, or undefined for a field that is no quotient. */
function computeQuotient(
  { parts, wholes, scale }: DerivedTicks,
  from: number,
  to: number,
): number | undefined {
  if (parts === undefined || wholes === undefined) return undefined;
  let part = 0;
  let whole = 0;
  for (let index = from; index < to; index += 1) {
    const ofPart = parts[index];
    const ofWhole = wholes[index];
    if (ofPart !== ofPart || ofWhole !== ofWhole) continue;
    part += ofPart;
    whole += ofWhole;
  }
  return whole > 0 ? (part / whole) * scale : 0;
}

/** Of fewer than 20 values the 95th percentile is the greatest. */
function takeP95(
  values: Float64Array,
  from: number,
  to: number,
  { count, max }: { readonly count: number; readonly max: number },
): number {
  const rank = rankOf(95, count);
  if (rank === count) return max;
  const present = new Float64Array(count);
  let at = 0;
  for (let index = from; index < to; index += 1) {
    const value = values[index];
    if (value !== value) continue;
    present[at] = value;
    at += 1;
  }
  return selectRank(present, rank);
}
