/**
 * One column: the values of one series over one window, NaN = absent. Layout (little end
 * first); docs/storage-format.md shows it as a picture.
 *
 *   kind u8    bits 0-2: 0 all absent · 1 constant · 2 whole numbers · 3 deltas · 4 float64
 *              bit 3: a presence bitmap follows · bits 4-5: decimal digits (0, 1, 2, 3)
 *              bits 6-7: number of widths − 1
 *   presence   ceil(n / 8) bytes, bit i = sample i is present; only with bit 3
 *   constant:  zigzag varint
 *   numbers:   shift u8 · widths u8 each · tags · samples
 *   deltas:    shift u8 · widths u8 each · first value zigzag varint · tags · samples
 *   float64:   8 bytes for each present sample
 *
 * Kernel values are whole; the few with digits after the point (load, uptime, group sums)
 * are stored as whole multiples of 10^-digits. What fits neither stays float64, so no
 * value is ever changed; only -0 among whole numbers comes back as 0, which equals it.
 */
import { BitReader, BitWriter, bitLength } from './bit-stream';
import { MAX_BITS, TAG_BITS, fitWidths } from './widths';
import { readVarint, toZigzag, fromZigzag, writeVarint } from './varint';

const KIND = { absent: 0, constant: 1, numbers: 2, deltas: 3, float64: 4 } as const;
const HAS_GAPS = 8;
const MAX_DECIMALS = 3;

/** Beyond it a zigzag delta would not be exact any more; such columns stay float64. */
const LARGEST_WHOLE = 2 ** 51;

const reader = new BitReader();
const writer = new BitWriter();
const tagWriter = new BitWriter();

/** Most bytes a column of `samples` samples can take. */
export function maxColumnBytes(samples: number): number {
  return 24 + Math.ceil(samples / 8) + samples * 8;
}

/**
 * Codes `count` values from `values` into `bytes` at `offset`. `values` is overwritten.
 * @returns the offset after the column
 */
export function encodeColumn(
  values: Float64Array,
  count: number,
  bytes: Uint8Array,
  offset: number,
): number {
  const present = gatherPresent(values, count, bytes, offset + 1);
  if (present === 0) {
    bytes[offset] = KIND.absent;
    return offset + 1;
  }
  const gaps = present < count ? HAS_GAPS : 0;
  const body = offset + 1 + (gaps === 0 ? 0 : Math.ceil(count / 8));
  const decimals = scaleToWhole(values, present);
  if (decimals < 0) {
    bytes[offset] = KIND.float64 | gaps;
    return writeFloats(values, present, bytes, body);
  }
  const flags = gaps | (decimals << 4);
  if (isConstant(values, present)) {
    bytes[offset] = KIND.constant | flags;
    return writeVarint(bytes, body, toZigzag(values[0]));
  }
  return encodeWhole(values, present, flags, bytes, { head: offset, body });
}

/** Moves present values to the front and writes the presence bitmap. @returns their number */
function gatherPresent(
  values: Float64Array,
  count: number,
  bytes: Uint8Array,
  bitmap: number,
): number {
  let present = 0;
  for (let index = 0; index < count; index += 1) {
    if (values[index] !== values[index]) break;
    present += 1;
  }
  if (present === count) return present;
  bytes.fill(0, bitmap, bitmap + Math.ceil(count / 8));
  present = 0;
  for (let index = 0; index < count; index += 1) {
    if (values[index] !== values[index]) continue;
    bytes[bitmap + (index >> 3)] |= 1 << (index & 7);
    values[present] = values[index];
    present += 1;
  }
  return present;
}

/** Multiplies by the least power of ten that makes all whole. @returns its exponent, or -1 */
function scaleToWhole(values: Float64Array, count: number): number {
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals += 1) {
    const factor = 10 ** decimals;
    let index = 0;
    while (index < count && isWholeTimes(values[index], factor)) index += 1;
    if (index < count) continue;
    if (decimals > 0) for (let i = 0; i < count; i += 1) values[i] = Math.round(values[i] * factor);
    return decimals;
  }
  return -1;
}

