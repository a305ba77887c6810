import fc from 'fast-check';
import { computePercentile, rankOf, selectRank } from './percentile';

const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('computePercentile', () => {
  it.each([
    // Nearest rank: ceil(0.95 · 12) = 12, ceil(0.95 · 20) = 19, ceil(0.95 · 100) = 95.
    [oneTo(12), 95, 12],
    [oneTo(20), 95, 19],
    [oneTo(21), 95, 20],
    [oneTo(100), 95, 95],
    [[15, 20, 35, 40, 50], 30, 20],
    [[15, 20, 35, 40, 50], 40, 20],
    [[15, 20, 35, 40, 50], 50, 35],
    [[15, 20, 35, 40, 50], 100, 50],
    [[15, 20, 35, 40, 50], 0, 15],
    [[7], 95, 7],
    [[3, 1, 2], 50, 2],
    [[10, 9, 100], 95, 100],
  ])('of %j at %d is %d', (values, percent, expected) => {
    expect(computePercentile([...values], percent)).toBe(expected);
  });

  it('of no values is NaN', () => {
    expect(computePercentile([], 95)).toBeNaN();
  });

  it('is the smallest value that so many values do not exceed', () => {
    const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (list, percent) => {
        const found = computePercentile([...list], percent);
        const share = (limit: number) => list.filter((value) => value <= limit).length;
        expect(list).toContain(found);
        expect(share(found) * 100).toBeGreaterThanOrEqual(percent * list.length);
        const below = list.filter((value) => value < found);
        if (below.length > 0) {
          expect(share(Math.max(...below)) * 100).toBeLessThan(percent * list.length);
        }
      }),
    );
  });
});

describe('rankOf', () => {
  it.each([
    [95, 19, 19],
    [95, 20, 19],
    [95, 720, 684],
    [0, 5, 1],
    [100, 5, 5],
  ])('is for the %dth percentile of %d values %d', (percent, count, rank) => {
    expect(rankOf(percent, count)).toBe(rank);
  });
});

describe('selectRank', () => {
  it('finds the value that sorting would put there', () => {
    const value = fc.oneof(
      fc.nat(5),
      fc.double({ noNaN: true }).map((found) => found + 0),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        for (let rank = 1; rank <= list.length; rank += 1) {
          expect(selectRank(Float64Array.from(list), rank)).toBe(sorted[rank - 1]);
        }
      }),
    );
  });

  it.each([
    ['equal', () => 7, 7],
    ['rising', (index: number) => index, 9_499],
    ['falling', (index: number) => 9_999 - index, 9_499],
    // 0 … 4,999 and back: each twice, so the 9,500th is 4,749.
    ['rising, then falling', (index: number) => Math.min(index, 9_999 - index), 4_749],
  ])('finds it among 10,000 %s values', (_, valueAt, expected) => {
    expect(
      selectRank(
        Float64Array.from({ length: 10_000 }, (__, index) => valueAt(index)),
        9_500,
      ),
    ).toBe(expected);
  });
});
