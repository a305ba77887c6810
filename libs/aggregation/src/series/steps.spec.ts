import fc from 'fast-check';
import type { Derivation } from '@kubemonitor/metrics-model';
import { deriveTicks } from './derive';
import { summariseStep, type StepSummary } from './steps';

const NONE = Number.NaN;
const GAUGE: Derivation = { kind: 'gauge', metric: 'm' };
const COUNTER: Derivation = { kind: 'counter', metric: 'm' };
const RATE: Derivation = { kind: 'rate', metric: 'm', scale: 1 };
const RATIO: Derivation = { kind: 'ratio', part: 'm', whole: 'n' };

/** Ticks of five seconds; a NaN in `m` is a lost sample. */
function summarise(
  derivation: Derivation,
  m: readonly number[],
  { n = [], from = 0, to = m.length }: { n?: readonly number[]; from?: number; to?: number } = {},
): StepSummary {
  const derived = deriveTicks(derivation, {
    firstTick: 0,
    length: m.length,
    times: Float64Array.from(m, (value, tick) => (Number.isNaN(value) ? NONE : tick * 5_000)),
    breaks: new Uint8Array(m.length),
    values: (metric) => Float64Array.from(metric === 'm' ? m : n),
  });
  if (derived === undefined) throw new Error('the series has all metrics');
  return summariseStep(derivation, derived, from, to);
}

describe('summariseStep', () => {
  it('takes the mean of a gauge', () => {
    expect(summarise(GAUGE, [10, 20, NONE, 60])).toEqual({ value: 30, min: 10, max: 60, p95: 60 });
  });

  it('takes the last value of a counter', () => {
    expect(summarise(COUNTER, [10, 30, 20, NONE])).toEqual({
      value: 20,
      min: 10,
      max: 30,
      p95: 30,
    });
  });

  it('takes the whole increase of a rate over the whole time', () => {
    // 100, then 1,900 in ten seconds: 2,000 in 15 s; ticks say 20 and 190.
    const summary = summarise(RATE, [0, 100, NONE, 2_000]);
    expect(summary.value).toBeCloseTo(133.3333, 4);
    expect(summary).toMatchObject({ min: 20, max: 190, p95: 190 });
  });

  it('weighs a ratio by its whole', () => {
    // 1 of 10 and 45 of 50 are 46 of 60.
    const summary = summarise(RATIO, [0, 1, 46], { n: [0, 10, 60] });
    expect(summary.value).toBeCloseTo(46 / 60, 12);
    expect(summary).toMatchObject({ min: 0.1, max: 0.9 });
  });

  it('has a ratio of 0 while nothing happens', () => {
    expect(summarise(RATIO, [5, 5, 5], { n: [9, 9, 9] })).toEqual({
      value: 0,
      min: 0,
      max: 0,
      p95: 0,
    });
  });

  it('leaves out what a reset hides', () => {
    // 500 in 5 s, a reset, 300 in 5 s: 800 in 10 s.
    expect(summarise(RATE, [1_000, 1_500, 100, 400])).toMatchObject({
      value: 80,
      min: 60,
      max: 100,
    });
  });

  it('takes only the ticks of the step, and a rate’s sample before it', () => {
    expect(summarise(GAUGE, [1, 2, 3, 4], { from: 1, to: 3 })).toMatchObject({ value: 2.5 });
    expect(summarise(RATE, [0, 100, 300, 700], { from: 2, to: 4 })).toMatchObject({ value: 60 });
  });

  it('takes the 95th percentile by nearest rank', () => {
    const values = Array.from({ length: 40 }, (_, index) => 40 - index);
    expect(summarise(GAUGE, values).p95).toBe(38);
  });

  it('leaves the 95th percentile out when it is not wanted', () => {
    const derived = { values: Float64Array.of(10, NONE, 40), scale: 1 };
    expect(summariseStep(GAUGE, derived, 0, 3, false)).toEqual({
      value: 25,
      min: 10,
      max: 40,
      p95: NONE,
    });
  });

  it('leaves the ticks in their order', () => {
    const values = Float64Array.from({ length: 40 }, (_, index) => 40 - index);
    summariseStep(GAUGE, { values, scale: 1 }, 0, 40);
    expect(Array.from(values)).toEqual(Array.from({ length: 40 }, (_, index) => 40 - index));
  });

  it('knows nothing of a step without values', () => {
    const nothing = { value: NONE, min: NONE, max: NONE, p95: NONE };
    expect(summarise(GAUGE, [NONE, NONE])).toEqual(nothing);
    expect(summarise(RATE, [5])).toEqual(nothing);
    expect(summarise(GAUGE, [1, 2], { from: 1, to: 1 })).toEqual(nothing);
  });

  it('loses no consumption over lost samples: the step is increase / time from end to end', () => {
    const history = fc
      .array(fc.record({ growth: fc.nat(10_000), isLost: fc.boolean() }), {
        minLength: 2,
        maxLength: 40,
      })
      .map((ticks) => {
        let counter = 0;
        let lost = 0;
        return ticks.map(({ growth, isLost }) => {
          counter += growth;
          // Two lost in a row at most: the third is within reach of the sample before.
          lost = isLost && lost < 2 ? lost + 1 : 0;
          return lost > 0 ? NONE : counter;
        });
      });
    fc.assert(
      fc.property(history, (m) => {
        const known = m.flatMap((value, tick) => (Number.isNaN(value) ? [] : [{ value, tick }]));
        fc.pre(known.length >= 2);
        const [first, last] = [known[0], known[known.length - 1]];
        const { value, min, max } = summarise(RATE, m);
        expect(value).toBeCloseTo((last.value - first.value) / ((last.tick - first.tick) * 5), 6);
        expect(value).toBeGreaterThanOrEqual(min - 1e-9);
        expect(value).toBeLessThanOrEqual(max + 1e-9);
      }),
    );
  });
});
