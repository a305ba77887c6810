import { LAST_BIN } from './bins';
import { MAX_SKETCH_COUNT, QuantileSketch } from './quantile-sketch';
import { VarintReader, writeVarint } from './varint';

/** Most bytes of a coded bin: a count below 2^52 with its flag, and a gap below 2^12. */
const BIN_BYTES = 10;

/**
 * Codes a sketch as the list of its bins that have values, rising, to the end of the bytes;
 * an empty sketch is 0 bytes. All numbers are varints: groups of 7 bits, low first, no
 * longer than they need be. There is no version and no checksum; the container has them.
 *
 * ```
 * ┌ bin ─────────────────────────────┬──────────────────────┐
 * │ (count - 1) · 2 + hasGap         │ gap - 1, when hasGap │ …
 * └──────────────────────────────────┴──────────────────────┘
 * ```
 *
 * A bin's number is that of the bin before it (-1 before the first) + 1 + gap, where gap is
 * how many empty bins lie between; without hasGap it is 0. Bin 0 counts zeros and bin p
 * values around 0.0001 · 1.02^p (bins.ts), so no number is negative. A bin next to the one
 * before it and with at most 64 values takes one byte.
 */
export function encodeSketch(sketch: QuantileSketch): Uint8Array {
  let bins = 0;
  sketch.forEachBin(() => {
    bins += 1;
  });
  const bytes = new Uint8Array(bins * BIN_BYTES);
  let end = 0;
  let expected = 0;
  sketch.forEachBin((bin, count) => {
    const gap = bin - expected;
    end = writeVarint(bytes, end, (count - 1) * 2 + (gap > 0 ? 1 : 0));
    if (gap > 0) end = writeVarint(bytes, end, gap - 1);
    expected = bin + 1;
  });
  return bytes.slice(0, end);
}

/**
 * The sketch in bytes[from] to bytes[to - 1].
 * @throws RangeError when they are not what encodeSketch makes. Bytes cut off between two
 * bins cannot be told from a smaller sketch.
 */
export function decodeSketch(bytes: Uint8Array, from = 0, to = bytes.length): QuantileSketch {
  const sketch = new QuantileSketch();
  mergeEncoded(sketch, bytes, from, to);
  return sketch;
}

/**
 * Adds the sketch in bytes[from] to bytes[to - 1] to `target`, as decoding and merging it would.
 * @throws RangeError as decodeSketch does, or when both together have more than 2^52 values;
 * nothing is added then
 */
export function mergeEncoded(
  target: QuantileSketch,
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
): void {
  let total = target.count;
  readBins(bytes, from, to, (_, count) => {
    total += count;
  });
  if (total > MAX_SKETCH_COUNT) throw new RangeError('a sketch has too many values');
  readBins(bytes, from, to, (bin, count) => target.addBin(bin, count));
}

function readBins(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (bin: number, count: number) => void,
): void {
  const reader = new VarintReader(bytes, from, to);
  let bin = -1;
  while (!reader.isAtEnd) {
    const coded = reader.take();
    const hasGap = coded % 2 === 1;
    bin += hasGap ? reader.take() + 2 : 1;
    if (bin > LAST_BIN) throw new RangeError('a sketch has a bin that does not exist');
    visit(bin, (coded - (hasGap ? 1 : 0)) / 2 + 1);
  }
}
