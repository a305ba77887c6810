/** Longest varint of a whole number below 2^53. */
const VARINT_BYTES = 8;

/** Writes a whole number from 0 to 2^53 - 1 in groups of 7 bits, low first. @returns the offset after it */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest >= 128) {
    const upper = Math.floor(rest / 128);
    bytes[at] = 128 + (rest - upper * 128);
    rest = upper;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Reads what writeVarint wrote to bytes[from] to bytes[to - 1], and never beyond. */
export class VarintReader {
  private at: number;

  /** @throws RangeError when the bytes do not reach from `from` to `to` */
  constructor(
    private readonly bytes: Uint8Array,
    from: number,
    private readonly to: number,
  ) {
    if (!(from >= 0 && from <= to && to <= bytes.length)) {
      throw new RangeError(`there are no bytes ${from} to ${to}`);
    }
    this.at = from;
  }

  get isAtEnd(): boolean {
    return this.at === this.to;
  }

  /** @throws RangeError when the number has no end, is 2^53 or more, or longer than it need be */
  take(): number {
    const first = this.takeByte();
    if (first < 128) return first;
    let value = first - 128;
    let factor = 128;
    for (let length = 2; length <= VARINT_BYTES; length += 1) {
      const byte = this.takeByte();
      if (byte < 128) return this.finish(value + byte * factor, byte);
      value += (byte - 128) * factor;
      factor *= 128;
    }
    throw new RangeError('a number is too long');
  }

  private takeByte(): number {
    if (this.at >= this.to) throw new RangeError('the bytes end within a number');
    const byte = this.bytes[this.at];
    this.at += 1;
    return byte;
  }

  private finish(value: number, lastByte: number): number {
    if (lastByte === 0) throw new RangeError('a number is longer than it need be');
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number is too large');
    return value;
  }
}
