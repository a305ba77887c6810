import type { Report } from '@kubemonitor/metrics-model';
import type { AppendOutcome, SingleSample } from '../../store';
import type { EntityView } from '../entities/entity-view';
import type { ViewedEntity } from '../entities/viewed-entity';
import { AbsentSeries } from './absent-series';
import { ReportEncoder, type EncodedReport } from './report-encoder';
import { encodeSample } from './sample-encoder';
import type { WriteQueue } from './write-queue';

/** Writes reports and samples, and notes in the view what the server has taken. */
export class ReportWriter {
  private readonly encoder: ReportEncoder;
  private readonly absent: AbsentSeries;

  constructor(
    private readonly view: EntityView,
    private readonly queue: WriteQueue,
    private readonly options: {
      readonly intervalMs: number;
      readonly maxSeries: number;
      readonly recentTicks: number;
      readonly labels: Readonly<Record<string, string>>;
    },
  ) {
    this.encoder = new ReportEncoder(view, options);
    this.absent = new AbsentSeries(options.labels);
  }

  /** @throws StoreError when the server has not taken it; sending it again is harmless */
  async writeReport(report: Report): Promise<AppendOutcome> {
    const node = this.view.node(report.node);
    if (node.has(report.tick)) return { result: 'duplicate', created: [], refused: 0 };
    const encoded = this.encoder.encode(report);
    const reasons = this.absent.encode(report);
    await Promise.all([encoded.part, ...reasons].map((part) => this.queue.add(part)));
    if (reasons.length > 0) this.absent.noteWritten(report);
    node.add(report.tick);
    node.note(report.tick, encoded.bootMark);
    return {
      result: 'stored',
      created: this.noteRows(report.tick, encoded),
      refused: encoded.refused,
    };
  }

  /** @throws StoreError as above */
  async writeSample(sample: SingleSample): Promise<AppendOutcome> {
    const { scope, node, id, values } = sample;
    const tick = Math.floor(sample.timestampMs / this.options.intervalMs);
    const isFull = this.view.series + values.size > this.options.maxSeries;
    const known = this.view.find(scope, node, id);
    if (known === undefined && isFull) return { result: 'stored', created: [], refused: 1 };
    const entity = known ?? this.view.create(scope, { node, id }, values.size);
    const timeMs = Math.floor(sample.timestampMs);
    await this.queue.add(encodeSample(entity, sample, timeMs, this.options.labels));
    const created = entity.isStored ? [] : [entity];
    entity.hasSingleSamples = true;
    if (this.view.noteSample(entity, tick, timeMs)) entity.setAbsent(undefined);
    for (const metric of values.keys()) this.view.metrics[scope].add(metric);
    return { result: 'stored', created, refused: 0 };
  }

  /** @returns entities others do not know yet */
  private noteRows(tick: number, encoded: EncodedReport): ViewedEntity[] {
    const created: ViewedEntity[] = [];
    const { bootMark: mark } = encoded;
    for (const { entity, timeMs, absent, fields, row } of encoded.rows) {
      if (!entity.isStored) created.push(entity);
      entity.recent.add({ tick, timeMs, mark, fields, row }, this.options.recentTicks);
      if (this.view.noteSample(entity, tick, timeMs)) entity.setAbsent(absent);
    }
    for (const [scope, metrics] of encoded.metrics) {
      for (const metric of metrics) this.view.metrics[scope].add(metric);
    }
    for (const [scope, metrics] of encoded.explained) {
      for (const metric of metrics) this.view.explained[scope].add(metric);
    }
    return created;
  }
}
