import { MAX_GAP_TICKS, type TickSeries } from '@kubemonitor/aggregation';
import { SUMMED_FIELDS, type FieldDefinition } from '@kubemonitor/metrics-model';
import {
  GROUP_KINDS,
  type GroupFrame,
  type GroupKind,
  type RangeFrame,
  type StepStatistic,
  type TimeRange,
} from '../../store';
import type { EntityView } from '../entities/entity-view';
import type { ViewedEntity } from '../entities/viewed-entity';
import { GroupSums, SUM_LOOK_BACK, derivePod, toGroupDerivation } from './group-sums';
import { toRangeFrame } from '../../range/range-frame';
import type { ReadPlan, SampleReader } from './sample-reader';
import { toSteps } from '../../range/steps';
import { eachInTurns } from './turns';

/** Sums by key of their group. */
type SumsByKey = Map<string, GroupSums>;

/** Sums of all groups of all kinds at one tick. */
interface TickSums {
  readonly tick: number;
  readonly membership: number;
  readonly readAtMs: number;
  readonly sums: Promise<Readonly<Record<GroupKind, SumsByKey>>>;
}

/** Sums at a tick serve again for so long: late reports show up after it. */
const SERVES_MS = 1_000;

/**
 * Sums over pods, made when they are asked for from the pods' own samples and the groups they
 * are known to count to: a name that comes late counts for all the past at once, and no
 * process has to be the one that makes the sums.
 */
export class GroupReader {
  /** Changes when a pod changes its groups. */
  membership = 0;
  private newest: TickSums | undefined;

  constructor(
    private readonly view: EntityView,
    private readonly reader: SampleReader,
    private readonly options: { readonly intervalMs: number; readonly now: () => number },
  ) {}

  /** Sums at one tick, of all groups that have a pod then. @throws StoreError */
  async frame(
    kind: GroupKind,
    fields: readonly FieldDefinition[],
    tick: number,
  ): Promise<GroupFrame> {
    const sums: SumsByKey = tick < 0 ? new Map() : (await this.sumsAt(tick))[kind];
    const keys = [...sums.keys()].filter((key) => countAt(sums.get(key)) > 0);
    const read = (name: string) =>
      Float64Array.from(keys, (key) => sums.get(key)?.values(name)?.[SUM_LOOK_BACK] ?? Number.NaN);
    const columns = fields.map(({ name }) => read(name));
    const kept = columns.flatMap((column, index) =>
      column.some((value) => !Number.isNaN(value)) ? [index] : [],
    );
    return {
      fields: kept.map((index) => fields[index]),
      keys,
      columns: kept.map((index) => columns[index]),
      pods: Uint32Array.from(keys, (key) => countAt(sums.get(key))),
      estimatedPods: Uint32Array.from(
        keys,
        (key) => sums.get(key)?.estimatedPods[SUM_LOOK_BACK] ?? 0,
      ),
      timestampMs: tick < 0 ? Number.NaN : tick * this.options.intervalMs,
    };
  }

  /** Windows of groups; a key without pods has an empty one. @throws StoreError */
  async range(
    kind: GroupKind,
    keys: readonly string[],
    fields: readonly FieldDefinition[],
    range: TimeRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const wanted = new Set(keys);
    const lookBackMs = SUM_LOOK_BACK * this.options.intervalMs;
    const pods = this.members(({ groups }) => wanted.has(groups[kind] ?? '')).filter(
      ({ firstSeenMs, lastSeenMs }) =>
        lastSeenMs >= range.startMs - lookBackMs - range.stepMs && firstSeenMs < range.endMs,
    );
    const plan = this.reader.plan(range, pods.length, fields);
    const sums = (await this.sum(pods, fields, plan))[kind];
    return toRangeFrame(
      keys.map((key) => withoutLookBack(sums.get(key))),
      { fields, steps: plan.steps, statistics, derivationOf: toGroupDerivation },
    );
  }

  private sumsAt(tick: number): TickSums['sums'] {
    const { intervalMs, now } = this.options;
    const before = this.newest;
    const nowMs = now();
    const serves =
      before?.tick === tick &&
      before.membership === this.membership &&
      Math.abs(nowMs - before.readAtMs) < SERVES_MS;
    if (before !== undefined && serves) return before.sums;
    const startMs = tick * intervalMs;
    const range = { startMs, endMs: startMs + intervalMs, stepMs: intervalMs };
    const plan = { steps: toSteps(range, intervalMs), isCoarse: false };
    const pods = this.members(isGrouped).filter(
      ({ firstSeenMs, lastSeenMs }) =>
        lastSeenMs >= startMs - MAX_GAP_TICKS * intervalMs && firstSeenMs < range.endMs,
    );
    const sums = this.sum(pods, SUMMED_FIELDS, plan);
    const reading = { tick, membership: this.membership, readAtMs: nowMs, sums };
    this.newest = reading;
    // A question that failed must be asked again.
    sums.catch(() => {
      if (this.newest === reading) this.newest = undefined;
    });
    return sums;
  }

  private async sum(
    pods: readonly ViewedEntity[],
    fields: readonly FieldDefinition[],
    plan: ReadPlan,
  ): TickSums['sums'] {
    const samples = await this.reader.read(pods, fields, plan, SUM_LOOK_BACK);
    const reported = await this.readReported(pods, plan);
    const sums = { namespace: new Map(), workload: new Map() } as Record<GroupKind, SumsByKey>;
    const { intervalMs, endTick } = plan.steps;
    const firstTick = plan.steps.firstTick - SUM_LOOK_BACK;
    const length = endTick - firstTick;
    const sumOf = (kind: GroupKind, key: string) => {
      const known = sums[kind].get(key);
      if (known !== undefined) return known;
      const made = new GroupSums(firstTick, length, intervalMs, fields);
      sums[kind].set(key, made);
      return made;
    };
    await eachInTurns(pods, (pod, index) => {
      const own = reported.get(pod.node) ?? new Uint8Array(length);
      const derived = derivePod({ samples: samples[index], reported: own }, fields);
      for (const kind of GROUP_KINDS) {
        const key = pod.groups[kind];
        if (key !== undefined) sumOf(kind, key).add(derived);
      }
    });
    return sums;
  }

  /** By node 1 at the ticks it has reported. */
  private async readReported(
    pods: readonly ViewedEntity[],
    plan: ReadPlan,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    const nodes = [...new Set(pods.map(({ node }) => node))].flatMap((name) => {
      const entity = this.view.find('node', name, name);
      return entity === undefined ? [] : [entity];
    });
    const readings = await this.reader.read(nodes, [], plan, SUM_LOOK_BACK);
    return new Map(nodes.map(({ node }, index) => [node, readings[index].reportedTicks()]));
  }

  private members(isWanted: (pod: ViewedEntity) => boolean): ViewedEntity[] {
    return [...this.view.stored('pod')].filter(isWanted);
  }
}

function isGrouped({ groups }: ViewedEntity): boolean {
  return groups.namespace !== undefined || groups.workload !== undefined;
}

function countAt(sums: GroupSums | undefined): number {
  return sums?.pods[SUM_LOOK_BACK] ?? 0;
}

/** Steps begin MAX_GAP_TICKS into a series: what a sum looked back for is cut off. */
function withoutLookBack(sums: GroupSums | undefined): TickSeries | undefined {
  return sums?.from(SUM_LOOK_BACK - MAX_GAP_TICKS);
}
