import type { TickSeries } from '@kubemonitor/aggregation';
import { SCOPES, type FieldDefinition, type Report, type Scope } from '@kubemonitor/metrics-model';
import type {
  AppendOutcome,
  DiskStats,
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
import { Catalogue, type Entry } from './catalogue';
import { Disk, type DiskOptions } from './disk/disk';
import { GroupSums } from './group-sums';
import { Intake } from './intake';
import type { JournalEntry } from './journal/journal-records';
import { readLatest } from './latest-reader';
import { Maintenance } from './maintenance';
import { lateNodesAt, type NodeReports } from './node-reports';
import { toSteps } from '../range/steps';
import { Ranges } from './ranges';
import { recover, type Recovery } from './recovery/recover';
import { ReportWriter } from './report-writer';
import { Retention } from './retention';
import { Rollups } from './rollups/rollups';
import { readSamples } from './sample-reader';
import { inSlices } from './slices';
import { collectStats } from './stats';
import {
  catalogueOf,
  namesOfColumns,
  slotsOf,
  slotsOfEntities,
  type StoreParts,
} from './store-parts';
import { StoreUpkeep } from './store-upkeep';
import { Windows } from './windows';

export interface EmbeddedStoreOptions {
  readonly intervalSeconds: number;
  /** Samples older than this are dropped. */
  readonly retentionSeconds: number;
  /** Most series, entities × metrics, held at a time. */
  readonly maxSeries: number;
  /** Most entities known, ended ones included; above it the oldest windows go. */
  readonly maxEntities?: number;
  /** Samples this far ahead of the clock are refused. */
  readonly maxAheadSeconds: number;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

/**
 * The embedded engine: samples in windows, open ones as typed arrays, sealed ones coded, in
 * memory only or with a directory that outlives the process. One process, one thread; the
 * owner calls `maintain` about once a tick.
 */
export class EmbeddedStore implements MetricsStore {
  readonly intervalSeconds: number;
  private readonly parts: StoreParts;
  private readonly forgottenListeners: ((entity: Entity) => void)[] = [];
  private readonly retention: Retention;
  private readonly intake: Intake;
  private readonly ranges: Ranges;
  private readonly upkeep: StoreUpkeep;
  private disk: Disk | undefined;
  private rollups: Rollups | undefined;

  /** A store in memory: it ends with the process. */
  constructor(private readonly options: EmbeddedStoreOptions) {
    this.intervalSeconds = options.intervalSeconds;
    const intervalMs = options.intervalSeconds * 1_000;
    const catalogues = new Map(SCOPES.map((scope) => [scope, new Catalogue(scope)]));
    const nodes = new Map<string, NodeReports>();
    const windows = new Windows({
      owners: (name) => slotsOf(this.parts, name).bySlot,
      warm: (name, from, to) => slotsOf(this.parts, name).warmAt(from, to),
    });
    const writer = new ReportWriter(windows, (scope) => catalogueOf(this.parts, scope), nodes, {
      intervalMs,
      maxSeries: options.maxSeries,
      now: options.now,
    });
    const pods = catalogues.get('pod') ?? new Catalogue('pod');
    const sums = new GroupSums(windows, pods, nodes, intervalMs);
    this.parts = { intervalMs, catalogues, nodes, windows, sums, writer };
    this.ranges = new Ranges(windows, intervalMs);
    const limits = {
      retentionTicks: Math.ceil(options.retentionSeconds / options.intervalSeconds),
      maxAheadTicks: options.maxAheadSeconds / options.intervalSeconds,
      maxEntities: options.maxEntities ?? Number.POSITIVE_INFINITY,
      currentTick: () => this.currentTick(),
      oldestRolledTick: () => this.rollups?.oldestTick ?? Number.POSITIVE_INFINITY,
      isAwaited: (tick: number) => this.rollups?.awaits(tick) ?? false,
    };
    this.retention = new Retention(this.parts, limits, (entry) => {
      for (const listener of this.forgottenListeners) listener(entry);
    });
    this.intake = new Intake(this.parts, this.retention);
    this.upkeep = new StoreUpkeep({
      ...{ parts: this.parts, retention: this.retention, now: options.now },
      maintenance: new Maintenance(windows, sums),
      currentTick: () => this.currentTick(),
    });
  }

  /**
   * A store with a directory: what was acknowledged is there again after a restart.
   * @throws StorageError when the directory is in use, cannot be read or written, or was
   *   written with another interval; damaged files are told in the recovery instead
   */
  static async open(
    options: EmbeddedStoreOptions,
    diskOptions: DiskOptions,
  ): Promise<{ readonly store: EmbeddedStore; readonly recovery: Recovery }> {
    const store = new EmbeddedStore(options);
    const { intervalMs } = store.parts;
    const disk = await Disk.open(diskOptions, { intervalMs, now: options.now }, namesOfColumns);
    const { minuteSeconds, hourSeconds } = diskOptions;
    const kept = { minuteSeconds, hourSeconds, now: options.now };
    const rollups = new Rollups(disk, store.parts, kept);
    store.rollups = rollups;
    try {
      const recovery = await recover(disk, rollups, store.parts, store.intake);
      store.ranges.levels = rollups;
      store.retention.resume();
      store.disk = disk;
      store.upkeep.begin(disk, rollups);
      return { store, recovery };
    } catch (error) {
      await disk.close();
      throw error;
    }
  }

  /**
   * Stores a report; with a directory it is on the journal when this resolves. Repeating
   * one (node, boot id, tick) changes nothing.
   * @throws StorageError when the disk does not take it; it is not stored then
   */
  async append(report: Report): Promise<AppendOutcome> {
    const refusal = this.retention.refuse(report.tick);
    if (refusal !== undefined) return { result: refusal, created: [], refused: 0 };
    const isRepeated = this.parts.writer.hasReport(report);
    if (isRepeated) return { result: 'duplicate', created: [], refused: 0 };
    if (this.disk !== undefined) await this.commit({ kind: 'report', report }, report.tick);
    return this.intake.takeReport(report);
  }

  /** @throws StorageError when the disk does not take it; it is not stored then */
  async appendSample(sample: SingleSample): Promise<AppendOutcome> {
    const tick = this.intake.tickOf(sample);
    const refusal = this.retention.refuse(tick);
    if (refusal !== undefined) return { result: refusal, created: [], refused: 0 };
    if (this.disk !== undefined) await this.commit({ kind: 'sample', sample }, tick);
    return this.intake.takeSample(sample);
  }

  assignGroups(pod: Entity, keys: GroupKeys): void {
    if (!this.parts.sums.assign(pod as Entry, keys)) return;
    this.disk?.note({ kind: 'groups', entity: pod, keys }, Windows.numberOf(pod.lastTick));
  }

  describe(entity: Entity, bytes: Uint8Array): void {
    if (!this.intake.describe(entity as Entry, bytes)) return;
    this.disk?.note({ kind: 'description', entity, bytes }, Windows.numberOf(entity.lastTick));
  }

  descriptionOf(entity: Entity): Uint8Array | undefined {
    return (entity as Entry).description;
  }

  entities(scope: Scope): Iterable<Entity> {
    return catalogueOf(this.parts, scope).entries();
  }

  find(scope: Scope, node: string, id: string): Entity | undefined {
    return catalogueOf(this.parts, scope).find(node, id);
  }

  latest(entities: readonly Entity[], fields: readonly FieldDefinition[]): Promise<LatestFrame> {
    const sources = {
      windows: this.parts.windows,
      catalogueOf: (scope: Scope) => catalogueOf(this.parts, scope),
      explained: this.parts.writer.explained,
      intervalMs: this.parts.intervalMs,
    };
    return Promise.resolve(readLatest(sources, entities as readonly Entry[], fields));
  }

  planRange(range: TimeRange, statistics: readonly StepStatistic[]): PlannedRange {
    return this.ranges.plan(range, statistics);
  }

  range(
    entities: readonly Entity[],
    fields: readonly FieldDefinition[],
    range: TimeRange | PlannedRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    return this.ranges.read(
      slotsOfEntities(this.parts, entities as readonly Entry[]),
      fields,
      range,
      statistics,
    );
  }

  samples(
    entities: readonly Entity[],
    metrics: readonly string[],
    range: Pick<TimeRange, 'startMs' | 'endMs'>,
  ): Promise<readonly TickSeries[]> {
    const { windows, intervalMs } = this.parts;
    const steps = toSteps({ ...range, stepMs: intervalMs }, intervalMs);
    const places = entities as readonly Entry[];
    const table = places[0]?.scope ?? 'pod';
    const { metricIndex } = catalogueOf(this.parts, table);
    return inSlices(readSamples(windows, { table, places, metricIndex }, metrics, steps));
  }

  groupLatest(kind: GroupKind, fields: readonly FieldDefinition[]): Promise<GroupFrame> {
    const tick = this.parts.sums.tickToShow(this.currentTick());
    return Promise.resolve(this.parts.sums.frame(kind, fields, tick));
  }

  groupRange(
    kind: GroupKind,
    keys: readonly string[],
    fields: readonly FieldDefinition[],
    range: TimeRange | PlannedRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const newest = this.parts.sums.tickToShow(this.currentTick());
    const endMs = Math.min(range.endMs, (newest + 1) * this.parts.intervalMs);
    const known = { ...range, endMs };
    const steps = toSteps(known, this.parts.intervalMs);
    this.parts.sums.bringUpToDate(steps.firstTick, steps.endTick);
    return this.ranges.read(this.parts.sums.sources(kind, keys), fields, known, statistics);
  }

  lateNodes(): readonly string[] {
    return lateNodesAt(this.parts.sums.newestTick(this.currentTick()), this.parts.nodes);
  }

  stats(): StoreStats {
    return collectStats(this.parts.windows, this.parts.catalogues, {
      series: this.parts.writer.seriesCount,
      refusedEntities: this.intake.refusedEntities,
      disk: this.diskStats(),
      intervalMs: this.parts.intervalMs,
    });
  }

  onForgotten(listener: (entity: Entity) => void): void {
    this.forgottenListeners.push(listener);
  }

  /** The data belong to this process: what an earlier run left is all there is to discover. */
  onDiscovered(listener: (entities: readonly Entity[]) => void): void {
    const known = [...this.entities('pod'), ...this.entities('container')];
    if (known.length > 0) listener(known);
  }

  /**
   * Keeps the store in shape: brings group sums up to date, seals complete windows in
   * slices of about two milliseconds, rolls them up, drops what is older than the retention.
   */
  maintain(): Promise<void> {
    return this.upkeep.run();
  }

  /** Finishes what is being written. @throws StorageError when the disk does not take it */
  async close(): Promise<void> {
    await this.upkeep.close();
    await this.disk?.close();
  }

  private diskStats(): DiskStats | undefined {
    return this.rollups && this.disk?.stats(this.parts.windows, this.rollups);
  }

  /** Opens the window for late samples before they are acknowledged, then writes the journal. */
  private async commit(entry: JournalEntry, tick: number): Promise<void> {
    await this.parts.windows.reopenFor(tick);
    await this.disk?.append(entry, Windows.numberOf(tick));
  }

  private currentTick(): number {
    return Math.floor(this.options.now() / this.parts.intervalMs);
  }
}
