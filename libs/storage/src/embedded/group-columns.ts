import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';

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
