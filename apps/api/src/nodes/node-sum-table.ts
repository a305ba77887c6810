import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import { SUMMED_FIELDS } from '@kubemonitor/metrics-model';
import type { WindowQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, LatestFrame } from '@kubemonitor/storage';
import { PROMISE_NUMBERS, toPromiseMembers, toWholes } from '../answers/promise-members';
import type { Reader } from '../answers/reader.service';
import { fieldsBehind, promiseShares, toShareColumns } from '../answers/share-columns';
import type { SumTable } from '../answers/sum-table';
import type { PodRecord } from '../directory/pod-record';
import { sumPromises } from '../directory/promise-sum';
import { selectFields } from '../query/fields';
import { toMemberBytes, type Column } from '../render/table';
import type { NodeRow } from './node-view';

/** Members of a row that are numbers, to sort by. */
export const SUM_NUMBERS: ReadonlySet<string> = new Set(['pods', ...PROMISE_NUMBERS]);

/**
 * Sums over the pods in a node's newest report, a row a group of pods. A group none of whose
 * pods is in it has a row without values.
 */
export async function readNodeSumTable(
  reader: Reader,
  node: NodeRow,
  groups: ReadonlyMap<string, readonly PodRecord[]>,
  query: WindowQueryDto,
): Promise<SumTable> {
  const promises = new Map([...groups].map(([key, pods]) => [key, sumPromises(pods)]));
  const shares = promiseShares((key: string) => toWholes(promises.get(key)), false);
  const selection = selectFields(query.fields, SUMMED_FIELDS, [
    ...Object.keys(shares),
    ...SUM_NUMBERS,
  ]);
  const behind = fieldsBehind(shares, selection.extras);
  const fields = SUMMED_FIELDS.filter(({ name }) => selection.names.has(name) || behind.has(name));
  const keys = [...groups.keys()].sort();
  const reported = keys.map((key) => findReported(reader, node, groups.get(key) ?? []));
  const frame = await reader.store.latest(reported.flat(), fields);
  const columns = toColumns(frame, reported);
  const intervalMs = reader.store.intervalSeconds * 1_000;
  const members = (row: number) => ({
    node: node.name,
    namespace: keys[row],
    pods: reported[row].length,
    ...toPromiseMembers(promises.get(keys[row])),
  });
  return {
    keys,
    length: keys.length,
    fieldNames: selection.names,
    members,
    identity: (row) => toMemberBytes(members(row)),
    timestamps: Float64Array.from(reported, (entities) =>
      entities.length === 0
        ? Number.NaN
        : Math.max(...entities.map(({ lastTick }) => lastTick)) * intervalMs,
    ),
    columns: [
      ...columns.filter(({ name }) => selection.names.has(name)),
      ...toShareColumns(shares, selection.extras, keys, columns),
    ],
  };
}

/** Pods of the node's newest report that have not ended: what another does not hold is gone. */
function findReported(
  reader: Reader,
  { entity: node }: NodeRow,
  pods: readonly PodRecord[],
): Entity[] {
  const isListed = reader.listedTest(undefined);
  const entities = pods.flatMap(({ entity, existence, isFinished }) =>
    entity !== undefined && isListed(entity) && existence !== 'gone' && !isFinished ? entity : [],
  );
  // Without reports of the node its pods were sent one by one, not all at the same tick.
  const newest = Math.max(...entities.map(({ lastTick }) => lastTick)) - MAX_GAP_TICKS;
  const sinceTick = node?.lastTick ?? newest;
  return entities.filter(({ lastTick }) => lastTick >= sinceTick);
}

function toColumns(frame: LatestFrame, groups: readonly (readonly Entity[])[]): Column[] {
  const starts: number[] = [];
  let start = 0;
  for (const { length } of groups) {
    starts.push(start);
    start += length;
  }
  return frame.fields.map(({ name, decimals }, at) => ({
    name,
    decimals,
    values: Float64Array.from(groups, ({ length }, row) =>
      addUp(frame.columns[at].subarray(starts[row], starts[row] + length)),
    ),
    explain: () => 'no_pods' as const,
  }));
}

/** The sum of what is known; NaN where nothing is. */
function addUp(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
}
