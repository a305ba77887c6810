import { StoreError } from '../../store-error';
import type { EngineClient } from '../server/engine-client';
import { READING, seriesKey, storedMetrics, toStoredUnits } from '../series-names';
import type { EntitySamples } from './entity-samples';
import {
  MATCHED_AT_ONCE,
  SampleCollection,
  matchEntities,
  selectMetrics,
  selectReadings,
  type SampleAnswer,
  type SampleRequest,
} from './sample-request';

/** Entities named in one question. */
const ENTITIES_AT_ONCE = 50 * MATCHED_AT_ONCE;
/** When more than this share of a scope is asked for, reading all of it costs less. */
const LARGE_SHARE = 1 / 3;

/** A line of `/api/v1/export`: one series, or a piece of it. */
interface ExportedSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
  readonly timestamps: readonly number[];
}

/**
 * Reads raw samples: `export` gives them as they were written, without look-back over gaps,
 * without rounding to steps, and without leaving out the newest (`-search.latencyOffset`).
 */
export class ExportReader {
  constructor(
    private readonly client: EngineClient,
    private readonly options: {
      readonly intervalMs: number;
      readonly labels: Readonly<Record<string, string>>;
    },
  ) {}

  /**
   * @param known metrics that have been stored
   * @param total entities of the scope there are
   * @throws StoreError
   */
  async read(
    request: SampleRequest,
    known: ReadonlySet<string>,
    total: number,
  ): Promise<SampleAnswer> {
    const collection = new SampleCollection(request, known);
    const { entities } = request;
    if (entities.length === 0) return [];
    if (entities.length > MATCHED_AT_ONCE && entities.length > total * LARGE_SHARE) {
      await this.readSome(request, undefined, collection);
      return collection.finish();
    }
    for (let first = 0; first < entities.length; first += ENTITIES_AT_ONCE) {
      const some = entities.slice(first, first + ENTITIES_AT_ONCE);
      await this.readSome(request, some, collection);
    }
    return collection.finish();
  }

  /** Calls back for every series that matches, with its samples in [startMs, endMs). @throws StoreError */
  async each(
    selectors: readonly string[],
    startMs: number,
    endMs: number,
    visit: (series: ExportedSeries) => void,
  ): Promise<void> {
    const form = new URLSearchParams(
      selectors.map((selector): [string, string] => ['match[]', selector]),
    );
    form.set('start', String(startMs / 1_000));
    form.set('end', String((endMs - 1) / 1_000));
    for await (const lines of this.client.lines('/export', form)) {
      for (const line of lines) if (line !== '') visit(parseLine(line));
    }
  }

  private readSome(
    { scope, metrics, firstTick, length }: SampleRequest,
    entities: SampleRequest['entities'] | undefined,
    collection: SampleCollection,
  ): Promise<void> {
    const { intervalMs, labels } = this.options;
    const selectors = inPieces(entities).flatMap((some) => {
      const matchers = matchEntities(scope, some, labels);
      const readings = selectReadings(scope, matchers);
      return metrics.length === 0
        ? [readings]
        : [readings, selectMetrics(scope, metrics, matchers)];
    });
    const stored = storedMetrics(scope);
    const startMs = firstTick * intervalMs;
    return this.each(selectors, startMs, startMs + length * intervalMs, (series) => {
      const samples = collection.find(series.metric);
      if (samples === undefined) return;
      if (series.metric.__name__ === READING) {
        putReadings(samples, series, startMs, intervalMs);
        return;
      }
      const metric = stored.get(seriesKey(series.metric.__name__, series.metric));
      if (metric === undefined) return;
      series.timestamps.forEach((timeMs, at) => {
        const value = series.values[at];
        if (value === null) return;
        const index = Math.floor((timeMs - startMs) / intervalMs);
        samples.put(metric.metric, index, toStoredUnits(value, metric.divisor));
      });
    });
  }
}

function putReadings(
  samples: EntitySamples,
  { metric, values, timestamps }: ExportedSeries,
  startMs: number,
  intervalMs: number,
): void {
  timestamps.forEach((timeMs, at) => {
    const index = Math.floor((timeMs - startMs) / intervalMs);
    if (metric.source === 'collector') samples.putReading(index, timeMs, values[at] ?? Number.NaN);
    else samples.putSampleReading(index, timeMs);
  });
}

/** Entities for one matcher each; undefined stands for all. */
function inPieces(
  entities: SampleRequest['entities'] | undefined,
): (SampleRequest['entities'] | undefined)[] {
  if (entities === undefined) return [undefined];
  const pieces: SampleRequest['entities'][] = [];
  for (let first = 0; first < entities.length; first += MATCHED_AT_ONCE) {
    pieces.push(entities.slice(first, first + MATCHED_AT_ONCE));
  }
  return pieces;
}

/** @throws StoreError when the line is no series: the server writes its errors into the answer */
function parseLine(line: string): ExportedSeries {
  try {
    return JSON.parse(line) as ExportedSeries;
  } catch (error) {
    throw new StoreError('unavailable', `the export broke off: ${line.slice(0, 300)}`, {
      cause: error,
    });
  }
}
