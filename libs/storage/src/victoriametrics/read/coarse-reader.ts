import { METRICS } from '@kubemonitor/metrics-model';
import type { ViewedEntity } from '../entities/viewed-entity';
import type { EngineClient } from '../server/engine-client';
import { seriesKey, storedMetrics, toStoredUnits } from '../series-names';
import { labelKey, parseSeriesList, type RangedSeries } from './query-answer';
import {
  MATCHED_AT_ONCE,
  SampleCollection,
  matchEntities,
  selectMetrics,
  selectReadings,
  type SampleAnswer,
  type SampleRequest,
} from './sample-request';

/** A question is at most 16 KiB long (`-search.maxQueryLen`); ids in it get this much. */
const MAX_ID_CHARACTERS = 6_000;

const GAUGES = new Set(METRICS.filter(({ type }) => type === 'gauge').map(({ name }) => name));

/**
 * Reads long windows in intervals of a minute and more: of each the last reading, counters as
 * they were then and gauges as the mean. Rates made of these are exact over any step, since
 * counters are cumulative; least and greatest values are those of intervals, not of readings.
 */
export class CoarseReader {
  constructor(
    private readonly client: EngineClient,
    private readonly labels: Readonly<Record<string, string>>,
  ) {}

  /** @param request its ticks are intervals of `intervalMs` @throws StoreError */
  async read(
    request: SampleRequest,
    known: ReadonlySet<string>,
    intervalMs: number,
  ): Promise<SampleAnswer> {
    const collection = new SampleCollection(request, known);
    for (const entities of inPieces(request.entities)) {
      await this.readSome({ ...request, entities }, collection, intervalMs);
    }
    return collection.finish();
  }

  private async readSome(
    request: SampleRequest,
    collection: SampleCollection,
    intervalMs: number,
  ): Promise<void> {
    const { scope, entities, metrics } = request;
    const matchers = matchEntities(scope, entities, this.labels);
    const over = (rollup: string, selector: string) => `${rollup}(${selector}[${intervalMs}ms])`;
    const ask = (query: string) => this.ask(query, request, intervalMs);

    const readings = selectReadings(scope, [...matchers, 'source="collector"']);
    const marks = await ask(over('last_over_time', readings));
    const markAt = new Map(marks.map(({ labels, points }) => [labelKey(labels), new Map(points)]));
    for (const { labels, points } of await ask(over('tlast_over_time', readings))) {
      const own = markAt.get(labelKey(labels));
      for (const [index, seconds] of points) {
        const timeMs = Math.round(seconds * 1_000);
        collection.find(labels)?.putReading(index, timeMs, own?.get(index) ?? Number.NaN);
      }
    }
    const given = selectReadings(scope, [...matchers, 'source="sample"']);
    for (const { labels, points } of await ask(over('tlast_over_time', given))) {
      for (const [index, seconds] of points) {
        collection.find(labels)?.putSampleReading(index, Math.round(seconds * 1_000));
      }
    }

    const gauges = metrics.filter((metric) => GAUGES.has(metric));
    const counters = metrics.filter((metric) => !GAUGES.has(metric));
    for (const [rollup, some] of [
      ['avg_over_time', gauges],
      ['last_over_time', counters],
    ] as const) {
      if (some.length === 0) continue;
      this.put(await ask(over(rollup, selectMetrics(scope, some, matchers))), request, collection);
    }
  }

  private put(
    answer: readonly RangedSeries[],
    { scope }: SampleRequest,
    collection: SampleCollection,
  ): void {
    const stored = storedMetrics(scope);
    for (const { labels, points } of answer) {
      const samples = collection.find(labels);
      const metric = stored.get(seriesKey(labels.__name__ ?? '', labels));
      if (samples === undefined || metric === undefined) continue;
      for (const [index, value] of points) {
        samples.put(metric.metric, index, toStoredUnits(value, metric.divisor));
      }
    }
  }

  /** Points at the last millisecond of each interval: the look-back then covers just it. */
  private async ask(
    query: string,
    { firstTick, length }: SampleRequest,
    intervalMs: number,
  ): Promise<RangedSeries[]> {
    const startMs = (firstTick + 1) * intervalMs - 1;
    const form = new URLSearchParams({
      query,
      start: String(startMs / 1_000),
      end: String((startMs + (length - 1) * intervalMs) / 1_000),
      step: `${intervalMs}ms`,
      nocache: '1',
      latency_offset: '1ms',
    });
    return parseSeriesList(await this.client.query('/query_range', form), startMs, intervalMs);
  }
}

/** Entities in pieces whose ids fit into one question. */
function inPieces(entities: readonly ViewedEntity[]): ViewedEntity[][] {
  const pieces: ViewedEntity[][] = [];
  let left = 0;
  for (const entity of entities) {
    const length = 2 * (entity.id.length + entity.node.length);
    if (length > left || pieces[pieces.length - 1].length === MATCHED_AT_ONCE) {
      pieces.push([]);
      left = MAX_ID_CHARACTERS;
    }
    pieces[pieces.length - 1].push(entity);
    left -= length;
  }
  return pieces;
}
