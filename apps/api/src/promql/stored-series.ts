import { LabelSet, METRIC_NAME, sortInTurns, type SampledSeries } from '@kubemonitor/promql';
import type { TickSeries } from '@kubemonitor/aggregation';
import type { ExposedMember } from '@kubemonitor/metrics-model';
import type { Entity } from '@kubemonitor/storage';
import { listRows, type RowSources, type SampledRow, type Span } from './sampled-rows';
import type { Pacer } from './pacer';
import type { SelectionTest } from './selection-test';
import { STORED_METRICS, type StoredMetric } from './stored-metrics';

/** Values read from the store in one go. */
const BATCH_VALUES = 200_000;
const MOST_ROWS_A_BATCH = 128;

/**
 * An entity its node has not reported for so many ticks, though it has reported others, is
 * gone: its series end, as a scraped one does that is not there any more.
 */
const ENDED_AFTER_TICKS = 3;

/** Ticks that are read where only the end of a series matters. */
const END_TICKS = 4;
/** Series whose ends are this far apart are not read together then, ms. */
const SAME_END_MS = 60_000;

/** How much is read: all samples, or the newest of each series, to see that it has some. */
export type Extent = 'all' | 'end';

/** A series to be read: of one stored metric of a row. */
interface Wanted {
  readonly labels: LabelSet;
  readonly row: SampledRow;
  readonly member: ExposedMember | undefined;
}

/** The series of stored metrics a selection asks for, with their samples as they were read. */
export async function* selectStored(
  sources: RowSources,
  test: SelectionTest,
  asked: Span,
  extent: Extent = 'all',
): AsyncGenerator<SampledSeries> {
  const span = fromOldest(sources, asked);
  const rowsByScope = new Map<StoredMetric['scope'], SampledRow[]>();
  for (const metric of metricsFor(test)) {
    let rows = rowsByScope.get(metric.scope);
    if (rows === undefined) {
      rows = await listRows(sources, metric.scope, test, span);
      if (extent === 'end') rows = await toEnds(rows, sources.pacer);
      rowsByScope.set(metric.scope, rows);
    }
    const ticks = extent === 'end' ? END_TICKS : ticksOf(sources, span);
    const wanted = wantedOf(metric, rows, test, sources.pacer);
    for await (const batch of batchesOf(wanted, ticks)) {
      yield* readBatch(sources, batch, extent === 'end' ? toEndSpan(sources, batch, span) : span);
    }
  }
}

/** Rows with their last run alone, those that ended at the same time together. */
function toEnds(rows: readonly SampledRow[], pacer: Pacer): Promise<SampledRow[]> {
  return sortInTurns(
    rows.map(({ labels, entities }) => ({ labels, entities: [entities[entities.length - 1]] })),
    (a, b) => a.entities[0].lastSeenMs - b.entities[0].lastSeenMs,
    pacer,
  );
}

function toEndSpan({ store }: RowSources, batch: readonly Wanted[], span: Span): Span {
  const ends = batch.map(({ row }) => Math.min(row.entities[0].lastSeenMs, span.endMs));
  const startMs = Math.min(...ends) - END_TICKS * store.intervalSeconds * 1_000;
  return { startMs: Math.max(span.startMs, startMs), endMs: span.endMs };
}

/** The metrics whose names and jobs may be wanted. */
export function* metricsFor(test: SelectionTest): Generator<StoredMetric> {
  for (const metric of STORED_METRICS) {
    if (test.wantsName(metric.name) && test.wants('job', metric.job)) yield metric;
  }
}

async function* wantedOf(
  { name, job, members }: StoredMetric,
  rows: readonly SampledRow[],
  test: SelectionTest,
  pacer: Pacer,
): AsyncGenerator<Wanted> {
  for (const member of members.length === 0 ? [undefined] : members) {
    const own = { job, ...member?.labels };
    const ownLabels = LabelSet.of({ ...own, [METRIC_NAME]: name });
    for (const row of rows) {
      if (pacer.isDue) await pacer.rest();
      if (!test.wantsSeries(row.labels, own)) continue;
      yield { labels: row.labels.joinedWith(ownLabels), row, member };
    }
  }
}

function ticksOf({ store }: RowSources, { startMs, endMs }: Span): number {
  return Math.max(1, Math.ceil((endMs - startMs) / (store.intervalSeconds * 1_000)));
}

