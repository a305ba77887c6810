import type { ByteReader } from '../bytes/byte-reader';
import type { ByteWriter } from '../bytes/byte-writer';
import { fromZigzag, toZigzag } from '../codec/varint';

/*
 * The values of one report: one tag of four bits a value, then the values' bytes.
 *
 *   tag 0         no difference from before
 *   tag 1 … 7     zigzag difference from before, in so many bytes, little end first
 *   tag 8         absent
 *   tag 9         float64 as it is
 *
 * "Before" is the same value of the node's report before, 0 where there was none or where
 * it was not a whole number.
 */

const ABSENT = 8;
const FLOAT64 = 9;

/** Beyond it a difference would not fit 7 bytes, or not be exact. */
const LARGEST_WHOLE = 2 ** 53;
const LARGEST_ZIGZAG = 2 ** 53;

const BYTE = 256;
const FOUR_BYTES = 2 ** 32;

/** Writes `values`, NaN = absent, and leaves them in `before`, which has as many. */
export function encodeValues(values: Float64Array, before: Float64Array, out: ByteWriter): void {
  const count = values.length;
  const tagBytes = (count + 1) >>> 1;
  const most = tagBytes + count * 8;
  const { bytes, offset } = out.take(most);
  let end = offset + tagBytes;
  for (let index = 0; index < count; index += 1) {
    const value = values[index];
    const tag = encodeValue(value, before[index], bytes, end);
    before[index] = value;
    if (tag === 0) continue;
    bytes[offset + (index >>> 1)] |= (index & 1) === 0 ? tag : tag << 4;
    end += tag === FLOAT64 ? 8 : tag === ABSENT ? 0 : tag;
  }
  out.giveBack(most - (end - offset));
}

/** Reads as many values as `before` has, into it. @throws RangeError when they end too soon */
export function decodeValues(input: ByteReader, before: Float64Array): void {
  const tags = input.takeBytes((before.length + 1) >>> 1);
  for (let index = 0; index < before.length; index += 1) {
    const pair = tags[index >>> 1];
    const tag = (index & 1) === 0 ? pair & 15 : pair >>> 4;
    if (tag > FLOAT64) throw new RangeError('a value has a tag that is not known');
    if (tag === ABSENT) before[index] = Number.NaN;
    else if (tag === FLOAT64) before[index] = input.takeFloat64();
    else before[index] = baseOf(before[index]) + fromZigzag(input.takeLittleEnd(tag));
  }
}

function encodeValue(value: number, before: number, bytes: Buffer, at: number): number {
  if (value !== value) return ABSENT;
  const isWhole = Math.floor(value) === value && Math.abs(value) < LARGEST_WHOLE;
  const zigzag = isWhole && !Object.is(value, -0) ? toZigzag(value - baseOf(before)) : -1;
  if (zigzag < 0 || zigzag >= LARGEST_ZIGZAG) {
    bytes.writeDoubleLE(value, at);
    return FLOAT64;
  }
  return zigzag === 0 ? 0 : putLittleEnd(zigzag, bytes, at);
}

/** What a difference counts from. */
function baseOf(before: number): number {
  return Math.floor(before) === before && Math.abs(before) < LARGEST_WHOLE ? before : 0;
}

/** @returns how many bytes it took */
function putLittleEnd(value: number, bytes: Buffer, at: number): number {
  let low = value % FOUR_BYTES;
  let length = 0;
  if (value >= FOUR_BYTES) {
    bytes.writeUInt32LE(low, at);
    low = Math.floor(value / FOUR_BYTES);
    length = 4;
  }
  while (low > 0) {
    bytes[at + length] = low & 255;
    low = Math.floor(low / BYTE);
    length += 1;
  }
  return length;
}
