import { asciiBytes } from '../kernel-bytes';
import { readCounterWord, readDecimalWord } from '../number/counter';
import type { KernelCursor } from './kernel-cursor';

interface FieldRule<Field extends string> {
  readonly field: Field;
  readonly form: 'counter' | 'decimal';
}

interface SubKey<Field extends string> extends FieldRule<Field> {
  /** With the equals sign. */
  readonly key: Uint8Array;
}

/**
 * The known sub keys of one "nested keyed" kernel file (`name key=value key=value` lines),
 * compiled for comparing bytes. There are four of them in the files read here, fewer than
 * would be worth a table.
 */
export interface NestedKeys<Field extends string> {
  readonly subKeys: readonly SubKey<Field>[];
  /** All fields, each `undefined`: copying it gives every record the same shape. */
  readonly blank: Partial<Record<Field, number>>;
}

/** Marks a sub key whose value has a decimal point. */
export function decimal<Field extends string>(field: Field): FieldRule<Field> {
  return { field, form: 'decimal' };
}

/**
 * Compiles sub keys: for each of the kernel's the field of the record, a plain name for a
 * whole number. Done once for each parser, when its module is loaded.
 */
export function compileNestedKeys<Field extends string>(
  keys: Readonly<Record<string, Field | FieldRule<Field>>>,
): NestedKeys<Field> {
  const blank: Partial<Record<Field, number>> = {};
  const subKeys = Object.entries(keys).map(([word, rule]): SubKey<Field> => {
    const { field, form }: FieldRule<Field> =
      typeof rule === 'string' ? { field: rule, form: 'counter' } : rule;
    blank[field] = undefined;
    return { key: asciiBytes(`${word}=`), field, form };
  });
  return { subKeys, blank };
}

/**
 * Reads the rest of the line, up to its newline. Unknown sub keys are skipped whatever
 * their value; the order does not matter.
 * @returns undefined when the line has none of the sub keys
 * @throws KernelFormatError `malformed` when it has some of them but not all, and when a
 * value is not a number; `overflow` as the number readers
 */
export function readNestedKeys<Field extends string>(
  cursor: KernelCursor,
  { subKeys, blank }: NestedKeys<Field>,
): Record<Field, number> | undefined {
  const record = { ...blank };
  let isAnyFound = false;
  for (cursor.skipSpaces(); !cursor.isAtLineEnd; cursor.skipSpaces()) {
    const subKey = takeSubKey(cursor, subKeys);
    if (subKey === undefined) {
      cursor.skipWord();
      continue;
    }
    record[subKey.field] = readValue(cursor, subKey);
    isAnyFound = true;
  }
  if (!isAnyFound) return undefined;
  if (!isComplete(record, subKeys)) throw cursor.fault('malformed');
  return record;
}

function takeSubKey<Field extends string>(
  cursor: KernelCursor,
  subKeys: readonly SubKey<Field>[],
): SubKey<Field> | undefined {
  for (const subKey of subKeys) {
    if (cursor.take(subKey.key)) return subKey;
  }
  return undefined;
}

function readValue<Field extends string>(cursor: KernelCursor, { form }: SubKey<Field>): number {
  return form === 'counter' ? readCounterWord(cursor) : readDecimalWord(cursor);
}

function isComplete<Field extends string>(
  record: Partial<Record<Field, number>>,
  subKeys: readonly SubKey<Field>[],
): record is Record<Field, number> {
  for (const { field } of subKeys) {
    if (record[field] === undefined) return false;
  }
  return true;
}
