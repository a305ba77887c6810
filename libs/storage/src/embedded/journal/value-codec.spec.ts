import fc from 'fast-check';
import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';
import { decodeValues, encodeValues } from './value-codec';

const GAP = Number.NaN;

function encode(values: number[], before: number[]): Buffer {
  const out = new ByteWriter();
  encodeValues(Float64Array.from(values), Float64Array.from(before), out);
  return out.copy();
}

describe('encodeValues', () => {
  it.each<[string, number[], number[], string]>([
    // Tags stand first, two a byte, the first in the low half.
    ['nothing but the tag where a value is as before', [7, 7], [7, 7], '00'],
    // 5 more is zigzag 10, 1 less is zigzag 1: one byte each.
    ['differences', [105, 99], [100, 100], '110a01'],
    // 300 is zigzag 600 = 0x0258, low byte first; then nothing.
    ['two bytes', [300, 0], [0, 0], '025802'],
    // 2^40 is zigzag 2^41: byte 5 is 0x02, six bytes.
    ['six bytes', [2 ** 40], [0], '06000000000002'],
    ['an absent value', [GAP, 3], [9, 3], '08'],
    ['a float64 as it is', [0.5], [9], '09000000000000e03f'],
    // What was absent or no whole number before counts as 0.
    ['a difference from nothing', [3, 3], [GAP, 0.5], '110606'],
  ])('writes %s', (_, values, before, hex) => {
    expect(encode(values, before).toString('hex')).toBe(hex);
  });

  it('gives any values back, one report after another', () => {
    const value = fc.oneof(
      fc.nat(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.constant(GAP),
      fc.constant(-0),
    );
    const reports = fc
      .integer({ min: 1, max: 9 })
      .chain((length) =>
        fc.array(fc.array(value, { minLength: length, maxLength: length }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(reports, (sent) => {
        const out = new ByteWriter();
        const encoded = new Float64Array(sent[0].length);
        for (const values of sent) encodeValues(Float64Array.from(values), encoded, out);
        const input = new ByteReader(out.copy());
        const decoded = new Float64Array(sent[0].length);
        for (const values of sent) {
          decodeValues(input, decoded);
          expect(Array.from(decoded)).toEqual(values);
        }
        expect(() => input.finish()).not.toThrow();
      }),
    );
  });

  it.each([
    ['ends too soon', '06000000'],
    ['has a tag that is not known', '0a00'],
  ])('refuses what %s', (_, hex) => {
    const input = new ByteReader(Buffer.from(hex, 'hex'));
    expect(() => decodeValues(input, new Float64Array(1))).toThrow(RangeError);
  });
});
