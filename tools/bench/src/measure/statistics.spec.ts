import { computeMedian, computePercentile } from './statistics';

describe('computePercentile', () => {
  const values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

  it.each([
    [0, 1],
    [0.5, 5],
    [0.51, 6],
    [0.99, 10],
    [1, 10],
  ])('of ten values takes %p at %p', (share, value) => {
    expect(computePercentile(values, share)).toBe(value);
  });

  it('is NaN of none', () => {
    expect(computePercentile([], 0.5)).toBeNaN();
  });

  it('leaves the list as it is', () => {
    computePercentile(values, 0.5);
    expect(values[0]).toBe(10);
  });
});

describe('computeMedian', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
    [[], Number.NaN],
  ])('of %p is %p', (values, median) => {
    expect(computeMedian(values)).toBe(median);
  });
});
