import { fromZigzag, readVarint } from '../codec/varint';

/** Longest varint that is written. */
const VARINT_BYTES = 8;

/**
 * Reads what a ByteWriter wrote, in the same order. Every method throws RangeError when the
 * bytes end too soon: damaged input ends reading, it never reads beyond.
 */
export class ByteReader {
  private offset = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Ends reading. @throws RangeError when there is more than was read */
  finish(): void {
    if (this.offset < this.bytes.length) throw new RangeError('there are bytes left');
  }

  takeByte(): number {
    const at = this.advance(1);
    return this.bytes[at];
  }

  takeUint32(): number {
    return this.bytes.readUInt32LE(this.advance(4));
  }

  takeFloat64(): number {
    return this.bytes.readDoubleLE(this.advance(8));
  }

  takeVarint(): number {
    let length = 1;
    while (length <= VARINT_BYTES && this.bytes[this.offset + length - 1] >= 128) length += 1;
    if (length > VARINT_BYTES) throw new RangeError('a number is too long');
    const at = this.advance(length);
    return readVarint(this.bytes, at);
  }

  takeZigzag(): number {
    return fromZigzag(this.takeVarint());
  }

  /** A whole number of `count` bytes, at most 7. */
  takeLittleEnd(count: number): number {
    const at = this.advance(count);
    const { bytes } = this;
    let value = 0;
    for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + bytes[at + index];
    return value;
  }

  takeText(): string {
    const length = this.takeVarint();
    const at = this.advance(length);
    return this.bytes.toString(this.isAscii(at, length) ? 'latin1' : 'utf8', at, at + length);
  }

  takeBlob(): Buffer {
    return this.takeBytes(this.takeVarint());
  }

  /** A view of the next `count` bytes. */
  takeBytes(count: number): Buffer {
    const at = this.advance(count);
    return this.bytes.subarray(at, at + count);
  }

  /** How many entries of at least `bytes` bytes each follow; refuses what cannot be. */
  takeCount(bytes: number): number {
    const count = this.takeVarint();
    if (count * bytes > this.bytes.length - this.offset) throw new RangeError('a list is too long');
    return count;
  }

  /** Names nearly always are, and are read several times as fast then. */
  private isAscii(at: number, length: number): boolean {
    for (let index = at; index < at + length; index += 1) {
      if (this.bytes[index] > 127) return false;
    }
    return true;
  }

  private advance(count: number): number {
    const at = this.offset;
    if (at + count > this.bytes.length) throw new RangeError('the bytes end too soon');
    this.offset += count;
    return at;
  }
}
