import { ByteReader } from '../bytes/byte-reader';
import { ByteWriter } from '../bytes/byte-writer';

/** Room for the sketches of a day; those of a busy pod take about 150 bytes an hour. */
const writer = new ByteWriter();

/**
 * Coded sketches of the hours of a file, oldest first, as one run of bytes: each its length as
 * a varint, then the sketch; a length of 0: no value in that hour. No bytes at all: none has one.
 */
export function putSketches(sketches: readonly Uint8Array[]): Uint8Array {
  if (sketches.every(({ length }) => length === 0)) return new Uint8Array(0);
  writer.clear();
  for (const sketch of sketches) writer.putBlob(sketch);
  return writer.copy();
}

/**
 * The sketches of a run of bytes, as many as there are hours; none of no bytes.
 * @throws RangeError when the bytes end before them
 */
export function takeSketches(bytes: Uint8Array, hours: number): Uint8Array[] {
  if (bytes.length === 0) return [];
  const reader = new ByteReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return Array.from({ length: hours }, () => reader.takeBlob());
}
