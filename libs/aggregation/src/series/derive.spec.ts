import fc from 'fast-check';
import { deriveTicks, makeDerivedRoom } from './derive';
import type { TickSeries } from './tick-series';

const NONE = Number.NaN;

/** A series read every five seconds; `times` in seconds after the first tick, NaN = no sample. */
function seriesOf(
  metrics: Readonly<Record<string, readonly number[]>>,
  { times, breaks = [] }: { times?: readonly number[]; breaks?: readonly number[] } = {},
): TickSeries {
  const length = Object.values(metrics)[0].length;
  const seconds = times ?? Array.from({ length }, (_, index) => index * 5);
  return {
    firstTick: 100,
    length,
    times: Float64Array.from(seconds, (second) => 500_000 + second * 1_000),
    breaks: Uint8Array.from({ length }, (_, index) => (breaks.includes(index) ? 1 : 0)),
    values: (metric) => (metric in metrics ? Float64Array.from(metrics[metric]) : undefined),
  };
}

const RATE = { kind: 'rate', metric: 'bytes', scale: 1 } as const;
const CPU = { kind: 'rate', metric: 'cpu', scale: 1 / 1_000, given: 'millicores' } as const;
const RATIO = { kind: 'ratio', part: 'throttled', whole: 'periods' } as const;

function valuesOf(...[derivation, series]: Parameters<typeof deriveTicks>): number[] | undefined {
  const derived = deriveTicks(derivation, series);
  return derived === undefined ? undefined : Array.from(derived.values);
}

