import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

/*
 * One file of unsent reports, appended to and read from the front. A record:
 *
 *    0        4        8        12      13
 *   +--------+--------+--------+-------+-----------------
 *   | magic  | length | crc32  | state | body (length B)
 *   +--------+--------+--------+-------+-----------------
 *   uint32 little-endian        1 byte
 *
 * crc32 is of the body. `state` is P (pending) and is overwritten with D (done) once the
 * report was delivered, so that a restart does not send it again. A process or machine that
 * dies while appending leaves a torn tail: a header cut short, a length beyond the end, or a
 * body that does not match its crc32. What comes before it is good.
 */
const MAGIC = 0x31524d4b;
const HEADER_BYTES = 13;
const STATE_OFFSET = 12;
/** Only the collector may read what it could not send. */
const FILE_MODE = 0o600;
const { O_CREAT, O_RDWR } = constants;
const PENDING = 0x50;
const DONE = 0x44;

interface Header {
  readonly length: number;
  readonly checksum: number;
  readonly isPending: boolean;
}

/** Bytes a report of `bodyBytes` takes in a file. */
export function computeRecordBytes(bodyBytes: number): number {
  return HEADER_BYTES + bodyBytes;
}

/** A segment of the spool: see the layout above. All methods may throw errno errors. */
export class SpoolFile {
  private readonly descriptor: number;
  private readonly header = Buffer.alloc(HEADER_BYTES);
  /** Where the next record goes; what lies behind it is torn. */
  private end = 0;
  /** Where the oldest pending record begins. */
  private head = 0;
  private pendingRecords = 0;

  /** Opens the file, made if need be, and finds its pending records. */
  constructor(private readonly path: string) {
    this.descriptor = openSync(path, O_RDWR | O_CREAT, FILE_MODE);
    const size = fstatSync(this.descriptor).size;
    for (;;) {
      const header = this.readHeader(this.end, size);
      if (header === undefined) break;
      if (header.isPending) this.pendingRecords += 1;
      this.end += HEADER_BYTES + header.length;
    }
  }

  /** Bytes of the file that hold records. */
  get bytes(): number {
    return this.end;
  }

  /** Reports that wait to be sent. */
  get pending(): number {
    return this.pendingRecords;
  }

  /** Appends a report. When it throws, the file holds the same reports as before. */
  append(body: Buffer): void {
    const record = Buffer.allocUnsafe(computeRecordBytes(body.length));
    record.writeUInt32LE(MAGIC, 0);
    record.writeUInt32LE(body.length, 4);
    record.writeUInt32LE(crc32(body), 8);
    record[STATE_OFFSET] = PENDING;
    body.copy(record, HEADER_BYTES);
    // Should a full disk take half of it, that half lies behind the end: a torn tail.
    this.write(record, this.end);
    this.end += record.length;
    this.pendingRecords += 1;
  }

  /** The oldest pending report; undefined when there is none. Damaged ones are passed over. */
  peek(): Buffer | undefined {
    while (this.pendingRecords > 0) {
      const header = this.readHeader(this.head, this.end);
      if (header === undefined) break;
      const body = header.isPending ? this.readBody(header) : undefined;
      if (body !== undefined) return body;
      if (header.isPending) this.pendingRecords -= 1;
      this.head += HEADER_BYTES + header.length;
    }
    this.pendingRecords = 0;
    return undefined;
  }

  /** Marks the report `peek` gave as delivered. */
  markDone(): void {
    const header = this.readHeader(this.head, this.end);
    if (header === undefined) return;
    this.write(Buffer.from([DONE]), this.head + STATE_OFFSET);
    this.head += HEADER_BYTES + header.length;
    this.pendingRecords -= 1;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** Closes and deletes the file. */
  remove(): void {
    this.close();
    unlinkSync(this.path);
  }

  private readHeader(position: number, end: number): Header | undefined {
    if (position + HEADER_BYTES > end) return undefined;
    readSync(this.descriptor, this.header, 0, HEADER_BYTES, position);
    const length = this.header.readUInt32LE(4);
    const isRecord = this.header.readUInt32LE(0) === MAGIC;
    if (!isRecord || position + HEADER_BYTES + length > end) return undefined;
    const isPending = this.header[STATE_OFFSET] === PENDING;
    return { length, checksum: this.header.readUInt32LE(8), isPending };
  }

  private readBody({ length, checksum }: Header): Buffer | undefined {
    const body = Buffer.allocUnsafeSlow(length);
    readSync(this.descriptor, body, 0, length, this.head + HEADER_BYTES);
    return crc32(body) === checksum ? body : undefined;
  }

  private write(bytes: Buffer, position: number): void {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(
        this.descriptor,
        bytes,
        written,
        bytes.length - written,
        position + written,
      );
    }
  }
}
