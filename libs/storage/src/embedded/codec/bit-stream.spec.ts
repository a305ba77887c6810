import fc from 'fast-check';
import { BitReader, BitWriter, bitLength } from './bit-stream';

function write(numbers: readonly (readonly [value: number, width: number])[]): number[] {
  const bytes = new Uint8Array(1 + 7 * numbers.length);
  const writer = new BitWriter();
  writer.reset(bytes, 0);
  for (const [value, width] of numbers) writer.put(value, width);
  return Array.from(bytes.subarray(0, writer.finish()));
}

describe('BitWriter', () => {
  it('puts numbers one after another, least significant bit first', () => {
    // 101, then 1, then 1010 1011: 5 + 1·2³ + 0xAB·2⁴ = 0xABD
    expect(
      write([
        [5, 3],
        [1, 1],
        [0xab, 8],
      ]),
    ).toEqual([0xbd, 0x0a]);
  });

  it('writes nothing for numbers without width', () => {
    expect(
      write([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([]);
  });

  it('puts a number wider than 24 bits in pieces that follow one another', () => {
    expect(write([[2 ** 29 + 1, 30]])).toEqual([0x01, 0x00, 0x00, 0x20]);
    // 2⁵³ − 1 behind three bits of 0: its lowest 5 bits end the first byte, 48 follow.
    expect(
      write([
        [0, 3],
        [Number.MAX_SAFE_INTEGER, 53],
      ]),
    ).toEqual([0xf8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  });

  it('starts where it is told and leaves the bytes before alone', () => {
    const bytes = Uint8Array.of(7, 7, 0, 0);
    const writer = new BitWriter();
    writer.reset(bytes, 2);
    writer.put(3, 2);
    expect(writer.finish()).toBe(3);
    expect(Array.from(bytes)).toEqual([7, 7, 3, 0]);
  });
});

describe('BitReader', () => {
  it('reads what was written, for all widths up to 54', () => {
    const sample = fc
      .integer({ min: 0, max: 54 })
      .chain((width) =>
        fc.tuple(
          fc.bigInt({ min: 0n, max: (1n << BigInt(Math.min(width, 53))) - 1n }).map(Number),
          fc.constant(width),
        ),
      );
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (numbers) => {
        const reader = new BitReader();
        reader.reset(Uint8Array.from(write(numbers)), 0);
        expect(numbers.map(([, width]) => reader.take(width))).toEqual(
          numbers.map(([value]) => value),
        );
      }),
    );
  });
});

describe('bitLength', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [255, 8],
    [256, 9],
    [2 ** 31, 32],
    [2 ** 32 - 1, 32],
    [2 ** 32, 33],
    [2 ** 53 - 1, 53],
    [2 ** 53, 54],
  ])('of %d is %d', (value, bits) => {
    expect(bitLength(value)).toBe(bits);
  });
});
