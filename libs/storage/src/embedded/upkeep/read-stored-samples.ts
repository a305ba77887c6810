import type { TickSeries } from '@kubemonitor/aggregation';
import { SCOPES, metricsOf, type Scope } from '@kubemonitor/metrics-model';
import type { Entity } from '../../store';
import type { EmbeddedStore } from '../embedded-store';

/** Which samples are read. */
export interface StoredSelection {
  /** Times of ticks in ms since the epoch, [start, end). */
  readonly startMs: number;
  readonly endMs: number;
  readonly scopes: readonly Scope[];
  /** Names of stored metrics; all of a scope when left out. */
  readonly metrics?: readonly string[];
  readonly isWanted: (entity: Entity) => boolean;
}

/** All that was read of one entity at one moment, as it is stored. */
export interface StoredSample {
  readonly entity: Entity;
  /** When it was read, ms since the epoch. */
  readonly timestampMs: number;
  readonly values: ReadonlyMap<string, number>;
}

/** What is held at a time: some ten minutes of a hundred entities. */
const TICKS_AT_ONCE = 150;
const ENTITIES_AT_ONCE = 100;

/**
 * Samples of a store in the order of stretches of time, then scopes and entities, then time.
 * A metric that has no value at a moment is left out of it; an entity without any is skipped.
 * @param onStretch told the share of the time that is done, 0 to 1
 */
export async function* readStoredSamples(
  store: EmbeddedStore,
  selection: StoredSelection,
  onStretch: (share: number) => void = () => undefined,
): AsyncGenerator<readonly StoredSample[]> {
  const range = cutRange(store, selection);
  const stretchMs = TICKS_AT_ONCE * store.intervalSeconds * 1_000;
  const groups = SCOPES.filter((scope) => selection.scopes.includes(scope)).map((scope) => ({
    metrics: metricsOfScope(scope, selection.metrics),
    entities: [...store.entities(scope)].filter(selection.isWanted),
  }));
  for (let startMs = range.startMs; startMs < range.endMs; startMs += stretchMs) {
    onStretch((startMs - range.startMs) / (range.endMs - range.startMs));
    const endMs = Math.min(startMs + stretchMs, range.endMs);
    for (const { entities, metrics } of groups) {
      yield* readStretch(store, entities, metrics, { startMs, endMs });
    }
  }
}

async function* readStretch(
  store: EmbeddedStore,
  entities: readonly Entity[],
  metrics: readonly string[],
  range: { readonly startMs: number; readonly endMs: number },
): AsyncGenerator<readonly StoredSample[]> {
  const alive = entities.filter(
    ({ firstSeenMs, lastSeenMs }) => firstSeenMs < range.endMs && lastSeenMs >= range.startMs,
  );
  for (let from = 0; from < alive.length; from += ENTITIES_AT_ONCE) {
    const batch = alive.slice(from, from + ENTITIES_AT_ONCE);
    const series = await store.samples(batch, metrics, range);
    yield series.flatMap((one, index) => [...samplesOf(batch[index], one, metrics)]);
  }
}

function* samplesOf(
  entity: Entity,
  series: TickSeries,
  metrics: readonly string[],
): Generator<StoredSample> {
  const columns = metrics.flatMap((name) => {
    const column = series.values(name);
    return column === undefined ? [] : [{ name, column }];
  });
  for (const [at, timestampMs] of series.times.entries()) {
    const known = columns.filter(({ column }) => !Number.isNaN(column[at]));
    if (Number.isNaN(timestampMs) || known.length === 0) continue;
    yield {
      entity,
      timestampMs,
      values: new Map(known.map(({ name, column }) => [name, column[at]])),
    };
  }
}

/** The part of the time asked for in which there is anything. */
function cutRange(
  store: EmbeddedStore,
  { startMs, endMs }: StoredSelection,
): { startMs: number; endMs: number } {
  const intervalMs = store.intervalSeconds * 1_000;
  let newestMs = 0;
  for (const scope of SCOPES) {
    for (const { lastSeenMs } of store.entities(scope)) newestMs = Math.max(newestMs, lastSeenMs);
  }
  const { oldestMs } = store.stats();
  return {
    startMs: Math.max(startMs, Number.isNaN(oldestMs) ? 0 : oldestMs),
    endMs: Math.min(endMs, newestMs + intervalMs),
  };
}

function metricsOfScope(scope: Scope, only: readonly string[] | undefined): string[] {
  const all = metricsOf(scope).map(({ name }) => name);
  return only === undefined ? all : all.filter((name) => only.includes(name));
}
