import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import fc from 'fast-check';
import { ProblemError } from '../problem/problem';
import { parseWindow, type WindowLimits } from './window';

/** 2026-11-23T12:00:02Z: two seconds into a tick of 5 s. */
const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 2);
const HOUR_MS = 3_600_000;

const LIMITS: WindowLimits = {
  nowMs: NOW_MS,
  intervalSeconds: 5,
  maxPoints: 100,
  oldestMs: NOW_MS - HOUR_MS,
  newestMs: NOW_MS + 60_000,
};

function parse(query: WindowQueryDto, limits: Partial<WindowLimits> = {}) {
  return parseWindow(query, { ...LIMITS, ...limits });
}

function faultOf(query: WindowQueryDto): unknown {
  try {
    parse(query);
  } catch (error) {
    if (error instanceof ProblemError) return [error.status, error.members.errors?.[0].field];
  }
  return undefined;
}

describe('parseWindow', () => {
  it('finds no window where none is asked for', () => {
    expect(parse({})).toBeUndefined();
  });

  it('ends a window now', () => {
    expect(parse({ window: 60 })).toEqual({
      startMs: NOW_MS - 60_000,
      endMs: NOW_MS,
      stepMs: 5_000,
      statistics: [],
    });
  });

  it('takes start and end', () => {
    const query = { start: '2026-11-23T11:59:00Z', end: '2026-11-23T12:00:00Z' };
    expect(parse(query)).toMatchObject({ startMs: NOW_MS - 62_000, endMs: NOW_MS - 2_000 });
  });

  it('reads times of other zones', () => {
    expect(parse({ start: '2026-11-23T17:29:30.5+05:30' })).toMatchObject({
      startMs: NOW_MS - 31_500,
      endMs: NOW_MS,
    });
  });

  it('ends a window of some seconds at an end', () => {
    const query = { window: 30, end: '2026-11-23T12:00:00Z' };
    expect(parse(query)).toMatchObject({ startMs: NOW_MS - 32_000, endMs: NOW_MS - 2_000 });
  });

  it.each([
    [1, 5_000],
    [5, 5_000],
    [5.1, 10_000],
    [12, 15_000],
    [60, 60_000],
  ])('rounds a step of %d s up to whole intervals', (step, stepMs) => {
    expect(parse({ window: 300, step })?.stepMs).toBe(stepMs);
  });

  it('lets the step grow until the points fit', () => {
    // 600 s in 5 s steps would be 120 points.
    expect(parse({ window: 600 })?.stepMs).toBe(10_000);
    expect(parse({ window: 600, step: 30 })?.stepMs).toBe(30_000);
  });

  it.each([
    // 30 days in 1,500 points are 28.8 minutes a point; 10 days 9.6; 24 hours 57.6 s.
    [30 * 86_400, undefined, 3_600],
    [10 * 86_400, undefined, 600],
    [86_400, undefined, 60],
    [6 * 3_600 + 1, undefined, 60],
    [6 * 3_600, undefined, 15],
    [366 * 86_400, undefined, 6 * 3_600],
    [30 * 86_400, 60, 3_600],
    [30 * 86_400, 1_800, 1_800],
  ])('cuts a window of %d s, with a step of %p s, into steps of %d s', (window, step, expected) => {
    const oldestMs = NOW_MS - 400 * 86_400_000;
    expect(parse({ window, step }, { maxPoints: 1_500, oldestMs })?.stepMs).toBe(expected * 1_000);
  });

  it('counts the point that a window touches besides those it is long', () => {
    // 50 s from :12 to :02 touch the steps of :10, :15 … :00, which are 11.
    expect(parse({ window: 50 }, { maxPoints: 11 })?.stepMs).toBe(5_000);
    expect(parse({ window: 50 }, { maxPoints: 10 })?.stepMs).toBe(10_000);
  });

  it('never has more points than the limit, whatever is asked', () => {
    const anyWindow = fc.record({
      window: fc.integer({ min: 1, max: 31_622_400 }),
      step: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
      maxPoints: fc.integer({ min: 10, max: 2_000 }),
      retentionMs: fc.integer({ min: 60_000, max: 100_000_000 }),
    });
    fc.assert(
      fc.property(anyWindow, ({ window, step, maxPoints, retentionMs }) => {
        const found = parse({ window, step }, { maxPoints, oldestMs: NOW_MS - retentionMs });
        const { startMs, endMs, stepMs } = found ?? { startMs: 0, endMs: 0, stepMs: 1 };
        const points = Math.ceil(endMs / stepMs) - Math.floor(startMs / stepMs);
        expect(points).toBeLessThanOrEqual(maxPoints);
        expect(stepMs % 5_000).toBe(0);
        expect(stepMs).toBeGreaterThanOrEqual((step ?? 0) * 1_000);
      }),
    );
  });

  it('cuts a window to what can be held', () => {
    expect(parse({ start: '1970-01-01T00:00:00Z', end: '9999-12-31T23:59:59Z' })).toMatchObject({
      startMs: LIMITS.oldestMs,
      endMs: LIMITS.newestMs,
    });
    expect(parse({ window: 31_622_400 })?.startMs).toBe(LIMITS.oldestMs);
  });

  it.each([
    ['long ago', { start: '2020-01-01T00:00:00Z', end: '2020-01-02T00:00:00Z' }, LIMITS.oldestMs],
    [
      'yet to come',
      { start: '2030-01-01T00:00:00Z', end: '2030-01-02T00:00:00Z' },
      LIMITS.newestMs,
    ],
  ])('is empty for a time %s', (_case, query, at) => {
    expect(parse(query)).toMatchObject({ startMs: at, endMs: at });
  });

  it('reads statistics', () => {
    expect(parse({ window: 60, stats: 'max, p95,min' })?.statistics).toEqual(['max', 'p95', 'min']);
  });

  it.each<[string, WindowQueryDto, string]>([
    ['a step alone', { step: 5 }, 'step'],
    ['statistics alone', { stats: 'max' }, 'stats'],
    ['an end alone', { end: '2026-11-23T12:00:00Z' }, 'end'],
    ['two starts', { window: 60, start: '2026-11-23T12:00:00Z' }, 'start'],
    [
      'an end before the start',
      { start: '2026-11-23T12:00:00Z', end: '2026-11-23T11:00:00Z' },
      'start',
    ],
    ['no time at all', { start: '2026-11-23T12:00:00Z', end: '2026-11-23T12:00:00Z' }, 'start'],
    ['a start in the future without an end', { start: '2030-01-01T00:00:00Z' }, 'start'],
    ['an unknown statistic', { window: 60, stats: 'max,median' }, 'stats'],
    ['an empty statistic', { window: 60, stats: 'max,' }, 'stats'],
  ])('refuses %s', (_case, query, field) => {
    expect(faultOf(query)).toEqual([400, field]);
  });
});
