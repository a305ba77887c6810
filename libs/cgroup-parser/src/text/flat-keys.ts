import { NEWLINE, SPACE, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import {
  readCounter,
  readKibibytesAsBytes,
  readNanosecondsAsMicroseconds,
} from '../number/counter';
import { KernelCursor } from './kernel-cursor';

/** How the value of a key is written. */
type ValueForm = 'counter' | 'nanoseconds' | 'kibibytes';

/** What becomes of a key's value: the field of the record, and the form it is written in. */
interface FieldRule<Field extends string> {
  readonly field: Field;
  readonly form: ValueForm;
}

interface KeyEntry<Field extends string> extends FieldRule<Field> {
  readonly key: Uint8Array;
  /** Another key of the same bucket. */
  readonly next: KeyEntry<Field> | undefined;
}

/**
 * The known keys of one "flat keyed" kernel file (`key value` lines), compiled for looking
 * them up by bytes: entries hang in buckets by length, first and last byte of the key, and
 * a hit is confirmed byte by byte.
 */
export interface FlatKeys<Field extends string> {
  readonly file: string;
  readonly buckets: readonly (KeyEntry<Field> | undefined)[];
  /** All fields, each `undefined`: copying it gives every record the same shape. */
  readonly blank: Partial<Record<Field, number>>;
}

const BUCKET_COUNT = 64;

function bucketOf(length: number, firstByte: number, lastByte: number): number {
  return (length * 7 + firstByte * 3 + lastByte * 11) & (BUCKET_COUNT - 1);
}

/** Marks a key whose value is in nanoseconds and whose field is in microseconds. */
export function nanoseconds<Field extends string>(field: Field): FieldRule<Field> {
  return { field, form: 'nanoseconds' };
}

/** Marks a key whose value is written as `123 kB` and whose field is in bytes. */
export function kibibytes<Field extends string>(field: Field): FieldRule<Field> {
  return { field, form: 'kibibytes' };
}

/**
 * Compiles the keys of `file`: for each key of the kernel the field of the record, a plain
 * name for a plain number. Done once for each parser, when its module is loaded.
 */
export function compileFlatKeys<Field extends string>(
  file: string,
  keys: Readonly<Record<string, Field | FieldRule<Field>>>,
): FlatKeys<Field> {
  const buckets = new Array<KeyEntry<Field> | undefined>(BUCKET_COUNT).fill(undefined);
  const blank: Partial<Record<Field, number>> = {};
  for (const [word, rule] of Object.entries(keys)) {
    const { field, form }: FieldRule<Field> =
      typeof rule === 'string' ? { field: rule, form: 'counter' } : rule;
    const key = asciiBytes(word);
    const bucket = bucketOf(key.length, key[0], key[key.length - 1]);
    buckets[bucket] = { key, field, form, next: buckets[bucket] };
    blank[field] = undefined;
  }
  return { file, buckets, blank };
}

/**
 * Reads a file of `key value` lines. Unknown keys are skipped whatever their value; a
 * missing key stays `undefined`; should a key occur twice, the last one counts.
 * @throws KernelFormatError `empty`; `malformed` when a known key has no number or more
 * than a number, or when the last line has no end; `overflow` as the number readers
 */
export function parseFlatKeys<Field extends string>(
  bytes: KernelBytes,
  keys: FlatKeys<Field>,
): Partial<Record<Field, number>> {
  const cursor = new KernelCursor(bytes, keys.file);
  const record = { ...keys.blank };
  while (!cursor.isAtEnd) {
    const entry = readKey(cursor, keys);
    if (entry === undefined) {
      cursor.skipLine();
      continue;
    }
    cursor.skipSpaces();
    record[entry.field] = readValue(cursor, entry.form);
    cursor.expect(NEWLINE);
  }
  return record;
}

/** Moves behind the key of the line and returns what is known of it. */
function readKey<Field extends string>(
  cursor: KernelCursor,
  { buckets }: FlatKeys<Field>,
): KeyEntry<Field> | undefined {
  const { bytes, position: start } = cursor;
  let end = start;
  // All bytes of a key are above the space: one comparison finds the space, the newline and
  // the end of the bytes. This loop is most of what a tick of the collector parses.
  while (bytes[end] > SPACE) end++;
  cursor.position = end;
  const length = end - start;
  let entry = buckets[bucketOf(length, bytes[start], bytes[end - 1])];
  while (entry !== undefined && !isKey(entry.key, bytes, start, length)) entry = entry.next;
  return entry;
}

function isKey(key: Uint8Array, bytes: KernelBytes, start: number, length: number): boolean {
  if (key.length !== length) return false;
  for (let index = 0; index < length; index++) {
    if (bytes[start + index] !== key[index]) return false;
  }
  return true;
}

function readValue(cursor: KernelCursor, form: ValueForm): number {
  if (form === 'counter') return readCounter(cursor);
  return form === 'nanoseconds'
    ? readNanosecondsAsMicroseconds(cursor)
    : readKibibytesAsBytes(cursor);
}
