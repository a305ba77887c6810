import type { FieldDefinition, Report, Scope } from '@kubemonitor/metrics-model';
import type { DiskOptions } from '../embedded/disk/disk';
import { EmbeddedStore, type EmbeddedStoreOptions } from '../embedded/embedded-store';
import type { Recovery } from '../embedded/recovery/recover';
import type { AppendOutcome, Entity, GroupKeys, GroupKind, StepStatistic } from '../store';
import {
  FIRST_TICK,
  INTERVAL_MS,
  buildReport,
  fieldsNamed,
  type ReportWords,
} from './report-builder';

/** A store whose clock stands where the spec puts it, and shorthands to ask it. */
export class WatchedStore {
  store: EmbeddedStore;
  nowMs = FIRST_TICK * INTERVAL_MS;
  private readonly options: EmbeddedStoreOptions;

  constructor(options: Partial<EmbeddedStoreOptions> = {}) {
    this.options = {
      intervalSeconds: INTERVAL_MS / 1_000,
      retentionSeconds: 3_600,
      maxSeries: 1_000_000,
      maxAheadSeconds: 60,
      now: () => this.nowMs,
      ...options,
    };
    this.store = new EmbeddedStore(this.options);
  }

  /** Goes on with a store that has a directory. */
  async useDisk(disk: DiskOptions): Promise<Recovery> {
    const { store, recovery } = await EmbeddedStore.open(this.options, disk);
    this.store = store;
    return recovery;
  }

  /** Puts the clock one second into `tick`. */
  goTo(tick: number): void {
    this.nowMs = tick * INTERVAL_MS + 1_000;
  }

  /** Goes to the report's tick when that is later, and appends it. */
  report(words: ReportWords): Promise<AppendOutcome> {
    if (words.tick * INTERVAL_MS > this.nowMs) this.goTo(words.tick);
    return this.append(buildReport(words));
  }

  append(report: Report): Promise<AppendOutcome> {
    return this.store.append(report);
  }

  /** Goes to `tick` and lets the store do its upkeep there. */
  async maintainAt(tick: number): Promise<void> {
    this.goTo(tick);
    await this.store.maintain();
  }

  /** @throws RangeError when the store does not know the entity */
  entity(scope: Scope, id: string, node = 'n1'): Entity {
    const found = this.store.find(scope, node, id);
    if (found === undefined) throw new RangeError(`no ${scope} ${id}`);
    return found;
  }

  assign(pod: string, namespace: string | undefined, workload?: string, node = 'n1'): void {
    const keys: GroupKeys = { namespace, workload };
    this.store.assignGroups(this.entity('pod', pod, node), keys);
  }

  /** One field of one entity now: its value, or the reason why there is none. */
  async latest(scope: Scope, id: string, field: string, node = 'n1'): Promise<number | string> {
    const entity = this.entity(scope, id, node);
    const frame = await this.store.latest([entity], fieldsNamed(field));
    if (frame.fields.length === 0) return 'not shown';
    const value = frame.columns[0][0];
    return Number.isNaN(value) ? frame.explain(0, 0) : value;
  }

  /** One field of one entity over ticks [from, to), NaN = absent; empty when it is not shown. */
  async range(
    entity: Entity,
    field: string,
    window: { from: number; to: number; ticksPerStep?: number },
  ): Promise<number[]> {
    const { series } = await this.store.range([entity], fieldsNamed(field), toRange(window), []);
    return Array.from(series[0].values[0] ?? []);
  }

  /** One field of a group over ticks [from, to). */
  async groupRange(
    kind: GroupKind,
    key: string,
    field: string,
    window: { from: number; to: number; ticksPerStep?: number },
    statistics: readonly StepStatistic[] = [],
  ): Promise<number[]> {
    const { series } = await this.store.groupRange(
      kind,
      [key],
      fieldsNamed(field),
      toRange(window),
      statistics,
    );
    return Array.from(series[0].values[0] ?? []);
  }

  /** Current sums by key: `{ shop: { pods, estimated, values } }`, values in the order of `names`. */
  async groupLatest(kind: GroupKind, ...names: readonly string[]): Promise<GroupPicture> {
    const fields: readonly FieldDefinition[] = fieldsNamed(...names);
    const frame = await this.store.groupLatest(kind, fields);
    return Object.fromEntries(
      frame.keys.map((key, at) => [
        key,
        {
          pods: frame.pods[at],
          estimated: frame.estimatedPods[at],
          values: frame.columns.map((column) => column[at]),
        },
      ]),
    );
  }
}

export type GroupPicture = Record<string, { pods: number; estimated: number; values: number[] }>;

/** Ticks [from, to) as a range in time. */
export function toRange({
  from,
  to,
  ticksPerStep = 1,
}: {
  from: number;
  to: number;
  ticksPerStep?: number;
}): { startMs: number; endMs: number; stepMs: number } {
  return {
    startMs: from * INTERVAL_MS,
    endMs: to * INTERVAL_MS,
    stepMs: ticksPerStep * INTERVAL_MS,
  };
}