/** Whether value × factor is a whole number that gives exactly `value` back. */
function isWholeTimes(value: number, factor: number): boolean {
  if (factor === 1) return Number.isInteger(value) && Math.abs(value) < LARGEST_WHOLE;
  const whole = Math.round(value * factor);
  return whole / factor === value && Math.abs(whole) < LARGEST_WHOLE;
}

function isConstant(values: Float64Array, count: number): boolean {
  for (let index = 1; index < count; index += 1) if (values[index] !== values[0]) return false;
  return true;
}

function writeFloats(
  values: Float64Array,
  count: number,
  bytes: Uint8Array,
  offset: number,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < count; index += 1) {
    view.setFloat64(offset + index * 8, values[index], true);
  }
  return offset + count * 8;
}

/** Scratch of the column being coded: samples, their bit lengths' histogram, its widths. */
let samples = new Float64Array(64);
const histogram = new Uint16Array(MAX_BITS + 1);
const widths = new Uint8Array(3);

function encodeWhole(
  values: Float64Array,
  count: number,
  flags: number,
  bytes: Uint8Array,
  { head, body }: { head: number; body: number },
): number {
  if (samples.length < count) samples = new Float64Array(count);
  const useDeltas = deltasAreShorter(values, count);
  const length = takeSamples(values, count, useDeltas);
  const shift = shiftSamples(length);
  const number = fitWidths(histogram, widths);
  bytes[head] = (useDeltas ? KIND.deltas : KIND.numbers) | flags | ((number - 1) << 6);
  let offset = body;
  bytes[offset++] = shift;
  for (let index = 0; index < number; index += 1) bytes[offset++] = widths[index];
  if (useDeltas) offset = writeVarint(bytes, offset, toZigzag(values[0]));
  return writeSamples(length, number, bytes, offset);
}

/** Whether differences have fewer bits in sum than the values, the first one counted whole. */
function deltasAreShorter(values: Float64Array, count: number): boolean {
  let valueBits = 0;
  let deltaBits = bitLength(Math.abs(values[0]));
  for (let index = 1; index < count; index += 1) {
    valueBits += bitLength(Math.abs(values[index]));
    deltaBits += bitLength(Math.abs(values[index] - values[index - 1])) + 1;
  }
  return deltaBits < valueBits;
}

function takeSamples(values: Float64Array, count: number, useDeltas: boolean): number {
  if (!useDeltas) {
    for (let index = 0; index < count; index += 1) samples[index] = values[index];
    return count;
  }
  for (let index = 1; index < count; index += 1) {
    samples[index - 1] = values[index] - values[index - 1];
  }
  return count - 1;
}

/** Takes the common zero bits off all samples, makes them zigzag and counts their lengths. */
function shiftSamples(length: number): number {
  let lowBits = 0;
  for (let index = 0; index < length; index += 1) lowBits |= samples[index];
  const shift = lowBits === 0 ? 0 : 31 - Math.clz32(lowBits & -lowBits);
  const factor = 1 / 2 ** shift;
  histogram.fill(0);
  for (let index = 0; index < length; index += 1) {
    samples[index] = toZigzag(samples[index] * factor);
    histogram[bitLength(samples[index])] += 1;
  }
  return shift;
}

function writeSamples(length: number, number: number, bytes: Uint8Array, offset: number): number {
  const tagBits = TAG_BITS[number];
  tagWriter.reset(bytes, offset);
  writer.reset(bytes, offset + Math.ceil((length * tagBits) / 8));
  for (let index = 0; index < length; index += 1) {
    const sample = samples[index];
    let at = 0;
    if (tagBits > 0) {
      const bits = bitLength(sample);
      while (widths[at] < bits) at += 1;
      tagWriter.put(at, tagBits);
    }
    writer.put(sample, widths[at]);
  }
  tagWriter.finish();
  return writer.finish();
}

