import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import { SCOPES, type FieldDefinition, type Report, type Scope } from '@kubemonitor/metrics-model';
import type {
  AppendOutcome,
  AppendResult,
  Entity,
  GroupFrame,
  GroupKeys,
  GroupKind,
  LatestFrame,
  MetricsStore,
  RangeFrame,
  SingleSample,
  StepStatistic,
  StoreStats,
  TimeRange,
} from '../store';
import { Catalogue, Entry, NEVER } from './catalogue';
import { GroupSums } from './group-sums';
import { readLatest } from './latest-reader';
import { Maintenance } from './maintenance';
import type { NodeReports } from './node-reports';
import { readRange } from './range-reader';
import { ReportWriter, type WriteResult } from './report-writer';
import { collectStats } from './stats';
import { WINDOW_TICKS, Windows } from './windows';

export interface EmbeddedStoreOptions {
  readonly intervalSeconds: number;
  readonly retentionSeconds: number;
  /** Most series, entities × metrics, held at a time. */
  readonly maxSeries: number;
  /** Samples this far ahead of the clock are refused. */
  readonly maxAheadSeconds: number;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
}

/**
 * The embedded engine: samples in windows, open ones as typed arrays, sealed ones coded.
 * One process, one thread; the owner calls `maintain` about once a tick.
 */
export class EmbeddedStore implements MetricsStore {
  readonly intervalSeconds: number;
  private readonly intervalMs: number;
  private readonly catalogues: ReadonlyMap<Scope, Catalogue>;
  private readonly nodes = new Map<string, NodeReports>();
  private readonly windows: Windows;
  private readonly sums: GroupSums;
  private readonly writer: ReportWriter;
  private readonly maintenance: Maintenance;
  private readonly forgottenListeners: ((entity: Entity) => void)[] = [];
  private refusedEntities = 0;

  constructor(private readonly options: EmbeddedStoreOptions) {
    this.intervalSeconds = options.intervalSeconds;
    this.intervalMs = options.intervalSeconds * 1_000;
    this.catalogues = new Map(SCOPES.map((scope) => [scope, new Catalogue(scope)]));
    this.windows = new Windows((name) =>
      name === 'namespace' || name === 'workload'
        ? this.sums.slots(name)
        : this.catalogueOf(name).slots,
    );
    this.sums = new GroupSums(this.windows, this.catalogueOf('pod'), this.nodes, this.intervalMs);
    this.writer = new ReportWriter(this.windows, (scope) => this.catalogueOf(scope), this.nodes, {
      intervalMs: this.intervalMs,
      maxSeries: options.maxSeries,
      now: options.now,
    });
    this.maintenance = new Maintenance(this.windows, this.sums);
  }

  append(report: Report): Promise<AppendOutcome> {
    return this.write(report.tick, () => this.writer.writeReport(report));
  }

  appendSample(sample: SingleSample): Promise<AppendOutcome> {
    const tick = Math.floor(sample.timestampMs / this.intervalMs);
    return this.write(tick, () => this.writer.writeSample(sample));
  }

  assignGroups(pod: Entity, keys: GroupKeys): void {
    this.sums.assign(pod as Entry, keys);
  }

  entities(scope: Scope): Iterable<Entity> {
    return this.catalogueOf(scope).entries();
  }

  find(scope: Scope, node: string, id: string): Entity | undefined {
    return this.catalogueOf(scope).find(node, id);
  }

  latest(entities: readonly Entity[], fields: readonly FieldDefinition[]): Promise<LatestFrame> {
    const sources = {
      windows: this.windows,
      catalogueOf: (scope: Scope) => this.catalogueOf(scope),
      explained: this.writer.explained,
      intervalMs: this.intervalMs,
    };
    return Promise.resolve(readLatest(sources, entities as readonly Entry[], fields));
  }

  range(
    entities: readonly Entity[],
    fields: readonly FieldDefinition[],
    range: TimeRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const sources = (entities as readonly Entry[]).map(({ scope, slot }) => ({
      table: scope,
      slot,
      metricIndex: this.catalogueOf(scope).metricIndex,
    }));
    const request = { range, statistics, intervalMs: this.intervalMs };
    return Promise.resolve(readRange(this.windows, sources, fields, request));
  }

