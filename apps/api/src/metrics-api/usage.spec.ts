import type { TickSeries } from '@kubemonitor/aggregation';
import fc from 'fast-check';
import { computeUsage, toUsageRule } from './usage';

const NOW = 1_000_000_000;
const EVERY_5_S = toUsageRule(5_000);

/** One sample: when it was read, ms before NOW, and its CPU time in µs; null = no such sample. */
type Sample = readonly [beforeMs: number, cpu: number | null] | null;

function seriesOf(samples: readonly Sample[], breaks: readonly number[] = []): TickSeries {
  const cpu = Float64Array.from(samples, (sample) => sample?.[1] ?? Number.NaN);
  return {
    firstTick: 0,
    length: samples.length,
    times: Float64Array.from(samples, (sample) => (sample === null ? Number.NaN : NOW - sample[0])),
    breaks: Uint8Array.from(samples, (_, index) => (breaks.includes(index) ? 1 : 0)),
    values: (metric) => (metric === 'cpu_usage_microseconds' ? cpu : undefined),
  };
}

/** Window in ms and nanocores, or what there is instead. */
function rateOf(samples: readonly Sample[], breaks?: readonly number[]): unknown {
  const usage = computeUsage(seriesOf(samples, breaks), EVERY_5_S, NOW);
  return usage?.windowMs === undefined ? usage?.windowMs : [usage.windowMs, usage.cpuNanocores];
}

describe('computeUsage', () => {
  it('counts from the nearest sample two ticks away, by the times of reading', () => {
    // 100,100 µs in 10.01 s are 10,000 µs a second: 10 millicores.
    const samples: Sample[] = [
      [16_000, 0],
      [11_010, 500_000],
      [6_000, 510_000],
      [1_000, 600_100],
    ];
    expect(rateOf(samples)).toEqual([10_010, 10_000_000]);
  });

  it('takes two neighbours when there are no more, and a longer way over a gap', () => {
    expect(
      rateOf([
        [6_000, 100],
        [1_000, 5_100],
      ]),
    ).toEqual([5_000, 1_000_000]);
    const afterGap: Sample[] = [[31_000, 0], null, null, null, null, null, [1_000, 30_000]];
    expect(rateOf(afterGap)).toEqual([30_000, 1_000_000]);
  });

  it('does not reach back over more than a minute', () => {
    const gap = new Array<Sample>(12).fill(null);
    expect(rateOf([[61_000, 0], ...gap.slice(1), [1_000, 60_000]])).toEqual([60_000, 1_000_000]);
    expect(rateOf([[66_000, 0], ...gap, [1_000, 60_000]])).toBeUndefined();
  });

  it.each([
    ['a boot just before the newest sample', [1, 2, 3], [2], undefined],
    ['a boot before that', [1, 2, 5_002], [1], [5_000, 1_000_000]],
    ['a counter that went down at the newest sample', [1, 9, 3], [], undefined],
    ['a counter that went down before', [9, 2, 5_002], [], [5_000, 1_000_000]],
  ])('%s ends the way back', (_case, [a, b, c], breaks, rate) => {
    const samples: Sample[] = [
      [11_000, a],
      [6_000, b],
      [1_000, c],
    ];
    expect(rateOf(samples, breaks)).toEqual(rate);
  });

  it('gives 0 to what did nothing, and nothing to what has no counter', () => {
    expect(
      rateOf([
        [6_000, 7],
        [1_000, 7],
      ]),
    ).toEqual([5_000, 0]);
    const unknown = seriesOf([
      [6_000, 1],
      [1_000, null],
    ]);
    expect(computeUsage(unknown, EVERY_5_S, NOW)).toEqual({
      timestampMs: NOW - 1_000,
      windowMs: undefined,
      cpuNanocores: undefined,
      memoryBytes: undefined,
      swapBytes: undefined,
    });
  });

  it('knows nothing once the newest sample is older than a minute', () => {
    const aged = (ms: number) =>
      seriesOf([
        [ms + 5_000, 1],
        [ms, 2],
      ]);
    expect(computeUsage(aged(60_000), EVERY_5_S, NOW)?.windowMs).toBe(5_000);
    expect(computeUsage(aged(60_001), EVERY_5_S, NOW)).toBeUndefined();
    expect(computeUsage(seriesOf([null, null]), EVERY_5_S, NOW)).toBeUndefined();
    expect(computeUsage(seriesOf([]), EVERY_5_S, NOW)).toBeUndefined();
  });

  it('takes neighbours, and waits for three intervals, when the interval is long', () => {
    expect(toUsageRule(5_000)).toEqual({
      intervalMs: 5_000,
      leastTicks: 2,
      mostTicks: 12,
      nearTicks: 3,
      maxAgeMs: 60_000,
    });
    expect(toUsageRule(60_000)).toEqual({
      intervalMs: 60_000,
      leastTicks: 1,
      mostTicks: 3,
      nearTicks: 2,
      maxAgeMs: 180_000,
    });
  });

  it('is never negative, whatever the counter does', () => {
    const counters = fc.array(fc.option(fc.nat(1_000_000)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(counters, (values) => {
        const samples = values.map((cpu, index): Sample => [
          (values.length - index) * 5_000,
          cpu ?? null,
        ]);
        const usage = computeUsage(seriesOf(samples), toUsageRule(50_000), NOW);
        expect(usage?.cpuNanocores ?? 0).toBeGreaterThanOrEqual(0);
        expect(usage?.windowMs ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
