import fc from 'fast-check';
import { MAX_BITS, TAG_BITS, fitWidths } from './widths';

/** Number of samples by bit length. */
type Lengths = Readonly<Record<number, number>>;

function fit(samples: Lengths): number[] {
  const histogram = new Uint16Array(MAX_BITS + 1);
  for (const [bits, count] of Object.entries(samples)) histogram[Number(bits)] = count;
  const widths = new Uint8Array(3);
  return Array.from(widths.subarray(0, fitWidths(histogram, widths)));
}

/** Bits of a column's samples, tags and widths; each sample takes the first width that holds it. */
function costOf(samples: Lengths, widths: readonly number[]): number {
  const bitsOfSamples = Object.entries(samples).reduce((sum, [length, count]) => {
    const width = widths.find((candidate) => candidate >= Number(length));
    return sum + count * ((width ?? Number.POSITIVE_INFINITY) + TAG_BITS[widths.length]);
  }, 0);
  return bitsOfSamples + 8 * widths.length;
}

describe('fitWidths', () => {
  it('takes one width when all samples are about alike', () => {
    expect(fit({ 7: 12 })).toEqual([7]);
    // One width: 10·6 + 8 = 68; two: 5·5 + 5·6 + 10 + 16 = 81.
    expect(fit({ 5: 5, 6: 5 })).toEqual([6]);
  });

  it('takes width 0 for samples that are all 0', () => {
    expect(fit({ 0: 30 })).toEqual([0]);
  });

  it('gives a burst a width of its own', () => {
    // One width: 11·20 + 8 = 228; two: 10·1 + 20 + 11 + 16 = 57.
    expect(fit({ 1: 10, 20: 1 })).toEqual([1, 20]);
  });

  it('takes three widths when the second tag bit pays', () => {
    // Three: 100 + 800 + 2000 + 600 + 24 = 3524; best two, 8 and 20: 3916.
    expect(fit({ 1: 100, 8: 100, 20: 100 })).toEqual([1, 8, 20]);
  });

  it('is never dearer than any other choice of one to three widths', () => {
    const samples = fc.dictionary(
      fc.integer({ min: 0, max: MAX_BITS }).map(String),
      fc.integer({ min: 1, max: 60 }),
      { minKeys: 1, maxKeys: 8 },
    );
    fc.assert(
      fc.property(samples, (histogram) => {
        const lengths = Object.keys(histogram).map(Number);
        const widest = Math.max(...lengths);
        const others = [-1, ...lengths.filter((length) => length < widest)];
        const cheapest = others.flatMap((low) =>
          others
            .filter((middle) => middle >= low)
            .map((middle) => {
              const choice = [...new Set([low, middle, widest])].filter((width) => width >= 0);
              return costOf(histogram, choice);
            }),
        );
        expect(costOf(histogram, fit(histogram))).toBe(Math.min(...cheapest));
      }),
    );
  });
});
