import fc from 'fast-check';
import {
  MAX_GAP_TICKS,
  computeIncrease,
  computeRate,
  computeRatio,
  explainMissingRate,
  roundTo,
  type SamplePair,
} from './rate';

/** 1,000 more in five seconds, one tick apart: 200 a second. */
const GOOD: SamplePair = {
  ticksApart: 1,
  elapsedMilliseconds: 5_000,
  isBroken: false,
  previous: 4_000,
  current: 5_000,
};

describe('computeIncrease', () => {
  it.each([
    [100, 250, 150],
    [100, 100, 0],
    [100, 99, Number.NaN],
    [Number.NaN, 100, Number.NaN],
    [100, Number.NaN, Number.NaN],
    [0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 1],
  ])('from %d to %d is %d', (previous, current, increase) => {
    expect(computeIncrease(previous, current)).toBe(increase);
  });
});

describe('a rate', () => {
  it('is the increase over the elapsed seconds', () => {
    expect(computeRate(GOOD)).toBe(200);
    expect(computeRate({ ...GOOD, elapsedMilliseconds: 5_010 })).toBeCloseTo(199.6008, 4);
    expect(computeRate({ ...GOOD, current: 4_000 })).toBe(0);
    expect(explainMissingRate(GOOD)).toBeUndefined();
  });

  it('reaches back over at most three ticks', () => {
    const far: SamplePair = { ...GOOD, ticksApart: 3, elapsedMilliseconds: 15_000, current: 7_000 };
    expect(MAX_GAP_TICKS).toBe(3);
    expect(computeRate(far)).toBe(200);
    expect(computeRate({ ...far, ticksApart: 4 })).toBeNaN();
  });

  it.each<[string, Partial<SamplePair>]>([
    ['first_sample', { ticksApart: Number.NaN }],
    ['first_sample', { previous: Number.NaN }],
    ['gap', { ticksApart: 4 }],
    ['clock_step', { isBroken: true }],
    ['clock_step', { elapsedMilliseconds: 0 }],
    ['clock_step', { elapsedMilliseconds: -1 }],
    ['clock_step', { elapsedMilliseconds: Number.NaN }],
    ['counter_reset', { current: 3_999 }],
    // Of several causes the first one counts.
    ['first_sample', { previous: Number.NaN, ticksApart: 9, isBroken: true }],
    ['gap', { ticksApart: 9, isBroken: true, current: 0 }],
    ['clock_step', { isBroken: true, current: 0 }],
  ])('is missing for %s with %j', (reason, difference) => {
    const pair = { ...GOOD, ...difference };
    expect(explainMissingRate(pair)).toBe(reason);
    expect(computeRate(pair)).toBeNaN();
  });

  it('is absent where the current value is, without a reason of its own', () => {
    const pair = { ...GOOD, current: Number.NaN };
    expect(computeRate(pair)).toBeNaN();
    expect(explainMissingRate(pair)).toBeUndefined();
  });

  it('is never negative', () => {
    const pair = fc.record({
      ticksApart: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(Number.NaN)),
      elapsedMilliseconds: fc.integer({ min: -20_000, max: 20_000 }),
      isBroken: fc.boolean(),
      previous: fc.oneof(fc.maxSafeNat(), fc.constant(Number.NaN)),
      current: fc.oneof(fc.maxSafeNat(), fc.constant(Number.NaN)),
    });
    fc.assert(
      fc.property(pair, (samples) => {
        const rate = computeRate(samples);
        expect(rate < 0).toBe(false);
        const isExplained = explainMissingRate(samples) !== undefined;
        expect(Number.isNaN(rate)).toBe(isExplained || Number.isNaN(samples.current));
      }),
    );
  });
});

describe('computeRatio', () => {
  it.each([
    [6, 50, 0.12],
    [0, 50, 0],
    [0, 0, 0],
    [1, 0, Number.NaN],
    [Number.NaN, 50, Number.NaN],
    [6, Number.NaN, Number.NaN],
  ])('of %d and %d is %d', (part, whole, ratio) => {
    expect(computeRatio(part, whole)).toBe(ratio);
  });
});

describe('roundTo', () => {
  it.each([
    [71.5764, 3, 71.576],
    [71.5765, 3, 71.577],
    [2.5, 0, 3],
    [0.04, 1, 0],
    [1_204.66, 1, 1_204.7],
    [Number.NaN, 2, Number.NaN],
  ])('of %d to %d digits is %d', (value, decimals, rounded) => {
    expect(roundTo(value, decimals)).toBe(rounded);
  });
});
