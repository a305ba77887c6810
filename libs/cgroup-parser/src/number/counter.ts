/**
 * How digits become numbers, for every parser of this library.
 *
 * - A whole number up to 2^53 − 1 is a `number`, exact. A larger one throws `overflow`
 *   instead of losing its last digits unnoticed: such counters are subtracted from one
 *   another later.
 * - Nanoseconds become microseconds from their digits, by leaving out the last three, which
 *   is the floor of the division. 2^53 ns are 104 days of one core, less than two days of a
 *   busy node of 64 cores; 2^53 µs are 285 core-years.
 * - Numbers that mean "no limit" become the word `max` where they are read (v1/memory-limit).
 */
import { NEWLINE, POINT, SPACE, ZERO } from '../kernel-bytes';
import type { KernelCursor } from '../text/kernel-cursor';

const BYTES_PER_KIBIBYTE = 1_024;

/**
 * Reads the digits at the cursor as a whole number.
 * @throws KernelFormatError `malformed` without a digit, `overflow` above 2^53 − 1
 */
export function readCounter(cursor: KernelCursor): number {
  const value = readUnboundedCounter(cursor);
  if (value > Number.MAX_SAFE_INTEGER) throw cursor.fault('overflow');
  return value;
}

/**
 * Reads the digits at the cursor, whatever their number. Exact up to 2^53 − 1 and rounded
 * above it, but never from above 2^53 − 1 to below: one comparison at the end tells.
 * @throws KernelFormatError `malformed` without a digit
 */
export function readUnboundedCounter(cursor: KernelCursor): number {
  const { bytes } = cursor;
  const start = cursor.position;
  let position = start;
  let value = 0;
  let digit = bytes[position] - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    digit = bytes[++position] - ZERO;
  }
  if (position === start) throw cursor.fault('malformed');
  cursor.position = position;
  return value;
}

/**
 * Reads digits that a space or the line's end must follow.
 * @throws KernelFormatError as `readCounter`, and `malformed` when anything else follows
 */
export function readCounterWord(cursor: KernelCursor): number {
  const value = readCounter(cursor);
  expectWordEnd(cursor);
  return value;
}

/**
 * Reads the next column of a line: spaces, then what `readCounterWord` reads.
 * @throws KernelFormatError as `readCounterWord`
 */
export function readColumn(cursor: KernelCursor): number {
  cursor.skipSpaces();
  return readCounterWord(cursor);
}

/**
 * Reads what `readDecimal` reads, which a space or the line's end must follow.
 * @throws KernelFormatError as `readDecimal`, and `malformed` when anything else follows
 */
export function readDecimalWord(cursor: KernelCursor): number {
  const value = readDecimal(cursor);
  expectWordEnd(cursor);
  return value;
}

/**
 * Reads the next column of a line: spaces, then what `readDecimalWord` reads.
 * @throws KernelFormatError as `readDecimalWord`
 */
export function readDecimalColumn(cursor: KernelCursor): number {
  cursor.skipSpaces();
  return readDecimalWord(cursor);
}

function expectWordEnd(cursor: KernelCursor): void {
  const next = cursor.bytes[cursor.position];
  if (next !== SPACE && next !== NEWLINE) throw cursor.fault('malformed');
}

/**
 * Reads digits that count nanoseconds; the result is whole microseconds, rounded down.
 * @throws KernelFormatError `malformed` without a digit, `overflow` above 2^53 − 1 µs
 */
export function readNanosecondsAsMicroseconds(cursor: KernelCursor): number {
  const { bytes } = cursor;
  const start = cursor.position;
  let end = start;
  while (bytes[end] >= ZERO && bytes[end] <= ZERO + 9) end++;
  if (end === start) throw cursor.fault('malformed');
  let microseconds = 0;
  for (let position = start; position < end - 3; position++) {
    microseconds = microseconds * 10 + (bytes[position] - ZERO);
  }
  if (microseconds > Number.MAX_SAFE_INTEGER) throw cursor.fault('overflow');
  cursor.position = end;
  return microseconds;
}

/**
 * Reads `1928 kB` as bytes. The kernel's kB are 1,024 bytes.
 * @throws KernelFormatError `malformed` for other text, `overflow` above 2^53 − 1 bytes
 */
export function readKibibytesAsBytes(cursor: KernelCursor): number {
  const bytes = readCounter(cursor) * BYTES_PER_KIBIBYTE;
  if (bytes > Number.MAX_SAFE_INTEGER) throw cursor.fault('overflow');
  cursor.expect(SPACE);
  cursor.expect(0x6b); // k
  cursor.expect(0x42); // B
  return bytes;
}

/**
 * Reads digits with or without a decimal point (`84.66`, `12`) as the nearest `number`.
 * @throws KernelFormatError `malformed` without digits on both sides of the point,
 * `overflow` when the digits, read without the point, exceed 2^53 − 1
 */
export function readDecimal(cursor: KernelCursor): number {
  const whole = readCounter(cursor);
  if (cursor.bytes[cursor.position] !== POINT) return whole;
  cursor.position++;
  const start = cursor.position;
  const fraction = readCounter(cursor);
  // Two whole numbers divided once give the nearest double; adding a fraction may not.
  const scale = 10 ** (cursor.position - start);
  const digits = whole * scale + fraction;
  if (!Number.isSafeInteger(digits)) throw cursor.fault('overflow');
  return digits / scale;
}
