import { Injectable } from '@nestjs/common';
import {
  LabelSet,
  METRIC_NAME,
  type SampledSeries,
  type Selection,
  type SeriesSource,
} from '@kubemonitor/promql';
import { Reader } from '../answers/reader.service';
import type { ReadScope } from '../auth/read-scope';
import { Directory } from '../directory/directory.service';
import { ObjectGroups } from './object-groups';
import { selectObjects } from './object-series';
import type { Pacer } from './pacer';
import { listRows, type RowSources, type Span } from './sampled-rows';
import { SelectionTest } from './selection-test';
import type { StoredMetric } from './stored-metrics';
import { metricsFor, selectStored } from './stored-series';

/** What the store and the cluster have, as the series of the programs they stand in for. */
@Injectable()
export class ClusterSeries {
  constructor(
    private readonly reader: Reader,
    private readonly directory: Directory,
    private readonly groups: ObjectGroups,
  ) {}

  /** The series somebody may read, for one query. */
  open(scope: ReadScope, pacer: Pacer): ClusterSource {
    const { reader, directory } = this;
    const groups = this.groups.within(scope);
    const sources = { store: reader.store, directory, scope, pacer };
    const { nowMs } = reader;
    return new ClusterSource(sources, nowMs, (test, span) =>
      selectObjects(groups, test, span, { nowMs, pacer }),
    );
  }
}

/** Series of the cluster for one query. */
export class ClusterSource implements SeriesSource {
  constructor(
    private readonly sources: RowSources,
    private readonly nowMs: number,
    private readonly objects: (test: SelectionTest, span: Span) => AsyncIterable<SampledSeries>,
  ) {}

  async *select({ matchers, startMs, endMs }: Selection): AsyncGenerator<SampledSeries> {
    const test = new SelectionTest(matchers);
    const span = { startMs, endMs };
    yield* selectStored(this.sources, test, span);
    yield* this.objects(test, span);
  }

  /** The label sets of series with samples in a time. */
  async *list({ matchers, startMs, endMs }: Selection): AsyncGenerator<LabelSet> {
    const test = new SelectionTest(matchers);
    const span = { startMs, endMs };
    for await (const { labels } of selectStored(this.sources, test, span, 'end')) yield labels;
    for await (const { labels } of this.objects(test, this.endOf(span))) yield labels;
  }

  /** Of objects one moment tells all: what there is has been there since its beginning. */
  private endOf({ endMs }: Span): Span {
    return { startMs: Math.min(endMs, this.nowMs), endMs };
  }

  /**
   * Label sets that have all names and values of labels there are in a time: not of each series,
   * of which there are too many.
   */
  async *vocabulary(span: Span): AsyncGenerator<LabelSet> {
    const test = new SelectionTest([]);
    for (const scope of ['container', 'pod', 'node'] as const) {
      const rows = await listRows(this.sources, scope, test, span);
      for (const { labels } of rows) yield labels;
      if (rows.length === 0) continue;
      for (const metric of metricsFor(test)) if (metric.scope === scope) yield* ownLabels(metric);
    }
    for await (const { labels } of this.objects(test, this.endOf(span))) yield labels;
  }
}

/** What the series of a metric have besides the labels of their rows. */
function* ownLabels({ name, job, members }: StoredMetric): Generator<LabelSet> {
  yield LabelSet.of({ [METRIC_NAME]: name, job });
  for (const { labels } of members) yield LabelSet.of(labels);
}
