import { SCOPES, type Report, type ReportSection, type Scope } from '@kubemonitor/metrics-model';
import type { AppendResult, SingleSample } from '../store';
import { NO_REASONS } from './absent-reasons';
import { Entry, NEVER, type Catalogue } from './catalogue';
import { NodeReports } from './node-reports';
import { NO_TIME, encodeReadingTime } from './reading-time';
import type { Window } from './window';
import type { Windows } from './windows';

/** Stands for an entity that was not taken because the series limit is reached. */
const REFUSED = new Entry('pod', '', '', undefined);

/** What a write did; the store makes its answer from it. */
export interface WriteResult {
  readonly result: AppendResult;
  readonly created: Entry[];
  readonly refused: number;
}

/** A report on its way into the store. */
interface SectionWrite {
  readonly report: Report;
  readonly node: NodeReports;
  readonly window: Window;
  readonly boot: number;
  readonly created: Entry[];
  refused: number;
  pods: Entry[];
}

/** Writes reports and single samples into open windows and keeps the catalogues up to date. */
export class ReportWriter {
  /** Metrics that a report has said to be absent, by scope: their fields are shown with the reason. */
  readonly explained = new Map<Scope, Set<string>>();

  constructor(
    private readonly windows: Windows,
    private readonly catalogueOf: (scope: Scope) => Catalogue,
    private readonly nodes: Map<string, NodeReports>,
    private readonly limits: {
      readonly intervalMs: number;
      readonly maxSeries: number;
      readonly now: () => number;
    },
  ) {}

  /** Series that open tables hold; those of entities that have ended are not among them. */
  get seriesCount(): number {
    return SCOPES.reduce((sum, scope) => sum + this.catalogueOf(scope).warmSeries, 0);
  }

  /** Whether a node's report of that tick is stored already. */
  hasReport({ node, tick }: Pick<Report, 'node' | 'tick'>): boolean {
    return this.windows.at(tick)?.hasReport(node, tick) ?? false;
  }

  writeReport(report: Report): WriteResult {
    if (this.hasReport(report)) return { result: 'duplicate', created: [], refused: 0 };
    const node = this.nodeReports(report.node);
    const boot = node.bootNumber(report.boot_id);
    node.add(report.tick, boot);
    const window = this.windows.forWriting(report.tick, this.limits.now());
    window.addReport(report.node, report.tick);
    const write: SectionWrite = {
      report,
      node,
      window,
      boot,
      created: [],
      refused: 0,
      pods: [],
    };
    this.writeSection(write, 'node', report.host);
    write.pods = this.writeSection(write, 'pod', report.pods);
    this.writeSection(write, 'container', report.containers);
    this.writeSection(write, 'cgroup', report.cgroups);
    return { result: 'stored', created: write.created, refused: write.refused };
  }

  writeSample(sample: SingleSample): WriteResult {
    const catalogue = this.catalogueOf(sample.scope);
    const created: Entry[] = [];
    let entry = catalogue.find(sample.node, sample.id);
    if (entry === undefined) {
      entry = this.create(catalogue, sample, sample.values.size);
      if (entry === REFUSED) return { result: 'stored', created, refused: 1 };
      created.push(entry);
    }
    catalogue.warm(entry);
    const { intervalMs } = this.limits;
    const tick = Math.floor(sample.timestampMs / intervalMs);
    const window = this.windows.forWriting(tick, this.limits.now());
    const table = window.table(sample.scope, catalogue.metrics.length, catalogue.slots);
    const row = tick - window.firstTick;
    table.openRow(row);
    const cell = row * table.capacity + entry.slot;
    const node = this.nodes.get(sample.node);
    const isReported = window.hasReport(sample.node, tick);
    // Where a collector has read the entity too, its time stays: rates are made of its counters.
    if (table.times[cell] === NO_TIME || !isReported) {
      const offset = sample.timestampMs - tick * intervalMs;
      table.times[cell] = encodeReadingTime(offset, node?.newestBoot ?? 0, false);
    }
    for (const [name, value] of sample.values) {
      const metric = catalogue.metricIndex.get(name);
      if (metric !== undefined) table.column(metric)[cell] = value;
    }
    if (entry.noteSample(tick, sample.timestampMs)) entry.setAbsent(NO_REASONS, NEVER);
    return { result: 'stored', created, refused: 0 };
  }

