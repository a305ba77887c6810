import type { PlannedRange, Resolution, StepStatistic, TimeRange } from '../../store';
import { HOURS, MINUTES } from './rollup-level';

/** Raw samples of so many ticks are read even where roll-ups could answer: six hours at 5 s. */
const RAW_TICKS = 4_320;

/** Longer steps are made whole hours, so that 30 days are read from 30 files and not from 720. */
const LONGEST_STEP_OF_MINUTES_MS = 1_800_000;

/** From when on what is held, ms since the epoch; Infinity = nothing. */
export interface Coverage {
  readonly intervalMs: number;
  readonly rawFromMs: number;
  readonly minutesFromMs: number;
  readonly hoursFromMs: number;
  /** Until when roll-ups hold anything; −Infinity = there are none. */
  readonly rolledToMs: number;
}

/**
 * What a range is answered from. Raw samples where they reach back far enough and are not too
 * many, or where the step or a percentile needs them; else the coarsest roll-up that reaches
 * back far enough and whose steps fit into those wanted. Where only a roll-up reaches back, the
 * step grows to whole steps of it: percentiles need hours, whose sketches there are. Time before
 * all that is held is cut off.
 */
export function planRange(
  asked: TimeRange,
  statistics: readonly StepStatistic[],
  coverage: Coverage,
): PlannedRange {
  const range = cutStart(asked, coverage);
  const { rawFromMs, minutesFromMs, hoursFromMs, rolledToMs } = coverage;
  const hasNothingOlder = Math.min(minutesFromMs, hoursFromMs) >= rawFromMs;
  const isInRaw = range.startMs >= rawFromMs || hasNothingOlder || range.startMs >= rolledToMs;
  const wantsPercentile = statistics.includes('p95');
  return isInRaw
    ? planRecent(range, wantsPercentile, coverage)
    : planPast(range, wantsPercentile, coverage);
}

function cutStart(range: TimeRange, coverage: Coverage): TimeRange {
  const { rawFromMs, minutesFromMs, hoursFromMs } = coverage;
  const heldFromMs = Math.min(rawFromMs, minutesFromMs, hoursFromMs);
  if (range.startMs >= heldFromMs || heldFromMs >= range.endMs) return range;
  return { ...range, startMs: Math.floor(heldFromMs / range.stepMs) * range.stepMs };
}

/** Raw samples have all of it. */
function planRecent(
  range: TimeRange,
  wantsPercentile: boolean,
  { intervalMs }: Coverage,
): PlannedRange {
  const isShort = range.endMs - range.startMs <= RAW_TICKS * intervalMs;
  const fits = range.stepMs % MINUTES.stepMs === 0;
  if (isShort || !fits || wantsPercentile) return { ...range, resolution: 'raw' };
  return { ...range, resolution: resolutionFor(range.stepMs) };
}

/** Only roll-ups have all of it. */
function planPast(
  range: TimeRange,
  wantsPercentile: boolean,
  { minutesFromMs, hoursFromMs }: Coverage,
): PlannedRange {
  const isInMinutes = range.startMs >= minutesFromMs || hoursFromMs >= minutesFromMs;
  const needsHours = wantsPercentile || !isInMinutes || range.stepMs > LONGEST_STEP_OF_MINUTES_MS;
  const stepMs = roundUp(range.stepMs, needsHours ? HOURS.stepMs : MINUTES.stepMs);
  return { ...range, stepMs, resolution: resolutionFor(stepMs) };
}

function resolutionFor(stepMs: number): Resolution {
  return stepMs % HOURS.stepMs === 0 ? HOURS.resolution : MINUTES.resolution;
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
