import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { StepStatistic, TimeRange } from '@kubemonitor/storage';
import { ProblemError } from '../problem/problem';

/** A window of time asked for, with a step that keeps it within the most points. */
export interface WindowRequest extends TimeRange {
  readonly statistics: readonly StepStatistic[];
}

export interface WindowLimits {
  readonly nowMs: number;
  readonly intervalSeconds: number;
  readonly maxPoints: number;
}

const STATISTICS: readonly StepStatistic[] = ['min', 'max', 'p95'];

/**
 * The window a query asks for; undefined when it asks for the latest values.
 * @throws ProblemError
 */
export function parseWindow(
  query: WindowQueryDto,
  limits: WindowLimits,
): WindowRequest | undefined {
  const range = parseRange(query, limits.nowMs);
  if (range === undefined) {
    const stray = (['step', 'stats', 'end'] as const).find((name) => query[name] !== undefined);
    if (stray === undefined) return undefined;
    throw badRequest(stray, query[stray], 'needs "window" or "start" beside it');
  }
  const intervalMs = limits.intervalSeconds * 1_000;
  const wanted = roundUp((query.step ?? limits.intervalSeconds) * 1_000, intervalMs);
  const least = roundUp((range.endMs - range.startMs) / limits.maxPoints, intervalMs);
  return { ...range, stepMs: Math.max(wanted, least), statistics: parseStatistics(query.stats) };
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
  if (Number.isNaN(endMs)) throw badRequest('end', end, 'is not an RFC 3339 time');
  if (Number.isNaN(startMs)) throw badRequest('start', start, 'is not an RFC 3339 time');
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
