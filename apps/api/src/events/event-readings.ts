import { fieldsOf, type Scope } from '@kubemonitor/metrics-model';
import type { Entity, MetricsStore } from '@kubemonitor/storage';
import type { PlannedWindow } from '../query/window';
import { findRises, type Rise } from './rises';

/** Entities looked at more closely in one answer, and how many of them at a time. */
const MOST_CANDIDATES = 2_000;
const AT_A_TIME = 200;

/** When a step is over, as far as the window goes. */
export function stepEndOf(window: PlannedWindow, intervalMs: number): (startMs: number) => number {
  const { stepMs, endMs } = window;
  // A step of one interval is one reading, and that is its time.
  if (stepMs <= intervalMs) return (startMs) => startMs;
  return (startMs) => Math.min(startMs + stepMs, Math.max(startMs, endMs));
}

/** Kills in entities of one scope within a window, of those that ever had one. */
export async function readKillsOf(
  store: MetricsStore,
  entities: readonly Entity[],
  window: PlannedWindow,
): Promise<ReadonlyMap<Entity, readonly Rise[]>> {
  const found = new Map<Entity, readonly Rise[]>();
  if (entities.length === 0) return found;
  const fields = killFields(entities[0].scope);
  const { columns } = await store.latest(entities, fields);
  const candidates = entities
    .filter((_, row) => (columns[0]?.[row] ?? 0) > 0)
    .slice(0, MOST_CANDIDATES);
  const stepEnd = stepEndOf(window, store.intervalSeconds * 1_000);
  for (let from = 0; from < candidates.length; from += AT_A_TIME) {
    const some = candidates.slice(from, from + AT_A_TIME);
    const { timestamps, series } = await store.range(some, fields, window, []);
    some.forEach((entity, row) => {
      const rises = findRises(timestamps, series[row].values[0] ?? [], stepEnd);
      if (rises.length > 0) found.set(entity, rises);
    });
  }
  return found;
}

function killFields(scope: Scope) {
  return fieldsOf(scope).filter(({ name }) => name === 'memory_oom_kills');
}

/** Starts of the steps of a window in which a node has reported. */
export async function readReportTimes(
  store: MetricsStore,
  node: Entity,
  window: PlannedWindow,
): Promise<readonly number[]> {
  const fields = fieldsOf('node').filter(({ name }) => name === 'memory_bytes');
  const { timestamps, series } = await store.range([node], fields, window, []);
  return [...timestamps].filter((_, step) => (series[0]?.sampleCounts[step] ?? 0) > 0);
}
