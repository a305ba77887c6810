import {
  SUMMED_FIELDS,
  fieldsOf,
  type Derivation,
  type FieldDefinition,
} from '@kubemonitor/metrics-model';
import { toGroupDerivation } from '../group-columns';
import type { TableName } from '../window';

/** Columns every entity has: seconds and number of its intervals between samples, a step each. */
export const ELAPSED_SECONDS = 0;
export const INTERVALS = 1;
const SHARED = ['elapsed_seconds', 'intervals'] as const;

/** Fields whose values of an hour are also kept as a quantile sketch. */
const SKETCHED: ReadonlySet<string> = new Set(['cpu_millicores', 'memory_bytes']);

/** Columns of a field, in the order in which they follow one another. */
const COLUMNS_OF = {
  mean: ['sum', 'count', 'min', 'max'],
  quotient: ['part', 'whole', 'count', 'min', 'max'],
  last: ['last'],
} as const;

/** How a field's steps are kept: as a sum and a count, as a quotient, or as the last value. */
export type RollupShape = keyof typeof COLUMNS_OF;

/** A field in roll-ups. */
export interface RolledField {
  readonly field: FieldDefinition;
  /** How the table's samples give it. */
  readonly derivation: Derivation;
  readonly shape: RollupShape;
  /** Index of its first column. */
  readonly column: number;
  /** Index of the column of its sketches; undefined where none are kept. */
  readonly sketch: number | undefined;
}

/** The columns roll-ups have of one table. */
export interface RollupTable {
  readonly names: readonly string[];
  readonly fields: readonly RolledField[];
}

const tables = new Map<TableName, RollupTable>();

/** What roll-ups keep of a table. Every file names its columns, so later versions may differ. */
export function rollupTableOf(name: TableName): RollupTable {
  const known = tables.get(name);
  if (known !== undefined) return known;
  const made = makeTable(derivationsOf(name));
  tables.set(name, made);
  return made;
}

function derivationsOf(name: TableName): { field: FieldDefinition; derivation: Derivation }[] {
  if (name !== 'namespace' && name !== 'workload') {
    return fieldsOf(name).map((field) => ({ field, derivation: field.derivation }));
  }
  return SUMMED_FIELDS.map((field) => ({ field, derivation: toGroupDerivation(field) }));
}

function makeTable(derived: { field: FieldDefinition; derivation: Derivation }[]): RollupTable {
  const names: string[] = [...SHARED];
  const fields = derived.map(({ field, derivation }) => {
    const shape = shapeOf(derivation);
    const column = names.length;
    names.push(...COLUMNS_OF[shape].map((part) => `${field.name}.${part}`));
    const sketch = SKETCHED.has(field.name) ? names.push(`${field.name}.sketch`) - 1 : undefined;
    return { field, derivation, shape, column, sketch };
  });
  return { names, fields };
}

function shapeOf({ kind }: Derivation): RollupShape {
  if (kind === 'counter') return 'last';
  return kind === 'rate' || kind === 'ratio' ? 'quotient' : 'mean';
}
