import { MAX_GAP_TICKS, type TickSeries } from '@kubemonitor/aggregation';
import {
  SCOPES,
  metricsOf,
  type FieldDefinition,
  type Report,
  type Scope,
} from '@kubemonitor/metrics-model';
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
import { GROUP_COLUMNS } from './group-columns';
import type { GroupIndex } from './group-index';
import { GroupSums } from './group-sums';
import { Intake } from './intake';
import type { JournalEntry } from './journal/journal-records';
import { readLatest } from './latest-reader';
import { Maintenance } from './maintenance';
import type { NodeReports } from './node-reports';
import { toSteps } from '../range/steps';
import { Ranges } from './ranges';
import type { SlotSource } from './range-reader';
import { recover, type Recovery } from './recovery/recover';
import { ReportWriter } from './report-writer';
import { Retention } from './retention';
import { Rollups } from './rollups/rollups';
import { readSamples } from './sample-reader';
import { inSlices } from './slices';
import { collectStats } from './stats';
import type { StoreParts } from './store-parts';
import type { TableName } from './window';
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
  private readonly maintenance: Maintenance;
  private readonly forgottenListeners: ((entity: Entity) => void)[] = [];
  private readonly retention: Retention;
  private readonly intake: Intake;
  private readonly ranges: Ranges;
  private disk: Disk | undefined;
  private rollups: Rollups | undefined;
  private upkeep: Promise<void> | undefined;

  /** A store in memory: it ends with the process. */
  constructor(private readonly options: EmbeddedStoreOptions) {
    this.intervalSeconds = options.intervalSeconds;
    const intervalMs = options.intervalSeconds * 1_000;
    const catalogues = new Map(SCOPES.map((scope) => [scope, new Catalogue(scope)]));
    const nodes = new Map<string, NodeReports>();
    const windows = new Windows({
      owners: (name) => this.slotsOf(name).bySlot,
      warm: (name, from, to) => this.slotsOf(name).warmAt(from, to),
    });
    const writer = new ReportWriter(windows, (scope) => this.catalogueOf(scope), nodes, {
      intervalMs,
      maxSeries: options.maxSeries,
      now: options.now,
    });
    const pods = catalogues.get('pod') ?? new Catalogue('pod');
    const sums = new GroupSums(windows, pods, nodes, intervalMs);
    this.parts = { intervalMs, catalogues, nodes, windows, sums, writer };
    this.maintenance = new Maintenance(windows, sums);
    this.ranges = new Ranges(windows, intervalMs);
    const limits = {
      retentionTicks: Math.ceil(options.retentionSeconds / options.intervalSeconds),
      maxAheadTicks: options.maxAheadSeconds / options.intervalSeconds,
      maxEntities: options.maxEntities ?? Number.POSITIVE_INFINITY,
      currentTick: () => this.currentTick(),
      oldestRolledTick: () => this.rollups?.oldestTick ?? Number.POSITIVE_INFINITY,
    };
    this.retention = new Retention(this.parts, limits, (entry) => {
      for (const listener of this.forgottenListeners) listener(entry);
    });
    this.intake = new Intake(this.parts, this.retention);
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
    const rollups = new Rollups(disk, store.parts, {
      ...{ minuteSeconds, hourSeconds, now: options.now },
      rawFromTick: () => store.retention.oldestTick,
    });
    try {
      const recovery = await recover(disk, rollups, store.parts, store.intake);
      store.rollups = store.ranges.levels = rollups;
      store.retention.resume();
      store.disk = disk;
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
    return this.catalogueOf(scope).entries();
  }

  find(scope: Scope, node: string, id: string): Entity | undefined {
    return this.catalogueOf(scope).find(node, id);
  }

  latest(entities: readonly Entity[], fields: readonly FieldDefinition[]): Promise<LatestFrame> {
    const sources = {
      windows: this.parts.windows,
      catalogueOf: (scope: Scope) => this.catalogueOf(scope),
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
    return this.ranges.read(this.slotsOfEntities(entities), fields, range, statistics);
  }

  samples(
    entities: readonly Entity[],
    metrics: readonly string[],
    range: Pick<TimeRange, 'startMs' | 'endMs'>,
  ): Promise<readonly TickSeries[]> {
    const { windows, intervalMs } = this.parts;
    const steps = toSteps({ ...range, stepMs: intervalMs }, intervalMs);
    return inSlices(readSamples(windows, this.slotsOfEntities(entities), metrics, steps));
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
    const tick = this.parts.sums.newestTick(this.currentTick());
    return [...this.parts.nodes]
      .filter(([, node]) => node.lastTick < tick && node.lastTick >= tick - MAX_GAP_TICKS)
      .map(([name]) => name);
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
   * slices of about two milliseconds, drops what is older than the retention.
   */
  async maintain(): Promise<void> {
    this.upkeep ??= this.maintainOnce().finally(() => {
      this.upkeep = undefined;
    });
    // Upkeep may take seconds when there is much of it; the disk is not kept waiting for it,
    // nor is upkeep for roll-ups.
    await Promise.all([this.disk?.keepUp(), this.upkeep, this.rollUp()]);
  }

  /** Finishes what is being written. @throws StorageError when the disk does not take it */
  async close(): Promise<void> {
    await this.rollups?.close();
    await Promise.allSettled([this.upkeep, this.disk?.keepUp()]);
    await this.disk?.close();
  }

  private async maintainOnce(): Promise<void> {
    await this.dropOld();
    const newest = this.parts.sums.newestTick(this.currentTick());
    await this.maintenance.run(newest, this.currentTick(), this.options.now());
    this.retention.coolDown();
    await this.disk?.maintain(this.parts);
  }

  /** Drops what is too old, and what there is no room for. */
  private async dropOld(): Promise<void> {
    const { disk, rollups, retention } = this;
    if (disk !== undefined && rollups !== undefined) {
      await disk.attempt('delete old roll-ups', () => rollups.dropExpired());
      retention.keepFrom(await disk.makeRoom(this.parts.windows, rollups));
    }
    retention.shorten();
    const dropped = retention.dropExpired();
    await disk?.remove(dropped);
  }

  private async rollUp(): Promise<void> {
    const { disk, rollups } = this;
    if (rollups !== undefined) await disk?.attempt('write a roll-up', () => rollups.run());
  }

  private diskStats(): DiskStats | undefined {
    return this.rollups && this.disk?.stats(this.parts.windows, this.rollups);
  }

  /** Opens the window for late samples before they are acknowledged, then writes the journal. */
  private async commit(entry: JournalEntry, tick: number): Promise<void> {
    await this.parts.windows.reopenFor(tick);
    await this.disk?.append(entry, Windows.numberOf(tick));
  }

  private slotsOfEntities(entities: readonly Entity[]): SlotSource[] {
    return (entities as readonly Entry[]).map((place) => ({
      table: place.scope,
      place,
      metricIndex: this.catalogueOf(place.scope).metricIndex,
    }));
  }

  private currentTick(): number {
    return Math.floor(this.options.now() / this.parts.intervalMs);
  }

  private slotsOf(name: TableName): Catalogue | GroupIndex {
    return name === 'namespace' || name === 'workload'
      ? this.parts.sums.index(name)
      : this.catalogueOf(name);
  }

  private catalogueOf(scope: Scope): Catalogue {
    const catalogue = this.parts.catalogues.get(scope);
    if (catalogue === undefined) throw new RangeError(`no catalogue of ${scope}`);
    return catalogue;
  }
}

/** What the columns of a table are called in files. */
function namesOfColumns(table: TableName): readonly string[] {
  return table === 'namespace' || table === 'workload'
    ? GROUP_COLUMNS
    : metricsOf(table).map(({ name }) => name);
}
