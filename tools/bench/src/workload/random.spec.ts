import { between, createRandom, mixSeed } from './random';

function take(seed: number, count: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
}

describe('createRandom', () => {
  it('gives the same sequence for the same seed', () => {
    expect(take(7, 100)).toEqual(take(7, 100));
  });

  it('gives another sequence for another seed', () => {
    expect(take(7, 10)).not.toEqual(take(8, 10));
  });

  it('stays within [0, 1) and spreads evenly', () => {
    const values = take(1, 10_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
  });
});

describe('mixSeed', () => {
  it('gives parts seeds of their own', () => {
    const seeds = new Set(Array.from({ length: 10_000 }, (_, part) => mixSeed(1, part)));
    expect(seeds.size).toBe(10_000);
  });

  it('depends on the seed', () => {
    expect(mixSeed(1, 5)).not.toBe(mixSeed(2, 5));
  });
});

describe('between', () => {
  it.each([
    [0, 3],
    [0.999, 5],
    [0.5, 4],
  ])('takes %p to %p in 3 to 5', (drawn, expected) => {
    expect(between(() => drawn, 3, 5)).toBe(expected);
  });
});