describe('deriveTicks', () => {
  it('takes gauges and counters as they are', () => {
    const series = seriesOf({ pids: [3, NONE, 5] });
    expect(valuesOf({ kind: 'gauge', metric: 'pids' }, series)).toEqual([3, NONE, 5]);
    expect(valuesOf({ kind: 'counter', metric: 'pids' }, series)).toEqual([3, NONE, 5]);
    expect(deriveTicks({ kind: 'gauge', metric: 'pids' }, series)?.parts).toBeUndefined();
  });

  it('takes differences, not below 0', () => {
    const difference = { kind: 'difference', from: 'total', minus: 'available' } as const;
    const series = seriesOf({ total: [100, 100, 100, NONE], available: [30, 130, NONE, 10] });
    expect(valuesOf(difference, series)).toEqual([70, 0, NONE, NONE]);
    expect(valuesOf(difference, seriesOf({ total: [1] }))).toBeUndefined();
  });

  it('gives nothing for metrics that were never stored', () => {
    const series = seriesOf({ other: [1] });
    expect(deriveTicks({ kind: 'gauge', metric: 'pids' }, series)).toBeUndefined();
    expect(deriveTicks(RATE, series)).toBeUndefined();
    expect(deriveTicks(CPU, series)).toBeUndefined();
    expect(deriveTicks(RATIO, series)).toBeUndefined();
    expect(deriveTicks(RATIO, seriesOf({ periods: [1] }))).toBeUndefined();
  });

  it('makes rates of counters: none of the first sample, none over a reset', () => {
    const series = seriesOf({ bytes: [1_000, 2_000, 2_000, 500, 1_500] });
    expect(valuesOf(RATE, series)).toEqual([NONE, 200, 0, NONE, 200]);
  });

  it('reaches back over lost samples, up to three ticks', () => {
    const times = [0, NONE, NONE, 15, NONE, NONE, NONE, 35, 40];
    const bytes = [0, NONE, NONE, 3_000, NONE, NONE, NONE, 9_000, 9_500];
    expect(valuesOf(RATE, seriesOf({ bytes }, { times }))).toEqual([
      NONE,
      NONE,
      NONE,
      200,
      NONE,
      NONE,
      NONE,
      NONE,
      100,
    ]);
  });

  it('divides by the time between the readings', () => {
    const series = seriesOf({ bytes: [0, 1_000, 2_000] }, { times: [0, 4, 12] });
    expect(valuesOf(RATE, series)).toEqual([NONE, 250, 125]);
  });

  it('has no rate over a boot or clock step, nor where the clock did not go on', () => {
    const bytes = [0, 1_000, 2_000, 3_000, 4_000];
    const times = [0, 5, 10, 10, 9];
    expect(valuesOf(RATE, seriesOf({ bytes }, { times, breaks: [2] }))).toEqual([
      NONE,
      200,
      NONE,
      NONE,
      NONE,
    ]);
    const derived = deriveTicks(RATE, seriesOf({ bytes }, { times }));
    expect(Array.from(derived?.wholes ?? [])).toEqual([NONE, 5, 5, NONE, NONE]);
  });

  it('does not look past a sample that lacks the value', () => {
    const series = seriesOf({ bytes: [0, NONE, 2_000, 3_000] });
    expect(valuesOf(RATE, series)).toEqual([NONE, NONE, NONE, 200]);
  });

  it('says what a rate is made of', () => {
    const derived = deriveTicks(CPU, seriesOf({ cpu: [0, 250_000] }));
    expect(derived).toMatchObject({ scale: 1 / 1_000 });
    expect(Array.from(derived?.values ?? [])).toEqual([NONE, 50]);
    expect(Array.from(derived?.parts ?? [])).toEqual([NONE, 250_000]);
    expect(Array.from(derived?.wholes ?? [])).toEqual([NONE, 5]);
  });

  it('makes ratios of two counters', () => {
    const series = seriesOf({
      periods: [100, 150, 150, 150, 10, 20],
      throttled: [10, 16, 16, 17, 1, NONE],
    });
    expect(valuesOf(RATIO, series)).toEqual([NONE, 0.12, 0, NONE, NONE, NONE]);
  });

  it('takes a given rate where there is one and counts elsewhere', () => {
    const cpu = [0, 5_000, 10_000, 20_000];
    expect(valuesOf(CPU, seriesOf({ cpu, millicores: [NONE, 7, NONE, NONE] }))).toEqual([
      NONE,
      7,
      1,
      2,
    ]);
    expect(valuesOf(CPU, seriesOf({ millicores: [5, NONE] }))).toEqual([5, NONE]);
    const unused = deriveTicks(CPU, seriesOf({ cpu, millicores: [NONE, NONE, NONE, NONE] }));
    expect(Array.from(unused?.parts ?? [])).toEqual([NONE, 5_000, 5_000, 10_000]);
  });

  it('derives into the room given, whatever was in it', () => {
    const room = makeDerivedRoom(3);
    for (const array of [room.values, room.parts, room.wholes]) array.fill(7);
    const rate = deriveTicks(
      RATE,
      seriesOf({ bytes: [0, NONE, 1_000] }, { times: [0, NONE, 10] }),
      room,
    );
    expect(rate?.values).toBe(room.values);
    expect(Array.from(room.values)).toEqual([NONE, NONE, 100]);
    expect(Array.from(room.parts)).toEqual([NONE, NONE, 1_000]);
    expect(Array.from(room.wholes)).toEqual([NONE, NONE, 10]);

    const difference = { kind: 'difference', from: 'total', minus: 'available' } as const;
    const memory = seriesOf({ total: [100, NONE, 100], available: [30, 20, 10] });
    expect(deriveTicks(difference, memory, room)).toEqual({ values: room.values, scale: 1 });
    expect(Array.from(room.values)).toEqual([70, NONE, 90]);

    const given = seriesOf({ cpu: [0, 5_000, 10_000], millicores: [9, NONE, NONE] });
    expect(deriveTicks(CPU, given, room)).toEqual({ values: room.values, scale: 1 });
    expect(Array.from(room.values)).toEqual([9, 1, 1]);
  });

  it('refuses a room of another length', () => {
    const series = seriesOf({ bytes: [1, 2, 3] });
    expect(() => deriveTicks(RATE, series, makeDerivedRoom(4))).toThrow(RangeError);
  });

  it('leaves what is stored as it is', () => {
    const stored = Float64Array.of(0, 5_000, 10_000);
    const millicores = Float64Array.of(9, NONE, 8);
    const series = {
      ...seriesOf({ cpu: [0, 0, 0] }),
      values: (metric: string) => (metric === 'cpu' ? stored : millicores),
    };
    expect(valuesOf(CPU, series)).toEqual([9, 1, 8]);
    expect(Array.from(stored)).toEqual([0, 5_000, 10_000]);
    expect(Array.from(millicores)).toEqual([9, NONE, 8]);
  });

  it('gives no negative rate, and values that are their parts’ quotients, whatever happens', () => {
    const sample = fc.record({
      isLost: fc.boolean(),
      bytes: fc.oneof(fc.nat(10_000), fc.constant(NONE)),
      second: fc.integer({ min: -7, max: 7 }),
      isBroken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 30 }), (samples) => {
        const series = seriesOf(
          { bytes: samples.map(({ isLost, bytes }) => (isLost ? NONE : bytes)) },
          {
            times: samples.map(({ isLost, second }, index) => (isLost ? NONE : index * 5 + second)),
            breaks: samples.flatMap(({ isBroken }, index) => (isBroken ? [index] : [])),
          },
        );
        const derived = deriveTicks(RATE, series);
        derived?.values.forEach((value, index) => {
          expect(value < 0).toBe(false);
          const quotient = (derived.parts?.[index] ?? NONE) / (derived.wholes?.[index] ?? NONE);
          expect(value).toBe(quotient);
        });
      }),
    );
  });
});
