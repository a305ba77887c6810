import { fieldsOf, type FieldDefinition, type Scope } from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import { countKills, type Kills } from './findings/oom-kills';
import { MEAN_MS, RECENT_MS } from './findings/thresholds';

const STEP_MS = 60_000;

/** Values of one entity by field; what is not known is undefined. */
export type Readings = Readonly<Record<string, number | undefined>>;

/** Newest values of entities of one scope. */
export async function readNow(
  store: MetricsStore,
  entities: readonly Entity[],
  names: readonly string[],
): Promise<Readings[]> {
  if (entities.length === 0) return [];
  const { fields, columns } = await store.latest(entities, pick(entities[0].scope, names));
  return entities.map((_, row) =>
    Object.fromEntries(fields.map(({ name }, at) => [name, orUndefined(columns[at][row])])),
  );
}

/** Means over the last five minutes of entities of one scope, of the minutes that have a value. */
export async function readMeans(
  store: MetricsStore,
  entities: readonly Entity[],
  names: readonly string[],
  nowMs: number,
): Promise<Readings[]> {
  if (entities.length === 0) return [];
  const fields = pick(entities[0].scope, names);
  const range = { startMs: nowMs - MEAN_MS, endMs: nowMs, stepMs: stepOf(store) };
  const frame = await store.range(entities, fields, range, []);
  return frame.series.map(({ values }) =>
    Object.fromEntries(frame.fields.map(({ name }, at) => [name, meanOf(values[at])])),
  );
}

/** Kills for want of memory within the last hour, of entities of one scope. */
export async function readKills(
  store: MetricsStore,
  entities: readonly Entity[],
  nowMs: number,
): Promise<(Kills | undefined)[]> {
  if (entities.length === 0) return [];
  const fields = pick(entities[0].scope, ['memory_oom_kills']);
  const range = { startMs: nowMs - RECENT_MS, endMs: nowMs, stepMs: stepOf(store) };
  const frame = await store.range(entities, fields, store.planRange(range, []), []);
  return frame.series.map(({ values }) => countKills(frame.timestamps, values[0] ?? []));
}

function stepOf({ intervalSeconds }: MetricsStore): number {
  const intervalMs = intervalSeconds * 1_000;
  return Math.ceil(STEP_MS / intervalMs) * intervalMs;
}

function pick(scope: Scope, names: readonly string[]): FieldDefinition[] {
  return fieldsOf(scope).filter(({ name }) => names.includes(name));
}

function meanOf(values: Float64Array): number | undefined {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? undefined : known.reduce((sum, v) => sum + v, 0) / known.length;
}

function orUndefined(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
