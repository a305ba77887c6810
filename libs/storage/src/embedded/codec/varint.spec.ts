import fc from 'fast-check';
import { fromZigzag, readVarint, toZigzag, writeVarint } from './varint';

function write(value: number): number[] {
  const bytes = new Uint8Array(8);
  return Array.from(bytes.subarray(0, writeVarint(bytes, 0, value)));
}

describe('zigzag', () => {
  it.each([
    [0, 0],
    [-1, 1],
    [1, 2],
    [-2, 3],
    [2, 4],
    [2 ** 30, 2 ** 31],
    [-(2 ** 30), 2 ** 31 - 1],
    [2 ** 52 - 1, 2 ** 53 - 2],
    [-(2 ** 52), 2 ** 53 - 1],
  ])('makes of %d the number %d and back', (value, coded) => {
    expect(toZigzag(value)).toBe(coded);
    expect(fromZigzag(coded)).toBe(value);
  });

  it('is undone for all whole numbers below 2^52', () => {
    const whole = fc.maxSafeInteger().map((value) => Math.trunc(value / 2));
    fc.assert(
      fc.property(whole, (value) => {
        expect(fromZigzag(toZigzag(value)) + 0).toBe(value + 0);
      }),
    );
  });
});

describe('varint', () => {
  it.each([
    [0, [0x00]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [300, [0xac, 0x02]],
    [Number.MAX_SAFE_INTEGER, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('writes %d in groups of seven bits, low first', (value, bytes) => {
    expect(write(value)).toEqual(bytes);
    expect(readVarint(Uint8Array.from(bytes), 0)).toBe(value);
  });

  it('reads from an offset and stops at the number’s end', () => {
    expect(readVarint(Uint8Array.of(0xff, 0xac, 0x02, 0x05), 1)).toBe(300);
  });
});
