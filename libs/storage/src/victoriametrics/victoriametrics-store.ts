import { MAX_GAP_TICKS, type TickSeries } from '@kubemonitor/aggregation';
import type { FieldDefinition, Report, Scope } from '@kubemonitor/metrics-model';
import type {
  AppendOutcome,
  AppendResult,
  Entity,
  GroupFrame,
  GroupKeys,
  GroupKind,
  LatestFrame,
  MetricsStore,
  PlannedRange,
  RangeFrame,
  SingleSample,
  StepStatistic,
  StoreStats,
  TimeRange,
} from '../store';
import { Discovery } from './entities/discovery';
import { EntityView } from './entities/entity-view';
import type { ViewedEntity } from './entities/viewed-entity';
import type { VictoriaMetricsOptions } from './options';
import { CoarseReader } from './read/coarse-reader';
import { ExportReader } from './read/export-reader';
import { GroupReader } from './read/group-reader';
import { readLatest } from './read/latest-reader';
import { toRangeFrame } from '../range/range-frame';
import { toSteps } from '../range/steps';
import { SampleReader } from './read/sample-reader';
import { EngineClient } from './server/engine-client';
import { toServerUrls } from './server/server-urls';
import { checkStaticLabels } from './static-labels';
import { collectStats } from './stats';
import { Upkeep } from './upkeep';
import { ReportWriter } from './write/report-writer';
import { WriteQueue } from './write/write-queue';

/**
 * Keeps samples in VictoriaMetrics. The process holds only who there is (`EntityView`), so any
 * number of processes may share one server and answer alike. An append resolves when the server
 * has taken the samples; they can be read `visibleAfterMs` later.
 */
export class VictoriaMetricsStore implements MetricsStore {
  readonly intervalSeconds: number;
  private readonly intervalMs: number;
  private readonly view = new EntityView();
  private readonly queue: WriteQueue;
  private readonly writer: ReportWriter;
  private readonly reader: SampleReader;
  private readonly groups: GroupReader;
  private readonly upkeep: Upkeep;
  private readonly forgottenListeners: ((entity: Entity) => void)[] = [];
  private readonly discoveredListeners: ((entities: readonly Entity[]) => void)[] = [];
  private refusedEntities = 0;

  /** @throws RangeError for labels that cannot be used, TypeError for URLs that are none */
  constructor(private readonly options: VictoriaMetricsOptions) {
    const { intervalSeconds, labels, limits, now, timer } = options;
    const intervalMs = intervalSeconds * 1_000;
    checkStaticLabels(labels);
    this.intervalSeconds = intervalSeconds;
    this.intervalMs = intervalMs;
    const client = new EngineClient(toServerUrls(options.writeUrl, options.readUrl), {
      headers: options.headers,
      readTimeoutMs: limits.readTimeoutMs,
    });
    const { maxSeries } = options;
    this.queue = new WriteQueue(client, timer, limits);
    this.writer = new ReportWriter(this.view, this.queue, {
      intervalMs,
      maxSeries,
      labels,
      recentTicks: limits.recentTicks,
    });
    const raw = new ExportReader(client, { intervalMs, labels });
    this.reader = new SampleReader(this.view, raw, new CoarseReader(client, labels), {
      intervalMs,
      maxRawSamples: limits.maxRawSamples,
      recentTicks: limits.recentTicks,
    });
    this.groups = new GroupReader(this.view, this.reader, { intervalMs, now });
    const discovery = new Discovery(this.view, client, raw, {
      intervalMs,
      labels,
      onFound: (entities) => {
        for (const listener of this.discoveredListeners) listener(entities);
      },
    });
    this.upkeep = new Upkeep(this.view, client, discovery, this.queue, {
      intervalMs,
      retentionMs: options.retentionSeconds * 1_000,
      labels,
      now,
      visibleTick: () => this.visibleTick(),
      warn: options.warn,
      onForgotten: (entity) => {
        for (const listener of this.forgottenListeners) listener(entity);
      },
    });
  }

  append(report: Report): Promise<AppendOutcome> {
    return this.write(report.tick, () => this.writer.writeReport(report));
  }

  appendSample(sample: SingleSample): Promise<AppendOutcome> {
    const tick = Math.floor(sample.timestampMs / this.intervalMs);
    return this.write(tick, () => this.writer.writeSample(sample));
  }

  assignGroups(pod: Entity, keys: GroupKeys): void {
    if ((pod as ViewedEntity).assignGroups(keys)) this.groups.membership += 1;
  }

  entities(scope: Scope): Iterable<Entity> {
    return this.view.stored(scope);
  }

  find(scope: Scope, node: string, id: string): Entity | undefined {
    const entity = this.view.find(scope, node, id);
    return entity?.isStored === true ? entity : undefined;
  }

