import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';

/** Names: no control characters, which have no place in a path, a log line or a table. */
export const NAME_PATTERN = /^[^\u0000-\u001f\u007f]+$/;

/** Kubernetes allows 253 characters; container ids and cgroup paths may be longer. */
export const NAME_LENGTH = 253;
export const ID_LENGTH = 1_024;

/** Rows a section may have: a node has at most some hundred pods. */
export const MAX_ROWS = 10_000;

interface Documentation {
  description: string;
  example?: unknown;
  optional?: boolean;
}

/** Documentation of a property, and that it may be left out if `optional`. */
function documented(doc: Documentation & Record<string, unknown>): PropertyDecorator {
  const { optional = false, ...rest } = doc;
  return optional
    ? applyDecorators(ApiPropertyOptional(rest as object), IsOptional())
    : ApiProperty(rest as object);
}

/** A text of 1 to `length` characters without control characters. */
export function Name(doc: Documentation, length = NAME_LENGTH): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, type: String, minLength: 1, maxLength: length }),
    IsString(),
    MinLength(1),
    MaxLength(length),
    Matches(NAME_PATTERN),
  );
}

/** What a machine says of itself: it may be empty, and hold anything that fits. */
export function Description(doc: Documentation): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, type: String, maxLength: ID_LENGTH }),
    IsString(),
    MaxLength(ID_LENGTH),
  );
}

/** Validation name of `Instant`; the JSON schema of a body is made by it. */
export const INSTANT = 'instant';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** Whether `text` is an RFC 3339 time: date, time of day and offset from UTC, all in range. */
export function isInstant(text: string): boolean {
  return RFC_3339.test(text) && !Number.isNaN(Date.parse(text));
}

/** An RFC 3339 time; it may be left out. */
export function Instant(doc: Omit<Documentation, 'optional'>): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, optional: true, type: String, format: 'date-time' }),
    ValidateBy({
      name: INSTANT,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isInstant(value),
        defaultMessage: () => '$property must be an RFC 3339 time such as 2026-11-23T09:17:55Z',
      },
    }),
  );
}

/** A whole number ≥ `min` that a double holds exactly. */
export function Whole(
  doc: Documentation,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, type: 'integer', minimum: min, maximum: max }),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** A finite number from `min` to `max`. */
export function Quantity(
  doc: Documentation,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, type: Number, minimum: min, maximum: max }),
    IsNumber(),
    Min(min),
    Max(max),
  );
}

export function Flag(doc: Documentation): PropertyDecorator {
  return applyDecorators(documented({ ...doc, type: Boolean }), IsBoolean());
}

/** One of a few words. */
export function Word(doc: Documentation, words: readonly string[]): PropertyDecorator {
  return applyDecorators(documented({ ...doc, enum: [...words] }), IsIn([...words]));
}

/** A list of names. */
export function Names(doc: Documentation, length = ID_LENGTH): PropertyDecorator {
  return applyDecorators(
    documented({ ...doc, type: [String] }),
    IsArray(),
    ArrayMaxSize(MAX_ROWS),
    IsString({ each: true }),
    MinLength(1, { each: true }),
    MaxLength(length, { each: true }),
    Matches(NAME_PATTERN, { each: true }),
  );
}

/** Validation name of `ReadingRows`; the JSON schema of a body is made by it. */
export const READING_ROWS = 'readingRows';

/** Validation name of `Sequence`. */
export const SEQUENCE = 'sequence';

/** The JSON schema of one reading: a number a double holds exactly, or null. */
export const READING_SCHEMA = {
  type: ['number', 'null'],
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

function isReading(value: unknown): boolean {
  return (
    value === null || (typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER)
  );
}

/** Rows of readings: an array of arrays of numbers ≥ 0 or null. */
export function ReadingRows(doc: Documentation): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      ...doc,
      type: 'array',
      items: {
        type: 'array',
        items: { type: 'number', nullable: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      },
    } as object),
    ValidateBy({
      name: READING_ROWS,
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) &&
          value.length <= MAX_ROWS &&
          value.every((row) => Array.isArray(row) && row.every(isReading)),
        defaultMessage: () => '$property must be rows of numbers from 0 to 2^53 - 1, or null',
      },
    }),
  );
}

/** What a `Sequence` holds. */
export type SequenceItem = 'whole' | 'number' | 'flag';

/** Longest a number of a sequence may be: an hour of ms, since all of one tick is read within it. */
const LARGEST_NUMBER = 3_600_000;

/** JSON schemas of a sequence's items. */
export const SEQUENCE_ITEMS: Readonly<Record<SequenceItem, object>> = {
  whole: { type: 'integer', minimum: 0, maximum: MAX_ROWS },
  number: { type: 'number', minimum: 0, maximum: LARGEST_NUMBER },
  flag: { type: ['boolean', 'null'] },
};

function isItem(kind: SequenceItem, value: unknown): boolean {
  if (kind === 'flag') return value === null || typeof value === 'boolean';
  if (typeof value !== 'number' || value < 0) return false;
  return kind === 'whole' ? Number.isInteger(value) && value <= MAX_ROWS : value <= LARGEST_NUMBER;
}

/** A list of simple values, one for each row of a section. */
export function Sequence(kind: SequenceItem, doc: Documentation): PropertyDecorator {
  const items =
    kind === 'flag' ? { type: 'boolean', nullable: true } : { type: 'number', minimum: 0 };
  return applyDecorators(
    ApiProperty({ ...doc, type: 'array', items } as object),
    ValidateBy({
      name: SEQUENCE,
      constraints: [kind],
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) &&
          value.length <= MAX_ROWS &&
          value.every((item) => isItem(kind, item)),
        defaultMessage: () => `$property must be a list of ${kind} values`,
      },
    }),
  );
}
