import { Injectable } from '@nestjs/common';
import type { FieldDefinition } from '@kubemonitor/metrics-model';
import {
  NODE_TOTALS,
  POD_TOTALS,
  toPodTotal,
  type ClusterDto,
  type ClusterSampleDto,
  type ClusterQueryDto,
} from '@kubemonitor/metrics-model/dto';
import type { RangeFrame } from '@kubemonitor/storage';
import { Reader, toWindowMembers } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import { selectFields } from '../query/fields';
import type { PlannedWindow } from '../query/window';
import { roundTo } from './round-to';
import { StepSums } from './sum-steps';

/** Numbers one totals question may read; above it its points get longer. */
const MOST_CELLS = 20_000_000;
/** Numbers held at a time: 16 MB. */
const CELLS_AT_A_TIME = 2_000_000;

interface Fields {
  readonly nodes: readonly FieldDefinition[];
  readonly pods: readonly FieldDefinition[];
}

/** The totals of the cluster over time. */
@Injectable()
export class ClusterSeries {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
  ) {}

  /** The window a query asks for, with points that keep the work within bounds. */
  window(query: ClusterQueryDto): PlannedWindow | undefined {
    const window = this.reader.window(query);
    if (window === undefined) return undefined;
    const { nodes, pods } = toFields(query);
    const sums = pods.length * this.directory.namespacesWith(() => true).length;
    const cellsOfStep = nodes.length * [...this.reader.store.entities('node')].length + sums;
    const tooMany = (cellsOfStep * stepsOf(window)) / MOST_CELLS;
    if (tooMany <= 1) return window;
    return this.reader.window({ ...query, step: Math.ceil((window.stepMs * tooMany) / 1_000) });
  }

  async describe(
    query: ClusterQueryDto,
    window: PlannedWindow,
    scope: ReadScope,
  ): Promise<ClusterDto> {
    const fields = toFields(query);
    const nodes = await this.sumNodes(fields.nodes, window);
    const pods = await this.sumPods(fields.pods, window, scope);
    const newestMs = await this.newestMs();
    return {
      scope: scope.isEverything ? 'cluster' : 'namespaces',
      ...toWindowMembers(window),
      samples: toSamples(nodes, pods, fields).filter(
        ({ timestamp }) => !(Date.parse(timestamp) > newestMs),
      ),
    };
  }

  /** Later than this not all nodes have reported yet: a point there would look like a loss. */
  private async newestMs(): Promise<number> {
    return (await this.reader.store.groupLatest('namespace', [])).timestampMs;
  }

  private async sumNodes(
    fields: readonly FieldDefinition[],
    window: PlannedWindow,
  ): Promise<StepSums> {
    const { store } = this.reader;
    const nodes = [...store.entities('node')].filter(this.reader.listedTest(window));
    return sumInParts(nodes, fields, window, (some) => store.range(some, fields, window, []));
  }

  private async sumPods(
    fields: readonly FieldDefinition[],
    window: PlannedWindow,
    scope: ReadScope,
  ): Promise<StepSums> {
    const { store } = this.reader;
    const isInWindow = this.reader.listedTest(window);
    const namespaces = this.directory
      .namespacesWith(({ entity }) => entity !== undefined && isInWindow(entity))
      .filter((namespace) => scope.mayReadNamespace(namespace));
    return sumInParts(namespaces, fields, window, (some) =>
      store.groupRange('namespace', some, fields, window, []),
    );
  }
}

function stepsOf({ startMs, endMs, stepMs }: PlannedWindow): number {
  return Math.ceil(endMs / stepMs) - Math.floor(startMs / stepMs);
}

function toFields({ fields }: ClusterQueryDto): Fields {
  const podNames = POD_TOTALS.map(({ name }) => toPodTotal(name));
  const { names } = selectFields(fields, NODE_TOTALS, podNames);
  return {
    nodes: NODE_TOTALS.filter(({ name }) => names.has(name)),
    pods: POD_TOTALS.filter(({ name }) => names.has(toPodTotal(name))),
  };
}

/** Adds up some at a time, so that what is held does not grow with how many there are. */
async function sumInParts<T>(
  items: readonly T[],
  fields: readonly FieldDefinition[],
  window: PlannedWindow,
  read: (some: readonly T[]) => Promise<RangeFrame>,
): Promise<StepSums> {
  const cells = Math.max(1, stepsOf(window) * fields.length);
  const size = Math.max(1, Math.floor(CELLS_AT_A_TIME / cells));
  let sums: StepSums | undefined;
  for (let from = 0; from < items.length || sums === undefined; from += size) {
    const frame = await read(items.slice(from, from + size));
    sums ??= new StepSums(frame.timestamps, fields);
    sums.add(frame);
  }
  return sums;
}

function toSamples(nodes: StepSums, pods: StepSums, fields: Fields): ClusterSampleDto[] {
  return Array.from(nodes.timestamps, (timestamp, step) => ({
    timestamp: new Date(timestamp).toISOString(),
    nodes: nodes.counts[step],
    ...toMembers(nodes, fields.nodes, step, (name) => name),
    ...toMembers(pods, fields.pods, step, toPodTotal),
    nodes_without: toLacking(nodes, fields.nodes, step),
  })).filter((_, step) => nodes.counts[step] > 0 || (pods.counts[step] ?? 0) > 0);
}

function toMembers(
  sums: StepSums,
  fields: readonly FieldDefinition[],
  step: number,
  nameOf: (field: string) => string,
): Record<string, number | null> {
  return Object.fromEntries(
    fields.map(({ name, decimals }) => {
      const value = sums.valueAt(name, step);
      return [nameOf(name), value === undefined ? null : roundTo(value, decimals)];
    }),
  );
}

function toLacking(
  sums: StepSums,
  fields: readonly FieldDefinition[],
  step: number,
): Record<string, number> | undefined {
  const nodes = sums.counts[step];
  const lacking = fields.flatMap(({ name }) => {
    const known = sums.knownAt(name, step);
    return known > 0 && known < nodes ? [[name, nodes - known] as const] : [];
  });
  return lacking.length === 0 ? undefined : Object.fromEntries(lacking);
}
