import type { FieldDefinition, Report, Scope } from '@kubemonitor/metrics-model';
import type {
  AppendOutcome,
  Entity,
  GroupKeys,
  GroupKind,
  MetricsStore,
  SeriesFrame,
  StepStatistic,
} from '../../store';
import { INTERVAL_MS, buildReport, fieldsNamed, type ReportWords } from '../report-builder';

/** A driver under the contract: a store, its clock, and a way to make writes visible. */
export interface ContractStore {
  readonly store: MetricsStore & { maintain(): Promise<void> };
  /** Sets the store's clock. */
  setTime(nowMs: number): void;
  /** Waits until reads see all that was written. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Opens an empty store. */
export type OpenStore = (options: {
  readonly nowMs: number;
  readonly retentionSeconds: number;
  readonly maxSeries: number;
}) => Promise<ContractStore>;

/** One entity's or group's window: by field its values and statistics, gaps as null. */
export interface WindowPicture {
  readonly timestamps: number[];
  readonly samples: number[];
  readonly fields: Record<string, Record<'value' | StepStatistic, (number | null)[]>>;
}

const STATISTICS: readonly StepStatistic[] = ['min', 'max', 'p95'];

/** Questions to a store in a few words, answers as plain objects; ticks count from `base`. */
export class ContractDriver {
  constructor(
    readonly driver: ContractStore,
    readonly base: number,
  ) {}

  get store(): MetricsStore {
    return this.driver.store;
  }

  /** Puts the clock one second into a tick, or anywhere. */
  goTo(tick: number, offsetMs = 1_000): void {
    this.driver.setTime((this.base + tick) * INTERVAL_MS + offsetMs);
  }

  build(words: ReportWords): Report {
    return buildReport({ ...words, tick: this.base + words.tick });
  }

  /** Appends a report; its tick counts from `base`, the clock stays. */
  report(words: ReportWords): Promise<AppendOutcome> {
    return this.store.append(this.build(words));
  }

  sample(
    scope: 'node' | 'pod',
    id: string,
    tick: number,
    values: Readonly<Record<string, number>>,
    offsetMs = 0,
  ): Promise<AppendOutcome> {
    return this.store.appendSample({
      scope,
      node: 'n1',
      id,
      timestampMs: (this.base + tick) * INTERVAL_MS + offsetMs,
      values: new Map(Object.entries(values)),
    });
  }

  /** @throws RangeError when the store does not know the entity */
  entity(scope: Scope, id: string, node = 'n1'): Entity {
    const found = this.store.find(scope, node, id);
    if (found === undefined) throw new RangeError(`no ${scope} ${id}`);
    return found;
  }

  assign(pod: string, keys: Partial<GroupKeys>, node = 'n1'): void {
    const { namespace, workload } = keys;
    this.store.assignGroups(this.entity('pod', pod, node), { namespace, workload });
  }

  /** Newest values of a field by id: numbers, or reasons. */
  async latest(
    scope: Scope,
    ids: readonly string[],
    field: string,
    node = 'n1',
  ): Promise<Record<string, number | string>> {
    const entities = ids.map((id) => this.entity(scope, id, node));
    const frame = await this.store.latest(entities, fieldsNamed(field));
    return Object.fromEntries(
      ids.map((id, index) => {
        const value = frame.columns[0]?.[index] ?? Number.NaN;
        if (frame.fields.length === 0) return [id, 'not shown'];
        return [id, Number.isNaN(value) ? frame.explain(0, index) : value];
      }),
    );
  }

  /** When entities were last read, ms after the base. */
  async readAt(scope: Scope, ids: readonly string[]): Promise<number[]> {
    const entities = ids.map((id) => this.entity(scope, id));
    const { timestamps } = await this.store.latest(entities, fieldsNamed('pids'));
    return Array.from(timestamps, (timeMs) => timeMs - this.base * INTERVAL_MS);
  }

  async range(
    entity: Entity,
    names: readonly string[],
    window: { from: number; to: number; ticksPerStep?: number },
  ): Promise<WindowPicture> {
    const fields = fieldsNamed(...names);
    const frame = await this.store.range([entity], fields, this.window(window), STATISTICS);
    return this.picture(frame.fields, frame.timestamps, frame.series[0]);
  }

  async groupRange(
    kind: GroupKind,
    key: string,
    names: readonly string[],
    window: { from: number; to: number; ticksPerStep?: number },
  ): Promise<WindowPicture> {
    const fields = fieldsNamed(...names);
    const range = this.window(window);
    const frame = await this.store.groupRange(kind, [key], fields, range, STATISTICS);
    return this.picture(frame.fields, frame.timestamps, frame.series[0]);
  }

  /** Sums at the newest moment by key: pods, how many of them estimated, then the fields' values. */
  async groupLatest(
    kind: GroupKind,
    ...names: readonly string[]
  ): Promise<{ tick: number; groups: Record<string, (number | null)[]> }> {
    const frame = await this.store.groupLatest(kind, fieldsNamed(...names));
    const column = (name: string) =>
      frame.columns[frame.fields.findIndex((field) => field.name === name)];
    return {
      tick: frame.timestampMs / INTERVAL_MS - this.base,
      groups: Object.fromEntries(
        frame.keys.map((key, at) => [
          key,
          [
            frame.pods[at],
            frame.estimatedPods[at],
            ...names.map((name) => toNull(column(name)?.[at] ?? Number.NaN)),
          ],
        ]),
      ),
    };
  }

  private window({
    from,
    to,
    ticksPerStep = 1,
  }: {
    from: number;
    to: number;
    ticksPerStep?: number;
  }): { startMs: number; endMs: number; stepMs: number } {
    return {
      startMs: (this.base + from) * INTERVAL_MS,
      endMs: (this.base + to) * INTERVAL_MS,
      stepMs: ticksPerStep * INTERVAL_MS,
    };
  }

  private picture(
    fields: readonly FieldDefinition[],
    timestamps: Float64Array,
    { values, statistics, sampleCounts }: SeriesFrame,
  ): WindowPicture {
    const list = (column: Float64Array | undefined) => Array.from(column ?? [], toNull);
    return {
      timestamps: Array.from(timestamps, (timeMs) => timeMs / INTERVAL_MS - this.base),
      samples: [...sampleCounts],
      fields: Object.fromEntries(
        fields.map(({ name }, at) => [
          name,
          {
            value: list(values[at]),
            min: list(statistics.min?.[at]),
            max: list(statistics.max?.[at]),
            p95: list(statistics.p95?.[at]),
          },
        ]),
      ),
    };
  }
}

function toNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
