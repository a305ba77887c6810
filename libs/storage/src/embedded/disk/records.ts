import { crc32 } from 'node:zlib';
import type { ByteWriter } from '../bytes/byte-writer';

/*
 * Files of records that are appended: the journal and the names file. Little end first.
 *
 *   file       magic u32 · interval u32 (ms) · crc32 u32 of both        12 bytes
 *   record     marker u32 · length u32 · crc32 u32 · payload
 *
 * A marker is the letters "kmr" and the type of the record. The crc32 is that of marker,
 * length and payload. What does not fit its crc32 is passed over up to the next record that
 * does: a damaged or torn record costs itself.
 */

export const FILE_HEADER_BYTES = 12;
const RECORD_HEADER_BYTES = 12;

const MARKER = 0x0072_6d6b;
const TYPE_SHIFT = 24;

/** One record as read: its type and payload, and where it ends. */
export interface FileRecord {
  readonly type: number;
  readonly payload: Buffer;
}

export function buildFileHeader(magic: number, intervalMs: number): Buffer {
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  header.writeUInt32LE(magic, 0);
  header.writeUInt32LE(intervalMs, 4);
  header.writeUInt32LE(crc32(header.subarray(0, 8)), 8);
  return header;
}

/** Interval a file was written with, ms; undefined when the header is not one of `magic`. */
export function parseFileHeader(bytes: Buffer, magic: number): number | undefined {
  if (bytes.length < FILE_HEADER_BYTES || bytes.readUInt32LE(0) !== magic) return undefined;
  const isWhole = bytes.readUInt32LE(8) === crc32(bytes.subarray(0, 8));
  return isWhole ? bytes.readUInt32LE(4) : undefined;
}

/** Appends a record whose payload `write` puts down. */
export function putRecord(out: ByteWriter, type: number, write: () => void): void {
  const start = out.length;
  out.putUint32((MARKER | (type << TYPE_SHIFT)) >>> 0);
  out.putUint32(0);
  out.putUint32(0);
  write();
  out.setUint32(start + 4, out.length - start - RECORD_HEADER_BYTES);
  const bytes = out.view().subarray(start);
  const checksum = crc32(bytes.subarray(RECORD_HEADER_BYTES), crc32(bytes.subarray(0, 8)));
  out.setUint32(start + 8, checksum);
}

/**
 * Hands over the records behind the file header in order; reads any bytes without throwing.
 * @returns bytes that belong to no good record
 */
export function visitRecords(bytes: Buffer, visit: (record: FileRecord) => void): number {
  let damagedBytes = 0;
  let offset = FILE_HEADER_BYTES;
  while (offset < bytes.length) {
    const record = readRecord(bytes, offset);
    if (record === undefined) {
      const next = findMarker(bytes, offset + 1);
      damagedBytes += next - offset;
      offset = next;
    } else {
      visit(record);
      offset += RECORD_HEADER_BYTES + record.payload.length;
    }
  }
  return damagedBytes;
}

function readRecord(bytes: Buffer, offset: number): FileRecord | undefined {
  const payloadStart = offset + RECORD_HEADER_BYTES;
  if (payloadStart > bytes.length || !isMarker(bytes, offset)) return undefined;
  const end = payloadStart + bytes.readUInt32LE(offset + 4);
  if (end > bytes.length) return undefined;
  const payload = bytes.subarray(payloadStart, end);
  const checksum = crc32(payload, crc32(bytes.subarray(offset, offset + 8)));
  if (checksum !== bytes.readUInt32LE(offset + 8)) return undefined;
  return { type: bytes[offset + 3], payload };
}

function isMarker(bytes: Buffer, offset: number): boolean {
  return (bytes.readUInt32LE(offset) & 0x00ff_ffff) === MARKER;
}

const LETTERS = Buffer.from('kmr');

function findMarker(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(LETTERS, from);
  return found < 0 ? bytes.length : found;
}
