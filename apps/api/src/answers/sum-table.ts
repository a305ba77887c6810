import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import { selectFields } from '../query/fields';
import { toMemberBytes, type Column, type LatestTable } from '../render/table';
import { readCurrentSums, type CurrentSum } from './current-sums';
import type { Reader } from './reader.service';
import { fieldsBehind, toShareColumns } from './share-columns';
import type { SumView } from './sum-views.service';

/** Latest sums as the rows of an answer, in the order of their keys. */
export interface SumTable extends LatestTable {
  readonly keys: readonly string[];
  readonly fieldNames: ReadonlySet<string>;
  /** Members that say what row is a sum of. */
  readonly members: (row: number) => Readonly<Record<string, unknown>>;
}

/**
 * The newest sums, of pods not heard of any more the last ones, and rows without values of
 * what the cluster has without pods that report.
 */
export async function readSumTable(
  reader: Reader,
  view: SumView,
  query: WindowQueryDto,
): Promise<SumTable> {
  const extras = [...Object.keys(view.shares), ...view.numbers];
  const selection = selectFields(query.fields, SUMMED_FIELDS, extras);
  const behind = fieldsBehind(view.shares, selection.extras);
  const fields = SUMMED_FIELDS.filter(({ name }) => selection.names.has(name) || behind.has(name));
  const request = { fields, nowMs: reader.nowMs, sinceMs: reader.listedSinceMs };
  const { store } = reader;
  const current = await readCurrentSums(store, view.kind, view.keys(undefined), request);
  const shown = current.fields.length > 0 ? current.fields : fields;
  const sums = withKnown(current.sums, view.known());
  const keys = sums.map(({ key }) => key);
  const members = (row: number) => describeSum(view, sums[row]);
  const columns: Column[] = shown.map(({ name, decimals }, at) => ({
    name,
    decimals,
    values: Float64Array.from(sums, ({ values }) => values[at] ?? Number.NaN),
    explain: () => 'no_pods' as const,
  }));
  return {
    keys,
    length: sums.length,
    fieldNames: selection.names,
    members,
    identity: (row) => toMemberBytes(members(row)),
    timestamps: Float64Array.from(sums, ({ timestampMs }) => timestampMs),
    columns: [
      ...columns.filter(({ name }) => selection.names.has(name)),
      ...toShareColumns(view.shares, selection.extras, keys, columns),
    ],
  };
}

/** All sums in the order of their keys, with a row without values for each key that has none. */
function withKnown(sums: readonly CurrentSum[], known: readonly string[]): CurrentSum[] {
  const rows = new Map(sums.map((sum) => [sum.key, sum]));
  for (const key of known) {
    if (!rows.has(key)) rows.set(key, { key, timestampMs: Number.NaN, values: [], pods: 0 });
  }
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function describeSum(
  view: SumView,
  { key, pods, estimatedPods = 0 }: CurrentSum,
): Readonly<Record<string, unknown>> {
  return {
    ...view.describe(key),
    pods,
    estimated_pods: estimatedPods > 0 ? estimatedPods : undefined,
  };
}
