import fc from 'fast-check';
import { VarintReader, writeVarint } from './varint';

function write(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  return bytes.slice(0, writeVarint(bytes, 0, value));
}

function read(...bytes: number[]): number {
  return new VarintReader(Uint8Array.from(bytes), 0, bytes.length).take();
}

describe('writeVarint and VarintReader', () => {
  it.each([
    [0, [0x00]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [300, [0xac, 0x02]],
    [Number.MAX_SAFE_INTEGER, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('code %d in groups of seven bits, low first', (value, bytes) => {
    expect(Array.from(write(value))).toEqual(bytes);
    expect(read(...bytes)).toBe(value);
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(read(...write(value))).toBe(value);
      }),
    );
  });

  it.each([
    ['no byte', []],
    ['a number without an end', [0x80]],
    ['a number longer than it need be', [0x85, 0x00]],
    ['2^53', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
    ['nine bytes', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
  ])('refuse %s', (_, bytes) => {
    expect(() => read(...bytes)).toThrow(RangeError);
  });

  it('stay between their two ends', () => {
    const bytes = Uint8Array.of(0x01, 0x80, 0x01, 0x02);
    const reader = new VarintReader(bytes, 1, 3);
    expect(reader.take()).toBe(128);
    expect(reader.isAtEnd).toBe(true);
    expect(() => reader.take()).toThrow(RangeError);
    expect(() => new VarintReader(bytes, 0, 2).take()).not.toThrow();
    expect(() => new VarintReader(bytes, 1, 2).take()).toThrow(RangeError);
    expect(() => new VarintReader(bytes, 3, 2)).toThrow(RangeError);
    expect(() => new VarintReader(bytes, 0, 5)).toThrow(RangeError);
    expect(() => new VarintReader(bytes, -1, 2)).toThrow(RangeError);
  });
});
