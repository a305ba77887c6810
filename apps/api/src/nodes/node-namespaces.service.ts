import { Injectable } from '@nestjs/common';
import { SUMMED_FIELDS, fieldsOf, type FieldDefinition } from '@kubemonitor/metrics-model';
import type { SumListQueryDto } from '@kubemonitor/metrics-model/dto';
import type { Entity, RangeFrame } from '@kubemonitor/storage';
import { listSums } from '../answers/list-sums';
import { Reader } from '../answers/reader.service';
import { createSeriesList } from '../answers/series-list';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import type { PodRecord } from '../directory/pod-record';
import { selectFields } from '../query/fields';
import type { PlannedWindow } from '../query/window';
import type { ListBody } from '../render/send';
import { toMemberBytes } from '../render/table';
import { readNodeSumTable, SUM_NUMBERS } from './node-sum-table';
import { NodeSums, toSumFrame, type NodeSteps } from './node-sums';
import type { NodeRow } from './node-view';

/** Numbers one question may read; above it its points get longer. */
const MOST_CELLS = 20_000_000;
/** Numbers held at a time: 16 MB. */
const CELLS_AT_A_TIME = 2_000_000;

/** Every report has it: it is read for the times of the reports. */
const REPORT_FIELDS = fieldsOf('node').filter(({ name }) => name === 'memory_bytes');

/** Sums over the pods of one node, by namespace. */
@Injectable()
export class NodeNamespaces {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  /**
   * The namespaces with pods on a node, of those the caller may read.
   * @throws ProblemError for a query that is not valid
   */
  async list(node: NodeRow, query: SumListQueryDto, scope: ReadScope): Promise<ListBody> {
    const window = this.reader.window(query);
    if (window !== undefined) return this.listSeries(node, query, window, scope);
    const { listedSinceMs } = this.reader;
    const pods = this.directory.latestPods({ node: node.name }, listedSinceMs);
    const seen = groupByNamespace(pods, scope);
    const table = await readNodeSumTable(this.reader, node, seen, query);
    return listSums(this.reader, table, SUM_NUMBERS, query);
  }

  private listSeries(
    node: NodeRow,
    query: SumListQueryDto,
    asked: PlannedWindow,
    scope: ReadScope,
  ): ListBody {
    const isInWindow = this.reader.listedTest(asked);
    const pods = this.directory
      .allPods({ node: node.name })
      .filter(({ entity }) => entity !== undefined && isInWindow(entity));
    const { fields } = selectFields(query.fields, SUMMED_FIELDS, []);
    const window = this.bound(query, asked, pods.length * Math.max(1, fields.length));
    const groups = groupByNamespace(pods, scope);
    return createSeriesList(this.reader, query, window, {
      items: [...groups.keys()].sort(),
      keyOf: (namespace) => namespace,
      membersOf: (namespace) => toMemberBytes({ node: node.name, namespace }),
      fields: fields.length,
      read: (some) =>
        this.readSums(
          node,
          some.map((namespace) => groups.get(namespace) ?? []),
          fields,
          window,
        ),
    });
  }

  /** The window with points that keep the work within bounds. */
  private bound(query: SumListQueryDto, window: PlannedWindow, cellsOfStep: number): PlannedWindow {
    const { startMs, endMs, stepMs } = window;
    const tooMany = (cellsOfStep * ((endMs - startMs) / stepMs)) / MOST_CELLS;
    if (tooMany <= 1) return window;
    const step = Math.ceil((stepMs * tooMany) / 1_000);
    return this.reader.window({ ...query, step }) ?? window;
  }

  private async readSums(
    { entity: node }: NodeRow,
    groups: readonly (readonly PodRecord[])[],
    fields: readonly FieldDefinition[],
    window: PlannedWindow,
  ): Promise<RangeFrame> {
    const { store } = this.reader;
    const reports = await store.range(node === undefined ? [] : [node], REPORT_FIELDS, window, []);
    const { timestamps, resolution } = reports;
    const steps: NodeSteps = {
      timestamps,
      stepMs: window.stepMs,
      intervalMs: store.intervalSeconds * 1_000,
      reports: reports.series[0]?.sampleCounts ?? new Uint32Array(timestamps.length),
      node,
    };
    const sums = groups.map(() => new NodeSums(steps));
    const parts = groups.flatMap((pods, group) =>
      pods.flatMap(({ entity }) => (entity === undefined ? [] : [{ entity, sum: sums[group] }])),
    );
    const cells = Math.max(1, timestamps.length * fields.length);
    const size = Math.max(1, Math.floor(CELLS_AT_A_TIME / cells));
    for (let from = 0; from < parts.length; from += size) {
      const some = parts.slice(from, from + size);
      const entities: Entity[] = some.map(({ entity }) => entity);
      const frame = await store.range(entities, fields, window, []);
      some.forEach(({ entity, sum }, row) => sum.add(entity, frame.fields, frame.series[row]));
    }
    const { timestampMs } = await store.groupLatest('namespace', []);
    return toSumFrame(sums, fields, { timestamps, resolution }, timestampMs);
  }
}

/** Pods by namespace; those without a name are of none. */
function groupByNamespace(
  pods: readonly PodRecord[],
  scope: ReadScope,
): ReadonlyMap<string, readonly PodRecord[]> {
  const groups = new Map<string, PodRecord[]>();
  for (const pod of pods) {
    const { namespace } = pod;
    if (namespace === undefined || !scope.mayReadNamespace(namespace)) continue;
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [pod]);
    else group.push(pod);
  }
  return groups;
}