/**
 * Decodes a column of `count` samples at `offset` of `bytes` into `out`, from `start` on,
 * NaN where absent.
 */
export function decodeColumn(
  bytes: Uint8Array,
  offset: number,
  count: number,
  out: Float64Array,
  start: number,
): void {
  const head = bytes[offset];
  const kind = head & 7;
  if (kind === KIND.absent) {
    out.fill(Number.NaN, start, start + count);
    return;
  }
  const bitmap = (head & HAS_GAPS) === 0 ? -1 : offset + 1;
  const present = bitmap < 0 ? count : countPresent(bytes, bitmap, count);
  const body = bitmap < 0 ? offset + 1 : bitmap + Math.ceil(count / 8);
  if (kind === KIND.constant) out.fill(fromZigzag(readVarint(bytes, body)), start, start + present);
  else if (kind === KIND.float64) readFloats(bytes, body, present, out, start);
  else readSamples(bytes, body, present, out, start, head);
  const decimals = (head >> 4) & 3;
  if (decimals > 0) divide(out, start, present, 10 ** decimals);
  if (bitmap >= 0) spread(bytes, bitmap, count, out, start, present);
}

/** Reads the samples of a column of numbers or deltas whose first byte is `head`. */
function readSamples(
  bytes: Uint8Array,
  body: number,
  samples: number,
  out: Float64Array,
  start: number,
  head: number,
): void {
  const isDeltas = (head & 7) === KIND.deltas;
  const number = (head >> 6) + 1;
  const scale = 2 ** bytes[body];
  const end = start + samples;
  let tagStart = body + 1 + number;
  let index = start;
  let value = 0;
  if (isDeltas) {
    value = fromZigzag(readVarint(bytes, tagStart));
    while (bytes[tagStart] >= 128) tagStart += 1;
    tagStart += 1;
    out[index++] = value;
  }
  const tagBits = TAG_BITS[number];
  const tagMask = (1 << tagBits) - 1;
  reader.reset(bytes, tagStart + Math.ceil(((end - index) * tagBits) / 8));
  let tags = 0;
  let tagsHeld = 0;
  let width = bytes[body + 1];
  for (; index < end; index += 1) {
    if (tagBits > 0) {
      if (tagsHeld === 0) {
        tags = bytes[tagStart++];
        tagsHeld = 8;
      }
      width = bytes[body + 1 + (tags & tagMask)];
      tags >>= tagBits;
      tagsHeld -= tagBits;
    }
    const read = fromZigzag(reader.take(width)) * scale;
    value = isDeltas ? value + read : read;
    out[index] = value;
  }
}

function countPresent(bytes: Uint8Array, bitmap: number, count: number): number {
  let present = 0;
  for (let index = 0; index < count; index += 1) {
    present += (bytes[bitmap + (index >> 3)] >> (index & 7)) & 1;
  }
  return present;
}

function readFloats(
  bytes: Uint8Array,
  offset: number,
  count: number,
  out: Float64Array,
  start: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < count; index += 1) {
    out[start + index] = view.getFloat64(offset + index * 8, true);
  }
}

function divide(out: Float64Array, start: number, count: number, divisor: number): void {
  for (let index = start; index < start + count; index += 1) out[index] /= divisor;
}

/** Moves `present` values from the front of a column to where the bitmap says they belong. */
function spread(
  bytes: Uint8Array,
  bitmap: number,
  count: number,
  out: Float64Array,
  start: number,
  present: number,
): void {
  let from = start + present - 1;
  for (let index = count - 1; index >= 0; index -= 1) {
    const isPresent = ((bytes[bitmap + (index >> 3)] >> (index & 7)) & 1) === 1;
    out[start + index] = isPresent ? out[from--] : Number.NaN;
  }
}
