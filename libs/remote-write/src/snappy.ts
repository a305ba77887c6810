import { encodeVarint } from './protobuf';

/**
 * Snappy's block format (https://github.com/google/snappy/blob/main/format_description.txt):
 * the length as a varint, then literals (tag 0) and copies of what came before (tag 2: two
 * bytes of distance). A part is what stands after the length. Distances count backwards
 * within a part, so parts can be put one after another and packed messages joined unopened.
 */
export interface SnappyPart {
  readonly bytes: Uint8Array;
  /** Bytes it unpacks to. */
  readonly rawLength: number;
}

/**
 * A part that keeps chosen stretches as literals at known places, so that the packed message
 * can be changed there without packing it again.
 */
export interface PackedTemplate extends SnappyPart {
  /** Where each kept stretch begins in `bytes`, in the order of the stretches. */
  readonly places: Uint32Array;
}

const LEAST_MATCH = 8;
const HASHED_BYTES = 4;
const LEAST_HASH_BITS = 8;
const MOST_HASH_BITS = 14;
const HASH_FACTOR = 0x1e35a7bd;
const LONGEST_COPY = 64;
const LONGEST_DISTANCE = 65_535;
const SHORT_LITERAL = 60;

/** A whole block: the length all parts unpack to, then the parts. */
export function toSnappyBlock(parts: readonly SnappyPart[]): Uint8Array {
  const head = encodeVarint(parts.reduce((sum, { rawLength }) => sum + rawLength, 0));
  const length = parts.reduce((sum, { bytes }) => sum + bytes.length, head.length);
  const block = new Uint8Array(length);
  block.set(head);
  let at = head.length;
  for (const { bytes } of parts) {
    block.set(bytes, at);
    at += bytes.length;
  }
  return block;
}

/**
 * Packs `raw` and keeps `kept` stretches of `keptLength` bytes, given by their starts in
 * ascending order, as literals.
 */
export function packTemplate(
  raw: Uint8Array,
  kept: readonly number[],
  keptLength: number,
): PackedTemplate {
  return new Packer(raw, kept, keptLength).pack();
}

class Packer {
  private readonly out: number[] = [];
  private readonly places: number[] = [];
  /** Start of what is not yet written. */
  private pending = 0;
  /** The last position of bytes with the same hash; -1 = none. */
  private readonly seen: Int32Array;
  private readonly hashBits: number;

  constructor(
    private readonly raw: Uint8Array,
    private readonly kept: readonly number[],
    private readonly keptLength: number,
  ) {
    const bits = 32 - Math.clz32(raw.length);
    this.hashBits = Math.min(MOST_HASH_BITS, Math.max(LEAST_HASH_BITS, bits));
    this.seen = new Int32Array(1 << this.hashBits).fill(-1);
  }

  pack(): PackedTemplate {
    let start = 0;
    for (const keptStart of [...this.kept, this.raw.length]) {
      this.packStretch(start, keptStart);
      start = keptStart + this.keptLength;
    }
    this.writeLiteral(this.raw.length);
    return {
      bytes: Uint8Array.from(this.out),
      rawLength: this.raw.length,
      places: Uint32Array.from(this.places),
    };
  }

  /** Packs bytes that never change; matches stay within them. */
  private packStretch(start: number, end: number): void {
    let at = start;
    while (at + LEAST_MATCH <= end) {
      const hash = this.hashAt(at);
      const from = this.seen[hash];
      this.seen[hash] = at;
      const length = from < 0 ? 0 : this.matchLength(from, at, end);
      if (length < LEAST_MATCH || at - from > LONGEST_DISTANCE) {
        at += 1;
        continue;
      }
      this.writeLiteral(at);
      this.writeCopy(at - from, length);
      at += length;
      this.pending = at;
    }
  }

  private hashAt(at: number): number {
    let word = 0;
    for (let byte = 0; byte < HASHED_BYTES; byte += 1) {
      word |= this.raw[at + byte] << (8 * byte);
    }
    return Math.imul(word, HASH_FACTOR) >>> (32 - this.hashBits);
  }

  /** Equal bytes from `from` and `at` on, before `end` and before the next kept stretch after `from`. */
  private matchLength(from: number, at: number, end: number): number {
    const limit = Math.min(end - at, this.nextKept(from) - from);
    let length = 0;
    while (length < limit && this.raw[from + length] === this.raw[at + length]) length += 1;
    return length;
  }

  /** Start of the first kept stretch at or after `position`. */
  private nextKept(position: number): number {
    let low = 0;
    let high = this.kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.kept[middle] < position) low = middle + 1;
      else high = middle;
    }
    return this.kept[low] ?? this.raw.length;
  }

  private writeLiteral(end: number): void {
    const { pending } = this;
    if (pending >= end) return;
    const length = end - pending - 1;
    if (length < SHORT_LITERAL) {
      this.out.push(length << 2);
    } else {
      const bytes = length < 256 ? 1 : length < 65_536 ? 2 : 3;
      this.out.push((SHORT_LITERAL - 1 + bytes) << 2);
      for (let byte = 0; byte < bytes; byte += 1) this.out.push((length >> (8 * byte)) & 0xff);
    }
    const shift = this.out.length - pending;
    for (let at = pending; at < end; at += 1) this.out.push(this.raw[at]);
    let next = this.places.length;
    while (next < this.kept.length && this.kept[next] < end) {
      this.places.push(this.kept[next] + shift);
      next += 1;
    }
    this.pending = end;
  }

  private writeCopy(distance: number, length: number): void {
    for (let rest = length; rest > 0; rest -= LONGEST_COPY) {
      const part = Math.min(LONGEST_COPY, rest);
      this.out.push(((part - 1) << 2) | 2, distance & 0xff, distance >> 8);
    }
  }
}
