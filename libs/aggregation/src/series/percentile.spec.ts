import fc from 'fast-check';
import { computePercentile } from './percentile';

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
