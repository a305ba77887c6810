import type { ReasonCode } from '@kubemonitor/metrics-model';

/**
 * Two samples further apart than this many ticks give no rate: what happened in between
 * is not known well enough to be drawn as a line.
 */
export const MAX_GAP_TICKS = 3;

/**
 * Growth of a counter between two samples of one life. NaN when either is absent (NaN) or
 * when the counter went down, which is a new life (a reset), never a negative growth.
 */
export function computeIncrease(previous: number, current: number): number {
  const increase = current - previous;
  return increase >= 0 ? increase : Number.NaN;
}

/** Two samples of one counter, as far as they exist. */
export interface SamplePair {
  /** Ticks between them; NaN when there is no earlier sample. */
  readonly ticksApart: number;
  /** Milliseconds between the two readings. */
  readonly elapsedMilliseconds: number;
  /** The node booted or its clock was set between them. */
  readonly isBroken: boolean;
  readonly previous: number;
  readonly current: number;
}

/**
 * Why a pair gives no rate, or undefined when it gives one. The order is that of the
 * causes: no earlier sample, too far apart, a broken clock, a counter that went down.
 */
export function explainMissingRate(pair: SamplePair): ReasonCode | undefined {
  if (Number.isNaN(pair.ticksApart) || Number.isNaN(pair.previous)) return 'first_sample';
  if (pair.ticksApart > MAX_GAP_TICKS) return 'gap';
  if (pair.isBroken || !(pair.elapsedMilliseconds > 0)) return 'clock_step';
  if (pair.current < pair.previous) return 'counter_reset';
  return undefined;
}

/**
 * Increase per second between two samples; NaN when `explainMissingRate` has a reason
 * or the current value is absent. Counters stay below 2^53, so the difference is exact.
 */
export function computeRate(pair: SamplePair): number {
  if (explainMissingRate(pair) !== undefined) return Number.NaN;
  return (computeIncrease(pair.previous, pair.current) / pair.elapsedMilliseconds) * 1_000;
}

/**
 * Share of a whole's growth that is the part's. A whole that did not grow has no share to
 * give: 0 when the part did not grow either, else NaN.
 */
export function computeRatio(part: number, whole: number): number {
  if (whole > 0) return part / whole;
  return whole === 0 && part === 0 ? 0 : Number.NaN;
}

/** Powers of ten by their exponent: `**` costs more than rounding. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/** Rounds to `decimals` digits after the point, 15 at most; NaN stays NaN. */
export function roundTo(value: number, decimals: number): number {
  const factor = POWERS[decimals];
  return Math.round(value * factor) / factor;
}
