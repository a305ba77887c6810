import { SUMMED_FIELDS, type Derivation, type FieldDefinition } from '@kubemonitor/metrics-model';

/** Columns of a group table: the summed fields, then how many pods are in the sum. */
export const PODS = SUMMED_FIELDS.length;
export const ESTIMATED_PODS = PODS + 1;

/** Names of the columns of group tables by index. */
export const GROUP_COLUMNS: readonly string[] = [
  ...SUMMED_FIELDS.map(({ name }) => name),
  'pods',
  'estimated_pods',
];

export const GROUP_COLUMN_INDEX: ReadonlyMap<string, number> = new Map(
  GROUP_COLUMNS.map((name, index) => [name, index]),
);

/** A stored sum is a value of its own: counters stay cumulative, all else are gauges. */
export function toGroupDerivation({ name, derivation }: FieldDefinition): Derivation {
  return { kind: derivation.kind === 'counter' ? 'counter' : 'gauge', metric: name };
}