  private writeSection(write: SectionWrite, scope: Scope, section: ReportSection): Entry[] {
    const rows = this.resolveRows(write, scope, section);
    write.node.rows[scope] = rows;
    for (const { field } of section.absent) this.explain(scope, field);
    if (rows.length === 0) return rows;
    const { report, window } = write;
    const catalogue = this.catalogueOf(scope);
    const table = window.table(scope, catalogue.metrics.length, catalogue.slots);
    const row = report.tick - window.firstTick;
    table.openRow(row);
    const base = row * table.capacity;
    const columns = section.fields.map((field) => {
      const metric = catalogue.metricIndex.get(field);
      return metric === undefined ? undefined : table.column(metric);
    });
    const absent = write.node.reasonsOf(scope, section.absent);
    const tickMs = report.tick * this.limits.intervalMs;
    const tickOffset = report.timestamp_milliseconds - tickMs;
    for (let index = 0; index < rows.length; index += 1) {
      const entry = rows[index];
      if (entry === REFUSED) continue;
      const cell = base + entry.slot;
      const offset = Math.round(tickOffset + section.offsets_milliseconds[index]);
      table.times[cell] = encodeReadingTime(offset, write.boot, report.clock_stepped);
      const values = section.rows[index];
      for (let field = 0; field < columns.length; field += 1) {
        const column = columns[field];
        const value = values[field];
        if (column !== undefined && value !== null) column[cell] = value;
      }
      if (!entry.noteSample(report.tick, tickMs + offset)) continue;
      entry.setAbsent(absent, index);
      setTraits(entry, report, index);
    }
    return rows;
  }

  /** The entries of a section's rows, made where they are new. */
  private resolveRows(write: SectionWrite, scope: Scope, section: ReportSection): Entry[] {
    const { ids } = section;
    const known = write.node.rows[scope];
    const catalogue = this.catalogueOf(scope);
    if (known !== undefined && holdsJust(known, ids)) return known;
    return ids.map((id, index) => {
      const entry = catalogue.find(write.report.node, id);
      if (entry === undefined) return this.createRow(write, catalogue, section, index);
      catalogue.warm(entry);
      return entry;
    });
  }

  private createRow(
    write: SectionWrite,
    catalogue: Catalogue,
    section: ReportSection,
    index: number,
  ): Entry {
    const { report } = write;
    const parent =
      catalogue.scope === 'container' ? write.pods[report.containers.pods[index]] : undefined;
    const key = { node: report.node, id: section.ids[index], parent };
    const entry = this.create(catalogue, key, section.fields.length);
    if (entry === REFUSED) write.refused += 1;
    else write.created.push(entry);
    return entry;
  }

  /** A new entry, or REFUSED when its series would pass the limit or its pod was refused. */
  private create(
    catalogue: Catalogue,
    key: { node: string; id: string; parent?: Entry },
    series: number,
  ): Entry {
    const isFull = this.seriesCount + series > this.limits.maxSeries;
    if (isFull || key.parent === REFUSED) return REFUSED;
    return catalogue.create(key.node, key.id, key.parent, series);
  }

  private explain(scope: Scope, metric: string): void {
    let metrics = this.explained.get(scope);
    if (metrics === undefined) this.explained.set(scope, (metrics = new Set()));
    metrics.add(metric);
  }

  private nodeReports(name: string): NodeReports {
    let node = this.nodes.get(name);
    if (node === undefined) this.nodes.set(name, (node = new NodeReports()));
    return node;
  }
}

/** Whether a node's last report had the same entities in the same order: nearly always. */
function holdsJust(known: readonly Entry[], ids: readonly string[]): boolean {
  if (known.length !== ids.length) return false;
  for (let index = 0; index < ids.length; index += 1) {
    if (known[index].slot < 0 || known[index].id !== ids[index]) return false;
  }
  return true;
}

/** What only the newest report of an entity tells. */
function setTraits(entry: Entry, { pods, containers }: Report, row: number): void {
  if (entry.scope === 'pod') entry.setPodTraits(pods.qos[row], pods.host_network[row]);
  else if (entry.scope === 'container') entry.setContainerTraits(containers.sandbox[row]);
}