  groupLatest(kind: GroupKind, fields: readonly FieldDefinition[]): Promise<GroupFrame> {
    const tick = this.sums.tickToShow(this.currentTick());
    return Promise.resolve(this.sums.frame(kind, fields, tick));
  }

  groupRange(
    kind: GroupKind,
    keys: readonly string[],
    fields: readonly FieldDefinition[],
    range: TimeRange,
    statistics: readonly StepStatistic[],
  ): Promise<RangeFrame> {
    const newest = this.sums.tickToShow(this.currentTick());
    const endMs = Math.min(range.endMs, (newest + 1) * this.intervalMs);
    const from = Math.floor(range.startMs / this.intervalMs);
    this.sums.bringUpToDate(from, Math.ceil(endMs / this.intervalMs));
    const request = { range: { ...range, endMs }, statistics, intervalMs: this.intervalMs };
    const sources = this.sums.sources(kind, keys);
    return Promise.resolve(readRange(this.windows, sources, fields, request));
  }

  lateNodes(): readonly string[] {
    const tick = this.sums.newestTick(this.currentTick());
    return [...this.nodes]
      .filter(([, node]) => node.lastTick < tick && node.lastTick >= tick - MAX_GAP_TICKS)
      .map(([name]) => name);
  }

  stats(): StoreStats {
    return collectStats(this.windows, this.catalogues, {
      series: this.writer.seriesCount,
      refusedEntities: this.refusedEntities,
      intervalMs: this.intervalMs,
    });
  }

  onForgotten(listener: (entity: Entity) => void): void {
    this.forgottenListeners.push(listener);
  }

  /**
   * Keeps the store in shape: brings group sums up to date, seals complete windows in
   * slices of about two milliseconds, drops what is older than the retention.
   */
  async maintain(): Promise<void> {
    this.dropExpired();
    const newest = this.sums.newestTick(this.currentTick());
    await this.maintenance.run(newest, this.currentTick(), this.options.now());
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private write(tick: number, store: () => WriteResult): Promise<AppendOutcome> {
    const refusal = this.checkTick(tick);
    if (refusal !== undefined) {
      return Promise.resolve({ result: refusal, created: [], refused: 0 });
    }
    const outcome = store();
    if (outcome.result === 'stored') this.sums.markChanged(tick);
    this.refusedEntities += outcome.refused;
    return Promise.resolve(outcome);
  }

  private dropExpired(): void {
    const oldest = this.oldestTick();
    if (!this.windows.dropBefore(oldest)) return;
    for (const catalogue of this.catalogues.values()) {
      for (const entry of catalogue.entries()) {
        if (this.windows.at(entry.lastTick) === undefined) this.forget(catalogue, entry);
      }
    }
    for (const [name, node] of this.nodes) {
      node.forgetBefore(oldest);
      if (this.windows.at(node.lastTick) === undefined) this.nodes.delete(name);
    }
    this.sums.reuseSlotsBefore(Windows.numberOf(oldest) * WINDOW_TICKS);
  }

  private forget(catalogue: Catalogue, entry: Entry): void {
    catalogue.remove(entry);
    entry.slot = NEVER;
    this.writer.forget(entry);
    this.sums.forget(entry);
    for (const listener of this.forgottenListeners) listener(entry);
  }

  private checkTick(tick: number): AppendResult | undefined {
    if (tick > this.currentTick() + this.options.maxAheadSeconds / this.intervalSeconds) {
      return 'too_new';
    }
    return tick < this.oldestTick() ? 'too_old' : undefined;
  }

  private oldestTick(): number {
    return this.currentTick() - Math.ceil(this.options.retentionSeconds / this.intervalSeconds);
  }

  private currentTick(): number {
    return Math.floor(this.options.now() / this.intervalMs);
  }

  private catalogueOf(scope: Scope): Catalogue {
    const catalogue = this.catalogues.get(scope);
    if (catalogue === undefined) throw new RangeError(`no catalogue of ${scope}`);
    return catalogue;
  }
}
