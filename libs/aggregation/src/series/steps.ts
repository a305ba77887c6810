import type { Derivation } from '@kubemonitor/metrics-model';
import { computePercentile } from './percentile';
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
 */
export function summariseStep(
  derivation: Derivation,
  derived: DerivedTicks,
  from: number,
  to: number,
): StepSummary {
  const present: number[] = [];
  for (let index = from; index < to; index += 1) {
    if (!Number.isNaN(derived.values[index])) present.push(derived.values[index]);
  }
  if (present.length === 0) {
    return { value: Number.NaN, min: Number.NaN, max: Number.NaN, p95: Number.NaN };
  }
  return {
    value: computeStepValue(derivation, derived, from, to, present),
    min: present.reduce((least, value) => Math.min(least, value)),
    max: present.reduce((most, value) => Math.max(most, value)),
    p95: computePercentile(present, 95),
  };
}

function computeStepValue(
  derivation: Derivation,
  { parts, wholes, scale }: DerivedTicks,
  from: number,
  to: number,
  present: readonly number[],
): number {
  if (derivation.kind === 'counter') return present[present.length - 1];
  if (parts === undefined || wholes === undefined) {
    return present.reduce((sum, value) => sum + value, 0) / present.length;
  }
  let part = 0;
  let whole = 0;
  for (let index = from; index < to; index += 1) {
    if (Number.isNaN(parts[index]) || Number.isNaN(wholes[index])) continue;
    part += parts[index];
    whole += wholes[index];
  }
  return whole > 0 ? (part / whole) * scale : 0;
}
