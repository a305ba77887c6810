import fc from 'fast-check';
import { LAST_BIN, findBin, middleOfBin } from './bins';

describe('findBin', () => {
  // The p of 0.0001 · 1.02^(p-1) < value ≤ 0.0001 · 1.02^p is ln(10,000 · value) / ln 1.02 rounded
  // up; ln 1.02 = 0.0198026273.
  it.each([
    [0, 0],
    [-0, 0],
    [0.000099, 0],
    [0.0001, 1],
    [0.000101, 1], // edge 1 is 0.000102
    [0.000103, 2], // edge 2 is 0.00010404
    [0.001, 117], // 2.302585 / 0.0198026 = 116.28
    [0.5, 431], // 8.517193 / 0.0198026 = 430.10
    [1, 466], // 9.210340 / 0.0198026 = 465.11
    [250, 744], // 14.731801 / 0.0198026 = 743.93
    [1_000, 814], // 16.118096 / 0.0198026 = 813.94
    [128 * 2 ** 20, 1411], // 27.925266 / 0.0198026 = 1410.18
    [2 ** 53, 2321], // 45.947141 / 0.0198026 = 2320.25
    [2 ** 64, 2706], // 53.571760 / 0.0198026 = 2705.29
  ])('puts %d into bin %d', (value, bin) => {
    expect(findBin(value)).toBe(bin);
  });

  it('knows 2,706 bins and one of zeros', () => {
    expect(LAST_BIN).toBe(2_706);
  });

  it.each([-1, -Number.MIN_VALUE, 2 ** 64 + 4_096, Number.POSITIVE_INFINITY, Number.NaN])(
    'refuses %d',
    (value) => {
      expect(() => findBin(value)).toThrow(RangeError);
    },
  );

  it('agrees with the logarithm, but for rounding at an edge', () => {
    const value = fc
      .double({ min: Math.log(0.0001), max: Math.log(2 ** 64), noNaN: true })
      .map((logarithm) => Math.min(Math.max(Math.exp(logarithm), 0.0001), 2 ** 64));
    fc.assert(
      fc.property(value, (x) => {
        const exact = Math.log(x / 0.0001) / Math.log(1.02);
        expect(findBin(x)).toBeGreaterThan(exact - 1e-6);
        expect(findBin(x)).toBeLessThan(exact + 1 + 1e-6);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('middleOfBin', () => {
  it('is 0 for zeros, else edge / 1.01', () => {
    expect(middleOfBin(0)).toBe(0);
    expect(middleOfBin(1)).toBeCloseTo(0.000102 / 1.01, 12);
    // 0.0001 · 1.02^466 = 1.017841; the bin begins at 0.997884.
    expect(middleOfBin(466)).toBeCloseTo(1.007764, 6);
  });

  it('lies in its own bin and rises', () => {
    for (let bin = 1; bin < LAST_BIN; bin += 1) {
      expect(findBin(middleOfBin(bin))).toBe(bin);
      expect(middleOfBin(bin)).toBeGreaterThan(middleOfBin(bin - 1));
    }
  });
});
