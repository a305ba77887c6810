import {
  INSTANT,
  READING_ROWS,
  READING_SCHEMA,
  SEQUENCE,
  SEQUENCE_ITEMS,
  MAX_ROWS,
  type SequenceItem,
} from '@kubemonitor/metrics-model/dto';
import { MAX, MIN, getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { SchemaObject } from 'ajv';

/**
 * Converters of validations into JSON schema: of our own, and of those whose usual form says
 * `type: number` too and so would undo the `type: integer` beside it.
 */
const CONVERTERS = {
  [MIN]: ({ constraints }: { constraints?: unknown[] }) => ({ minimum: constraints?.[0] }),
  [MAX]: ({ constraints }: { constraints?: unknown[] }) => ({ maximum: constraints?.[0] }),
  [INSTANT]: { type: 'string', format: 'date-time' },
  [READING_ROWS]: {
    type: 'array',
    maxItems: MAX_ROWS,
    items: { type: 'array', items: READING_SCHEMA },
  },
  [SEQUENCE]: ({ constraints }: { constraints?: unknown[] }) => ({
    type: 'array',
    maxItems: MAX_ROWS,
    items: SEQUENCE_ITEMS[constraints?.[0] as SequenceItem],
  }),
};

/**
 * JSON schemas of all DTO classes, from the metadata of their class-validator decorators:
 * those stay the one place where a body is declared. Unknown keys are refused everywhere.
 */
export function createSchemas(): Record<string, SchemaObject> {
  const schemas = validationMetadatasToSchemas({
    classValidatorMetadataStorage: getMetadataStorage(),
    classTransformerMetadataStorage: defaultMetadataStorage,
    additionalConverters: CONVERTERS as never,
    refPointerPrefix: '',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      { ...schema, $id: name, additionalProperties: false },
    ]),
  );
}
