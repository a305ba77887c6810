import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { PlannedRange, StepStatistic, TimeRange } from '@kubemonitor/storage';
import { ProblemError } from '../problem/problem';

/** A window of time asked for, with a step that keeps it within the most points. */
export interface WindowRequest extends TimeRange {
  readonly statistics: readonly StepStatistic[];
}

/** The same as the store will answer it. */
export type PlannedWindow = WindowRequest & PlannedRange;

export interface WindowLimits {
  readonly nowMs: number;
  readonly intervalSeconds: number;
  readonly maxPoints: number;
  /** Times outside [oldestMs, newestMs] hold no samples: the window is cut to them. */
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** Of longer windows nobody looks at single ticks: without a step they have points of a minute. */
const LONG_WINDOW_MS = 21_600_000;
const LONG_WINDOW_STEP_SECONDS = 60;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Steps that grow beyond it are whole hours: a month is then read from 30 files, not from 720. */
const LONGEST_STEP_OF_MINUTES_MS = 900_000;

const STATISTICS: readonly StepStatistic[] = ['min', 'max', 'p95'];

/**
 * The window a query asks for; undefined when it asks for the latest values.
 * @throws ProblemError
 */
export function parseWindow(
  query: WindowQueryDto,
  limits: WindowLimits,
): WindowRequest | undefined {
  const asked = parseRange(query, limits.nowMs);
  if (asked === undefined) {
    const stray = (['step', 'stats', 'end'] as const).find((name) => query[name] !== undefined);
    if (stray === undefined) return undefined;
    throw badRequest(stray, query[stray], 'needs "window" or "start" beside it');
  }
  const range = cutRange(asked, limits);
  return {
    ...range,
    stepMs: chooseStep(range, query.step ?? chooseDefaultStep(range, limits), limits),
    statistics: parseStatistics(query.stats),
  };
}

/** A range of years would be read tick by tick although samples of an hour are kept. */
function cutRange(
  { startMs, endMs }: { startMs: number; endMs: number },
  { oldestMs, newestMs }: WindowLimits,
): { startMs: number; endMs: number } {
  const end = Math.min(Math.max(endMs, oldestMs), newestMs);
  return { startMs: Math.min(Math.max(startMs, oldestMs), end), endMs: end };
}

function chooseDefaultStep(
  { startMs, endMs }: { startMs: number; endMs: number },
  { intervalSeconds }: WindowLimits,
): number {
  return endMs - startMs > LONG_WINDOW_MS ? LONG_WINDOW_STEP_SECONDS : intervalSeconds;
}

/** The step wanted in whole intervals, or a longer one that keeps the points within their limit. */
function chooseStep(
  { startMs, endMs }: { startMs: number; endMs: number },
  wantedSeconds: number,
  { intervalSeconds, maxPoints }: WindowLimits,
): number {
  const intervalMs = intervalSeconds * 1_000;
  const wanted = roundUp(wantedSeconds * 1_000, intervalMs);
  // Steps begin at whole multiples of the step, so a range may touch one more than it is long.
  const fits = (stepMs: number) =>
    Math.ceil(endMs / stepMs) - Math.floor(startMs / stepMs) <= maxPoints;
  if (fits(wanted)) return wanted;
  const least = (endMs - startMs) / maxPoints;
  const unit = roundUp(growingUnit(least), intervalMs);
  let stepMs = Math.max(wanted, roundUp(least, unit));
  while (!fits(stepMs)) stepMs += unit;
  return stepMs;
}

/** What a step that must grow grows in: whole steps of the roll-ups there may be, once it is long. */
function growingUnit(leastMs: number): number {
  if (leastMs > LONGEST_STEP_OF_MINUTES_MS) return HOUR_MS;
  return leastMs > MINUTE_MS ? MINUTE_MS : 1;
}

function parseRange(
  { window, start, end }: WindowQueryDto,
  nowMs: number,
): { startMs: number; endMs: number } | undefined {
  if (window !== undefined && start !== undefined) {
    throw badRequest('start', start, 'cannot stand beside "window"');
  }
  if (window === undefined && start === undefined) return undefined;
  const endMs = end === undefined ? nowMs : Date.parse(end);
  const startMs = start === undefined ? endMs - (window ?? 0) * 1_000 : Date.parse(start);
  if (startMs >= endMs) throw badRequest('start', start, 'must lie before the end');
  return { startMs, endMs };
}

function parseStatistics(text: string | undefined): StepStatistic[] {
  if (text === undefined) return [];
  return text.split(',').map((word) => {
    const statistic = STATISTICS.find((name) => name === word.trim());
    if (statistic === undefined) {
      throw badRequest('stats', word, `must be some of ${STATISTICS.join(', ')}`);
    }
    return statistic;
  });
}

function roundUp(value: number, unit: number): number {
  return Math.max(1, Math.ceil(value / unit)) * unit;
}

/** A fault of one query parameter. */
export function badRequest(field: string, value: unknown, message: string): ProblemError {
  return new ProblemError('bad-request', `"${field}" ${message}.`, {
    errors: [{ field, value, message }],
  });
}
