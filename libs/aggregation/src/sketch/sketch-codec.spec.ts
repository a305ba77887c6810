import fc from 'fast-check';
import { LAST_BIN } from './bins';
import { MAX_SKETCH_COUNT, QuantileSketch } from './quantile-sketch';
import { decodeSketch, encodeSketch, mergeEncoded } from './sketch-codec';

type Bins = readonly (readonly [bin: number, count: number])[];

function sketchOf(bins: Bins): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const [bin, count] of bins) sketch.addBin(bin, count);
  return sketch;
}

function binsOf(sketch: QuantileSketch): [number, number][] {
  const bins: [number, number][] = [];
  sketch.forEachBin((bin, count) => bins.push([bin, count]));
  return bins;
}

/** Rising bins of any counts. */
const anyBins: fc.Arbitrary<Bins> = fc
  .uniqueArray(
    fc.tuple(
      fc.oneof(fc.nat(LAST_BIN), fc.nat(20)),
      fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 46 })),
    ),
    { selector: ([bin]) => bin, maxLength: 40 },
  )
  .map((bins) => bins.sort(([a], [b]) => a - b));

const CASES: readonly (readonly [string, Bins, readonly number[]])[] = [
  ['nothing', [], []],
  ['one zero', [[0, 1]], [0x00]],
  // (720 - 1) · 2 = 1,438 = 11 · 128 + 30
  ['720 zeros', [[0, 720]], [0x9e, 0x0b]],
  // 1,439 with the flag; a gap of 744 bins, less one 743 = 5 · 128 + 103
  ['720 times 250 millicores', [[744, 720]], [0x9f, 0x0b, 0xe7, 0x05]],
  // (3 - 1) · 2; then bin 1 follows at once: 0; bins 2 to 465 are empty: (2 - 1) · 2 + 1,
  // 464 - 1 = 463 = 3 · 128 + 79
  [
    'neighbours and a gap',
    [
      [0, 3],
      [1, 1],
      [466, 2],
    ],
    [0x04, 0x00, 0x03, 0xcf, 0x03],
  ],
  // A count of 64 is the greatest in one byte, 126; 65 gives 128.
  [
    'counts of 64 and 65',
    [
      [0, 64],
      [1, 65],
    ],
    [0x7e, 0x80, 0x01],
  ],
  // (2^52 - 1) · 2 + 1 = 2^53 - 1; a gap of 2,706, less one 2,705 = 21 · 128 + 17
  [
    'the most values in the last bin',
    [[LAST_BIN, MAX_SKETCH_COUNT]],
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x91, 0x15],
  ],
];

describe('encodeSketch and decodeSketch', () => {
  it.each(CASES)('code %s', (_, bins, bytes) => {
    expect(Array.from(encodeSketch(sketchOf(bins)))).toEqual(bytes);
    const decoded = decodeSketch(Uint8Array.from(bytes));
    expect(binsOf(decoded)).toEqual(bins);
    expect(decoded.count).toBe(bins.reduce((sum, [, count]) => sum + count, 0));
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(anyBins, (bins) => {
        expect(binsOf(decodeSketch(encodeSketch(sketchOf(bins))))).toEqual(bins);
      }),
    );
  });

  it('stay between two offsets', () => {
    const bytes = Uint8Array.of(0xff, 0x9e, 0x0b, 0xff);
    expect(binsOf(decodeSketch(bytes, 1, 3))).toEqual([[0, 720]]);
    expect(binsOf(decodeSketch(bytes, 4))).toEqual([]);
    expect(() => decodeSketch(bytes, 5)).toThrow(RangeError);
    expect(() => decodeSketch(bytes, 1, 2)).toThrow(RangeError);
  });

  it.each([
    ['a count cut off', [0x9e]],
    ['a flag without its gap', [0x9f, 0x0b]],
    ['a gap cut off', [0x9f, 0x0b, 0xe7]],
    ['a bin above the last', [0x01, 0x92, 0x15]],
    ['a gap above 2^53', [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f]],
    ['a number without an end', Array(100).fill(0xff)],
    ['a number longer than it need be', [0x80, 0x00]],
    ['more bins than there are', Array(LAST_BIN + 2).fill(0x00)],
    ['more than 2^52 values', [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00]],
  ])('refuse %s', (_, bytes) => {
    expect(() => decodeSketch(Uint8Array.from(bytes))).toThrow(RangeError);
  });

  it('give of any bytes a sketch that codes to the same bytes, or a RangeError', () => {
    const byte = fc.oneof(fc.nat(255), fc.nat(20));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
        let sketch: QuantileSketch;
        try {
          sketch = decodeSketch(Uint8Array.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(Array.from(encodeSketch(sketch))).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('mergeEncoded', () => {
  it('adds what decoding and merging would', () => {
    fc.assert(
      fc.property(anyBins, anyBins, (a, b) => {
        const merged = sketchOf(a);
        merged.merge(sketchOf(b));
        const target = sketchOf(a);
        mergeEncoded(target, encodeSketch(sketchOf(b)));
        expect(binsOf(target)).toEqual(binsOf(merged));
        expect(target.count).toBe(merged.count);
      }),
    );
  });

  it('adds nothing of damaged bytes', () => {
    const target = sketchOf([[466, 2]]);
    expect(() => mergeEncoded(target, Uint8Array.of(0x04, 0x00, 0x03, 0xcf))).toThrow(RangeError);
    expect(binsOf(target)).toEqual([[466, 2]]);
    expect(target.count).toBe(2);
  });

  it('adds no more than 2^52 values', () => {
    const target = sketchOf([[466, MAX_SKETCH_COUNT]]);
    expect(() => mergeEncoded(target, Uint8Array.of(0x00))).toThrow(RangeError);
    expect(target.count).toBe(MAX_SKETCH_COUNT);
  });
});
