const CHUNK_BITS = 24;
const CHUNK = 2 ** CHUNK_BITS;

/**
 * Appends whole numbers of a given width to bytes, least significant bit first. A width
 * may be up to 54 bits: wide numbers go in pieces of 24, since JavaScript's bit operators
 * stop at 32.
 */
export class BitWriter {
  private accumulator = 0;
  private held = 0;

  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;

  /** Starts at `offset` of `bytes`, which must be large enough. One writer serves many columns. */
  reset(bytes: Uint8Array, offset: number): void {
    this.bytes = bytes;
    this.offset = offset;
    this.accumulator = 0;
    this.held = 0;
  }

  /** Appends the lowest `width` bits of `value`, a whole number ≥ 0 and < 2^width. */
  put(value: number, width: number): void {
    if (width <= CHUNK_BITS) {
      this.putChunk(value, width);
      return;
    }
    let rest = value;
    let bits = width;
    while (bits > CHUNK_BITS) {
      const upper = Math.floor(rest / CHUNK);
      this.putChunk(rest - upper * CHUNK, CHUNK_BITS);
      rest = upper;
      bits -= CHUNK_BITS;
    }
    this.putChunk(rest, bits);
  }

  /** Fills the last byte with zeros. @returns the offset after it. */
  finish(): number {
    if (this.held > 0) {
      this.bytes[this.offset] = this.accumulator;
      this.offset += 1;
    }
    return this.offset;
  }

  private putChunk(value: number, width: number): void {
    this.accumulator |= value << this.held;
    this.held += width;
    while (this.held >= 8) {
      this.bytes[this.offset] = this.accumulator;
      this.offset += 1;
      this.accumulator >>>= 8;
      this.held -= 8;
    }
  }
}

/** Reads what a BitWriter wrote, in the same order with the same widths. */
export class BitReader {
  private accumulator = 0;
  private held = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;

  /** Starts at `offset` of `bytes`. One reader is used again for many columns. */
  reset(bytes: Uint8Array, offset: number): void {
    this.bytes = bytes;
    this.offset = offset;
    this.accumulator = 0;
    this.held = 0;
  }

  take(width: number): number {
    if (width <= CHUNK_BITS) return this.takeChunk(width);
    let value = 0;
    let factor = 1;
    let bits = width;
    while (bits > CHUNK_BITS) {
      value += this.takeChunk(CHUNK_BITS) * factor;
      factor *= CHUNK;
      bits -= CHUNK_BITS;
    }
    return value + this.takeChunk(bits) * factor;
  }

  private takeChunk(width: number): number {
    let { accumulator, held } = this;
    while (held < width) {
      accumulator |= this.bytes[this.offset++] << held;
      held += 8;
    }
    this.accumulator = accumulator >>> width;
    this.held = held - width;
    return accumulator & ((1 << width) - 1);
  }
}

/** Number of bits of a whole number from 0 to 2^54. */
export function bitLength(value: number): number {
  if (value < 0x1_0000_0000) return 32 - Math.clz32(value);
  return 64 - Math.clz32(Math.floor(value / 0x1_0000_0000));
}
