import { decodeColumn } from '../codec/column';

/*
 * A chunk: the coded columns of one metric of up to BLOCK_COLUMNS entities.
 *
 *   width u8           bytes of a length: 1, or 2 or 3 when a column has more than 255 or 65,535
 *   lengths            one a column
 *   columns            one after another
 *
 * The chunk of serial numbers says whose columns they are: u32 each, rising.
 */

/** Columns a chunk: finding one column adds up at most so many lengths. */
export const BLOCK_COLUMNS = 512;

/** Puts columns and their lengths together. `columns` holds just them. */
export function buildChunk(lengths: readonly number[], columns: Uint8Array): Uint8Array {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const width = longest > 65_535 ? 3 : longest > 255 ? 2 : 1;
  const chunk = new Uint8Array(1 + lengths.length * width + columns.length);
  chunk[0] = width;
  lengths.forEach((length, index) => {
    const at = 1 + index * width;
    chunk[at] = length;
    if (width > 1) chunk[at + 1] = length >> 8;
    if (width > 2) chunk[at + 2] = length >> 16;
  });
  chunk.set(columns, 1 + lengths.length * width);
  return chunk;
}

/** Decodes column `index` of a chunk of `count` columns into `out` from `start` on. */
export function decodeChunkColumn(
  chunk: Uint8Array,
  column: { readonly index: number; readonly count: number; readonly ticks: number },
  out: Float64Array,
  start: number,
): void {
  const { index, count, ticks } = column;
  decodeColumn(chunk, offsetOfColumn(chunk, index, count), ticks, out, start);
}

/** Bytes of column `index` of a chunk of `count` columns as they are. */
export function chunkBytes(chunk: Uint8Array, index: number, count: number): Uint8Array {
  const offset = offsetOfColumn(chunk, index, count);
  return chunk.subarray(offset, offset + lengthAt(chunk, index));
}

function offsetOfColumn(chunk: Uint8Array, index: number, count: number): number {
  let offset = 1 + count * chunk[0];
  for (let before = 0; before < index; before += 1) offset += lengthAt(chunk, before);
  return offset;
}

/** Writes into `offsets` where each of the `count` columns of a chunk begins. */
export function findColumns(chunk: Uint8Array, count: number, offsets: Uint32Array): void {
  let offset = 1 + count * chunk[0];
  for (let index = 0; index < count; index += 1) {
    offsets[index] = offset;
    offset += lengthAt(chunk, index);
  }
}

/** Decodes all columns of a chunk, one after another, each handed to `visit` in `values`. */
export function decodeChunk(
  chunk: Uint8Array,
  count: number,
  values: Float64Array,
  visit: (index: number) => void,
): void {
  let offset = 1 + count * chunk[0];
  for (let index = 0; index < count; index += 1) {
    decodeColumn(chunk, offset, values.length, values, 0);
    visit(index);
    offset += lengthAt(chunk, index);
  }
}

function lengthAt(chunk: Uint8Array, index: number): number {
  const width = chunk[0];
  if (width === 1) return chunk[1 + index];
  const at = 1 + index * width;
  const low = chunk[at] + chunk[at + 1] * 256;
  return width === 2 ? low : low + chunk[at + 2] * 65_536;
}

/** The serial numbers in a chunk of them, which must begin at a multiple of four bytes. */
export function serialsOf(chunk: Uint8Array): Uint32Array {
  return new Uint32Array(chunk.buffer, chunk.byteOffset, chunk.byteLength / 4);
}

/** Index of a serial number among rising ones, or -1. */
export function findSerial(serials: Uint32Array, serial: number): number {
  const index = lastNotAbove(serials, serial);
  return index >= 0 && serials[index] === serial ? index : -1;
}

/** Index of the last of rising numbers that is not above `limit`, or -1. */
export function lastNotAbove(rising: Uint32Array, limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
