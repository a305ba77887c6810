import fc from 'fast-check';
import { decodeColumn, encodeColumn, maxColumnBytes } from './column';

const GAP = Number.NaN;

function encode(values: readonly number[]): number[] {
  const bytes = new Uint8Array(maxColumnBytes(values.length));
  return Array.from(
    bytes.subarray(0, encodeColumn(Float64Array.from(values), values.length, bytes, 0)),
  );
}

function decode(bytes: readonly number[], count: number): number[] {
  const out = new Float64Array(count).fill(-1);
  decodeColumn(Uint8Array.from(bytes), 0, count, out, 0);
  return Array.from(out);
}

/** A column by hand: what it is, its values, its bytes. */
type Golden = readonly [what: string, values: readonly number[], bytes: readonly number[]];

const GOLDEN: readonly Golden[] = [
  ['nothing', [GAP, GAP, GAP], [0x00]],
  // zigzag 5 = 10
  ['one value again and again', [5, 5, 5], [0x01, 0x0a]],
  ['a single value', [-3], [0x01, 0x05]],
  // presence: samples 1 and 3; zigzag 7 = 14
  ['a constant with gaps', [GAP, 7, GAP, 7], [0x09, 0b1010, 0x0e]],
  // 0.42 = 42 · 10⁻²: digits 2 in bits 4-5; zigzag 42 = 84
  ['a decimal constant', [0.42, 0.42], [0x21, 0x54]],
  // zigzag 0, 6, 0, 6 in 3 bits each: 110 000 110 000
  ['numbers', [0, 3, 0, 3], [0x02, 0, 3, 0x30, 0x0c]],
  // pages of 2¹²: 1, 0, 2, 1; zigzag 2, 0, 4, 2 in 3 bits: 010 100 000 010
  ['multiples of a page', [4_096, 0, 8_192, 4_096], [0x02, 12, 3, 0x02, 0x05]],
  // 15, 22, 15 tenths, sample 1 is missing: zigzag 30, 44, 30 in 6 bits: 011110 101100 011110
  [
    'decimals with a gap',
    [1.5, GAP, 2.2, 1.5],
    [0x02 | 8 | (1 << 4), 0b1101, 0, 6, 0x1e, 0xeb, 0x01],
  ],
  // no shift beyond 31 bits; zigzag 2³⁴ in a width of its own, tag 1 of sample 1
  ['a multiple of 2^32', [0, 2 ** 33], [0x42, 0, 0, 35, 0b10, 0, 0, 0, 0, 0x04]],
  // 1000, then +10, +10, +20 = 5, 5, 10 · 2¹; zigzag 10, 10, 20 in 5 bits: 10100 01010 01010
  ['a counter', [1_000, 1_010, 1_020, 1_040], [0x03, 1, 5, 0xd0, 0x0f, 0x4a, 0x51]],
  // +1 in 2 bits (zigzag 2), a burst of +1000 in 11 (zigzag 2000), whose tag is bit 3
  [
    'a counter with a burst',
    [100_000, 100_001, 100_002, 100_003, 101_003, 101_004, 101_005, 101_006, 101_007],
    [0x43, 0, 2, 11, 0xc0, 0x9a, 0x0c, 0b1000, 0x2a, 0xf4, 0x55, 0x01],
  ],
  // 0x3FD3333333333334, little end first
  [
    'a number with more digits than three',
    [0.1 + 0.2],
    [0x04, 0x34, 0x33, 0x33, 0x33, 0x33, 0x33, 0xd3, 0x3f],
  ],
  [
    'a whole number of 53 bits',
    [GAP, Number.MAX_SAFE_INTEGER],
    [0x04 | 8, 0b10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f, 0x43],
  ],
];

describe('a column', () => {
  it.each(GOLDEN)('of %s has the bytes worked out by hand', (_, values, bytes) => {
    expect(encode(values)).toEqual(bytes);
    expect(decode(bytes, values.length)).toEqual(values);
  });

  it('takes three widths for three kinds of samples', () => {
    const values = Array.from({ length: 120 }, (_, tick) =>
      tick % 3 === 0 ? tick % 2 : tick % 3 === 1 ? 100 + (tick % 7) : 500_000 + tick,
    );
    const bytes = encode(values);
    // raw numbers, three widths; shift 0; 2, 8 and 20 bits with the sign
    expect(bytes.slice(0, 5)).toEqual([0x02 | (2 << 6), 0, 2, 8, 20]);
    // 120 tags of 2 bits, 40 samples of each width
    expect(bytes).toHaveLength(5 + 30 + (40 * (2 + 8 + 20)) / 8);
    expect(decode(bytes, 120)).toEqual(values);
  });

  it('goes back to the same values, whatever they are; only -0 may come back as 0', () => {
    const whole = fc.oneof(
      fc.integer({ min: -1_000, max: 1_000 }),
      fc.maxSafeInteger(),
      fc.constantFrom(2 ** 51 - 1, 2 ** 51, -(2 ** 51), 2 ** 53, -(2 ** 53), 2 ** 32, 0, -0),
    );
    const decimal = fc
      .tuple(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.constantFrom(10, 100, 1_000))
      .map(([digits, factor]) => digits / factor);
    const anything = fc.oneof(
      fc.double({ noNaN: true }),
      fc.constantFrom(Number.MAX_VALUE, Number.MIN_VALUE, 1e300, -1e-300),
    );
    const valuesOf = (value: fc.Arbitrary<number>) =>
      fc.array(fc.oneof({ arbitrary: value, weight: 5 }, fc.constant(GAP)), { maxLength: 70 });
    const columns = fc.oneof(
      valuesOf(whole),
      valuesOf(decimal),
      valuesOf(anything),
      valuesOf(fc.oneof(whole, decimal, anything)),
    );
    fc.assert(
      fc.property(columns, (values) => {
        const bytes = encode(values);
        expect(bytes.length).toBeLessThanOrEqual(maxColumnBytes(values.length));
        const isFloats = (bytes[0] & 7) === 4;
        const expected = isFloats ? values : values.map((value) => value + 0);
        expect(decode(bytes, values.length)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('goes back to the same values for rising counters with resets', () => {
    const steps = fc.array(
      fc.oneof(fc.nat(3), fc.nat(1_000_000), fc.constant(-1), fc.constant(GAP)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.nat(12), steps, (start, shift, increments) => {
        let counter = start;
        const values = increments.map((increment) => {
          if (Number.isNaN(increment)) return GAP;
          counter = increment < 0 ? 0 : counter + increment * 2 ** shift;
          return counter;
        });
        expect(decode(encode(values), values.length)).toEqual(values);
      }),
    );
  });

  it('makes 0 of -0 among whole numbers and keeps it among floats', () => {
    expect(Object.is(decode(encode([-0, 1]), 2)[0], 0)).toBe(true);
    expect(Object.is(decode(encode([-0, Math.PI]), 2)[0], -0)).toBe(true);
  });

  it('keeps to its place among other columns', () => {
    const bytes = new Uint8Array(40).fill(0xee);
    expect(encodeColumn(Float64Array.of(GAP, 7, GAP, 7), 4, bytes, 5)).toBe(8);
    expect(Array.from(bytes.subarray(4, 9))).toEqual([0xee, 0x09, 0x0a, 0x0e, 0xee]);
    const out = new Float64Array(8).fill(1);
    decodeColumn(bytes, 5, 4, out, 2);
    expect(Array.from(out)).toEqual([1, 1, GAP, 7, GAP, 7, 1, 1]);
  });
});
