import { toZigzag, writeVarint } from '../codec/varint';

const SMALLEST_BYTES = 256;

/** Longest text that is written byte by byte; its length fits one byte of a varint. */
const SHORT_TEXT = 127;

/** Longest varint of a whole number up to 2^53. */
const VARINT_BYTES = 8;

/** Appends numbers and text to a buffer that grows, little end first. One writer serves many records. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafeSlow(SMALLEST_BYTES);
  private end = 0;

  get length(): number {
    return this.end;
  }

  /** Begins anew; what `view` gave before is overwritten. */
  clear(): void {
    this.end = 0;
  }

  /** What was written since the last `clear`, valid until the next write. */
  view(): Buffer {
    return this.bytes.subarray(0, this.end);
  }

  /** A copy of what was written. */
  copy(): Buffer {
    return Buffer.from(this.view());
  }

  putByte(value: number): void {
    this.reserve(1);
    this.bytes[this.end] = value;
    this.end += 1;
  }

  putUint32(value: number): void {
    this.reserve(4);
    this.end = this.bytes.writeUInt32LE(value, this.end);
  }

  putFloat64(value: number): void {
    this.reserve(8);
    this.end = this.bytes.writeDoubleLE(value, this.end);
  }

  /** A whole number from 0 to 2^53. */
  putVarint(value: number): void {
    this.reserve(VARINT_BYTES);
    this.end = writeVarint(this.bytes, this.end, value);
  }

  /** A whole number of either sign, at most 2^52 away from 0. */
  putZigzag(value: number): void {
    this.putVarint(toZigzag(value));
  }

  /** UTF-8 behind its length in bytes. */
  putText(text: string): void {
    if (text.length <= SHORT_TEXT && this.putAscii(text)) return;
    const length = Buffer.byteLength(text);
    this.putVarint(length);
    this.reserve(length);
    this.end += this.bytes.write(text, this.end);
  }

  /** Bytes behind their length. */
  putBlob(blob: Uint8Array): void {
    this.putVarint(blob.length);
    this.putBytes(blob);
  }

  putBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** Overwrites four bytes written before. */
  setUint32(offset: number, value: number): void {
    this.bytes.writeUInt32LE(value, offset);
  }

  /** Makes room for `count` bytes, zeroes, to be filled by hand. @returns the buffer and where they begin */
  take(count: number): { readonly bytes: Buffer; readonly offset: number } {
    this.reserve(count);
    const offset = this.end;
    this.bytes.fill(0, offset, offset + count);
    this.end += count;
    return { bytes: this.bytes, offset };
  }

  /** Gives back the last `count` bytes taken. */
  giveBack(count: number): void {
    this.end -= count;
  }

  /** Short names byte by byte: a call into the runtime costs several times that. */
  private putAscii(text: string): boolean {
    this.reserve(1 + text.length);
    const { bytes, end } = this;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 127) return false;
      bytes[end + 1 + index] = code;
    }
    bytes[end] = text.length;
    this.end += 1 + text.length;
    return true;
  }

  private reserve(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.end + count, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
