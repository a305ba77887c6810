import type { StepStatistic } from '../../store';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../testing/rollup-runs';
import { planRange } from './plan-range';

/** Now is day 400: raw samples of a day, minutes of 30 days, hours of a year. */
const NOW = 400 * DAY_MS;
const COVERAGE = {
  intervalMs: 5_000,
  rawFromMs: NOW - DAY_MS,
  minutesFromMs: NOW - 30 * DAY_MS,
  hoursFromMs: NOW - 365 * DAY_MS,
  rolledToMs: NOW - HOUR_MS,
};
const NOTHING = Number.POSITIVE_INFINITY;
const SECONDS = 1_000;

function plan(lengthMs: number, stepMs: number, statistics: StepStatistic[] = []) {
  const range = { startMs: NOW - lengthMs, endMs: NOW, stepMs };
  const planned = planRange(range, statistics, COVERAGE);
  expect(planned.endMs).toBe(NOW);
  expect(planned.startMs).toBe(Math.max(range.startMs, NOW - 365 * DAY_MS));
  return [planned.resolution, planned.stepMs];
}

describe('planRange', () => {
  it.each([
    ['an hour by ticks', HOUR_MS, 5 * SECONDS, 'raw', 5 * SECONDS],
    ['six hours by minutes: few enough samples', 6 * HOUR_MS, MINUTE_MS, 'raw', MINUTE_MS],
    ['a day by minutes', DAY_MS, MINUTE_MS, '1m', MINUTE_MS],
    ['a day by 90 s, which no minutes fit into', DAY_MS, 90 * SECONDS, 'raw', 90 * SECONDS],
    ['a day by hours', DAY_MS, HOUR_MS, '1h', HOUR_MS],
    ['two days by ticks: only minutes reach back', 2 * DAY_MS, 5 * SECONDS, '1m', MINUTE_MS],
    ['two days by 90 s', 2 * DAY_MS, 90 * SECONDS, '1m', 2 * MINUTE_MS],
    ['30 days by half an hour', 30 * DAY_MS, 30 * MINUTE_MS, '1m', 30 * MINUTE_MS],
    [
      '30 days by 31 minutes: whole hours from fewer files',
      30 * DAY_MS,
      31 * MINUTE_MS,
      '1h',
      HOUR_MS,
    ],
    ['30 days by a day', 30 * DAY_MS, DAY_MS, '1h', DAY_MS],
    ['a year by minutes: only hours reach back', 365 * DAY_MS, MINUTE_MS, '1h', HOUR_MS],
    ['longer than anything is held', 3_650 * DAY_MS, DAY_MS, '1h', DAY_MS],
  ] as const)('answers %s', (_, lengthMs, stepMs, resolution, plannedMs) => {
    expect(plan(lengthMs, stepMs)).toEqual([resolution, plannedMs]);
  });

  it.each([
    ['a day by minutes: exact, from samples', DAY_MS, MINUTE_MS, 'raw', MINUTE_MS],
    ['two days by minutes: hours have sketches', 2 * DAY_MS, MINUTE_MS, '1h', HOUR_MS],
    ['30 days by a day', 30 * DAY_MS, DAY_MS, '1h', DAY_MS],
  ] as const)('answers a percentile of %s', (_, lengthMs, stepMs, resolution, plannedMs) => {
    expect(plan(lengthMs, stepMs, ['p95', 'max'])).toEqual([resolution, plannedMs]);
  });

  it.each([
    ['nothing is held', NOTHING, NOTHING, NOTHING, 'raw'],
    ['there are no roll-ups yet', NOW - HOUR_MS, NOTHING, NOTHING, 'raw'],
    ['roll-ups reach no further back', NOW - HOUR_MS, NOW - HOUR_MS, NOTHING, 'raw'],
    ['only minutes are held', NOTHING, NOW - DAY_MS, NOTHING, '1m'],
    ['only hours are held', NOTHING, NOTHING, NOW - DAY_MS, '1h'],
  ])(
    'answers two hours by 10 s when %s',
    (_, rawFromMs, minutesFromMs, hoursFromMs, resolution) => {
      const range = { startMs: NOW - 2 * HOUR_MS, endMs: NOW, stepMs: 10 * SECONDS };
      const rolledToMs = rawFromMs === NOTHING ? NOW : NOW - HOUR_MS;
      const coverage = { intervalMs: 5_000, rawFromMs, minutesFromMs, hoursFromMs, rolledToMs };
      expect(planRange(range, [], coverage).resolution).toBe(resolution);
    },
  );

  it('answers from samples after a long pause that roll-ups know nothing of, either', () => {
    const coverage = { ...COVERAGE, rawFromMs: NOW - 4 * MINUTE_MS, rolledToMs: NOW - 3 * DAY_MS };
    const range = { startMs: NOW - 5 * MINUTE_MS, endMs: NOW, stepMs: 5 * SECONDS };
    expect(planRange(range, ['p95'], coverage)).toEqual({ ...range, resolution: 'raw' });
  });

  it('does not go through time before all that is held', () => {
    const coverage = {
      ...COVERAGE,
      rawFromMs: NOW - 2 * DAY_MS - MINUTE_MS,
      minutesFromMs: NOTHING,
      hoursFromMs: NOTHING,
      rolledToMs: Number.NEGATIVE_INFINITY,
    };
    const range = { startMs: NOW - 365 * DAY_MS, endMs: NOW, stepMs: DAY_MS };
    // Steps begin at whole days, and what is held begins a minute before one.
    expect(planRange(range, ['p95'], coverage).startMs).toBe(NOW - 3 * DAY_MS);
  });
});
