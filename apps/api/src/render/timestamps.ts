/**
 * Formats times as RFC 3339 with milliseconds. The second is kept from call to call, since
 * the items of a list are read within the same few.
 */
export class TimestampFormatter {
  private second = Number.NaN;
  private prefix = '';

  format(timeMs: number): string {
    const second = Math.floor(timeMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.prefix = new Date(second * 1_000).toISOString().slice(0, 20);
    }
    const milliseconds = Math.floor(timeMs - second * 1_000);
    return `${this.prefix}${String(milliseconds).padStart(3, '0')}Z`;
  }
}

const ZERO = 0x30;
/** Where the milliseconds stand in `2026-11-23T12:00:00.000Z`, and how long it is. */
const MILLISECONDS_AT = 20;
const STAMP_BYTES = 24;

/** Formats times as TimestampFormatter does, as bytes between two texts. */
export class TimestampBytes {
  private readonly formatter = new TimestampFormatter();
  private readonly bytes: Buffer;
  private readonly start: number;
  private second = Number.NaN;

  constructor(before: string, after: string) {
    this.bytes = Buffer.from(before + ' '.repeat(STAMP_BYTES) + after);
    this.start = Buffer.byteLength(before);
  }

  /** The bytes, good until the next call. */
  of(timeMs: number): Uint8Array {
    const second = Math.floor(timeMs / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.bytes.write(this.formatter.format(timeMs), this.start, 'latin1');
      return this.bytes;
    }
    const milliseconds = Math.floor(timeMs - second * 1_000);
    const tens = Math.floor(milliseconds / 10);
    const at = this.start + MILLISECONDS_AT;
    this.bytes[at] = ZERO + Math.floor(tens / 10);
    this.bytes[at + 1] = ZERO + (tens % 10);
    this.bytes[at + 2] = ZERO + (milliseconds % 10);
    return this.bytes;
  }
}