/** Series of one metric, as many as may be read together. */
async function* batchesOf(wanted: AsyncIterable<Wanted>, ticks: number): AsyncGenerator<Wanted[]> {
  const size = Math.max(1, Math.min(MOST_ROWS_A_BATCH, Math.floor(BATCH_VALUES / ticks)));
  let batch: Wanted[] = [];
  for await (const one of wanted) {
    const first = batch[0];
    const isApart = first !== undefined && endMs(one) - endMs(first) > SAME_END_MS;
    if (batch.length >= size || (first !== undefined && (first.member !== one.member || isApart))) {
      yield batch;
      batch = [];
    }
    batch.push(one);
  }
  if (batch.length > 0) yield batch;
}

function endMs({ row: { entities } }: Wanted): number {
  return entities[entities.length - 1].lastSeenMs;
}

/** Nothing is held from before the oldest window, whenever an entity was first seen. */
function fromOldest({ store }: RowSources, { startMs, endMs }: Span): Span {
  const { oldestMs } = store.stats();
  return { startMs: Number.isNaN(oldestMs) ? startMs : Math.max(startMs, oldestMs), endMs };
}

async function* readBatch(
  sources: RowSources,
  batch: readonly Wanted[],
  span: Span,
): AsyncGenerator<SampledSeries> {
  const { store } = sources;
  const entities = batch.flatMap(({ row }) => row.entities);
  const metric = batch[0].member?.metric;
  const read = await store.samples(entities, metric === undefined ? [] : [metric], {
    startMs: Math.max(span.startMs, Math.min(...entities.map(({ firstSeenMs }) => firstSeenMs))),
    endMs: Math.min(span.endMs, Math.max(...entities.map(({ lastSeenMs }) => lastSeenMs))) + 1,
  });
  let at = 0;
  for (const { labels, row, member } of batch) {
    const runs = read.slice(at, at + row.entities.length);
    at += row.entities.length;
    const samples = joinRuns(runs, member);
    if (samples.timestamps.length === 0) continue;
    yield { labels, ...samples, endedAtMs: endOf(sources, row.entities[row.entities.length - 1]) };
  }
}

type Samples = Pick<SampledSeries, 'timestamps' | 'values'>;

/** The samples of a run that has one at every tick, as they are: nearly all have. */
function wholeRun(run: TickSeries, member: ExposedMember | undefined): Samples | undefined {
  const stored = member === undefined ? undefined : run.values(member.metric);
  if (stored === undefined) return undefined;
  const { times, length } = run;
  for (let tick = 0; tick < length; tick += 1) {
    if (times[tick] !== times[tick] || stored[tick] !== stored[tick]) return undefined;
    if (tick > 0 && times[tick] <= times[tick - 1]) return undefined;
  }
  const divisor = member?.divisor ?? 1;
  return { timestamps: times, values: divisor === 1 ? stored : stored.map((one) => one / divisor) };
}

/** The samples of runs one after the other; where two overlap, the later one's count. */
function joinRuns(runs: readonly TickSeries[], member: ExposedMember | undefined): Samples {
  const whole = runs.length === 1 ? wholeRun(runs[0], member) : undefined;
  if (whole !== undefined) return whole;
  const timestamps: number[] = [];
  const values: number[] = [];
  for (const run of runs) {
    const stored = member === undefined ? undefined : run.values(member.metric);
    if (member !== undefined && stored === undefined) continue;
    for (let tick = 0; tick < run.length; tick += 1) {
      const value = stored === undefined ? 1 : stored[tick] / (member?.divisor ?? 1);
      const time = run.times[tick];
      if (Number.isNaN(time) || Number.isNaN(value)) continue;
      while (timestamps.length > 0 && timestamps[timestamps.length - 1] >= time) {
        timestamps.pop();
        values.pop();
      }
      timestamps.push(time);
      values.push(value);
    }
  }
  return { timestamps, values };
}

function endOf({ store }: RowSources, { scope, node, lastTick }: Entity): number | undefined {
  if (scope === 'node') return undefined;
  const newest = store.find('node', node, node)?.lastTick ?? lastTick;
  if (newest - lastTick < ENDED_AFTER_TICKS) return undefined;
  return (lastTick + ENDED_AFTER_TICKS) * store.intervalSeconds * 1_000;
}