  latest(entities: readonly Entity[], fields: readonly FieldDefinition[]): Promise<LatestFrame> {
    const wanted = entities as readonly ViewedEntity[];
    const { intervalMs } = this;
    return readLatest(this.reader, wanted, fields, { intervalMs, visibleTick: this.visibleTick() });
  }

  async range(
    entities: readonly Entity[],
    fields: readonly FieldDefinition[],
    range: TimeRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const wanted = entities as readonly ViewedEntity[];
    const plan = this.reader.plan(range, wanted.length, fields);
    const samples = await this.reader.read(wanted, fields, plan, MAX_GAP_TICKS);
    return toRangeFrame(samples, { fields, steps: plan.steps, statistics });
  }

  /** The server keeps samples as they came, and makes longer steps of them itself. */
  planRange(range: TimeRange): PlannedRange {
    return { ...range, resolution: 'raw' };
  }

  samples(
    entities: readonly Entity[],
    metrics: readonly string[],
    range: Pick<TimeRange, 'startMs' | 'endMs'>,
  ): Promise<readonly TickSeries[]> {
    const stored = metrics.map((metric) => ({ derivation: { kind: 'counter', metric } as const }));
    const steps = toSteps({ ...range, stepMs: this.intervalMs }, this.intervalMs);
    const plan = { steps, isCoarse: false };
    return this.reader.read(entities as readonly ViewedEntity[], stored, plan, 0);
  }

  groupLatest(kind: GroupKind, fields: readonly FieldDefinition[]): Promise<GroupFrame> {
    return this.groups.frame(kind, fields, this.newestTick());
  }

  groupRange(
    kind: GroupKind,
    keys: readonly string[],
    fields: readonly FieldDefinition[],
    range: TimeRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const endMs = Math.min(range.endMs, (this.newestTick() + 1) * this.intervalMs);
    return this.groups.range(kind, keys, fields, { ...range, endMs }, statistics);
  }

  lateNodes(): readonly string[] {
    const tick = this.newestTick();
    return [...this.view.nodes]
      .filter(([, { lastTick }]) => lastTick < tick && lastTick >= tick - MAX_GAP_TICKS)
      .map(([name]) => name);
  }

  stats(): StoreStats {
    return collectStats(this.view, this.refusedEntities);
  }

  /** Kept in memory: the server has no place for them. */
  describe(entity: Entity, description: Uint8Array): void {
    (entity as ViewedEntity).description = description;
  }

  descriptionOf(entity: Entity): Uint8Array | undefined {
    return (entity as ViewedEntity).description;
  }

  onForgotten(listener: (entity: Entity) => void): void {
    this.forgottenListeners.push(listener);
  }

  onDiscovered(listener: (entities: readonly Entity[]) => void): void {
    this.discoveredListeners.push(listener);
  }

  /**
   * Follows the server: who has reported to other processes, what the past holds; tells it
   * which groups pods count to.
   * @throws StoreError when the server is away
   */
  maintain(): Promise<void> {
    return this.upkeep.run();
  }

  /** Waits until what was taken in is written. */
  close(): Promise<void> {
    return this.queue.close();
  }

  private async write(tick: number, store: () => Promise<AppendOutcome>): Promise<AppendOutcome> {
    const refusal = this.checkTick(tick);
    if (refusal !== undefined) return { result: refusal, created: [], refused: 0 };
    const outcome = await store();
    this.refusedEntities += outcome.refused;
    return outcome;
  }

  private checkTick(tick: number): AppendResult | undefined {
    const { now, maxAheadSeconds } = this.options;
    const current = Math.floor(now() / this.intervalMs);
    if (tick > current + maxAheadSeconds / this.intervalSeconds) return 'too_new';
    const oldest = current - Math.ceil(this.upkeep.retentionMs / this.intervalMs);
    return tick < oldest ? 'too_old' : undefined;
  }

  /**
   * The newest tick whose sums are worth showing: all nodes alive have reported it, or it
   * is two ticks old. When nothing has come for longer, the newest tick there is; -1 = none.
   */
  private newestTick(): number {
    const visible = this.visibleTick();
    let slowest = visible;
    for (const { lastTick } of this.view.nodes.values()) {
      if (lastTick >= visible - MAX_GAP_TICKS && lastTick < slowest) slowest = lastTick;
    }
    return Math.min(this.view.newestTick, Math.max(slowest, visible - 2));
  }

  /** The newest tick the server shows as a whole. */
  private visibleTick(): number {
    const { now, limits } = this.options;
    return Math.floor((now() - limits.visibleAfterMs) / this.intervalMs);
  }
}
