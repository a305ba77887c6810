import { byTime, type PodEvent } from './event';
import type { Rise } from './rises';
import { findEnds, findRestarts, type SeenRun } from './run-events';

/** What is known of a pod's past. */
export interface PodPast {
  /** Of the object; undefined where the cluster has not told. */
  readonly createdAtMs: number | undefined;
  readonly deletedAtMs: number | undefined;
  /** Between which two reports of the node it went; undefined while it is there, or not known. */
  readonly gone: Pick<Rise, 'afterMs' | 'atMs'> | undefined;
  readonly runs: readonly SeenRun[];
  /** Growth of the kernel's count of kills in the pod, and in each of its containers by id. */
  readonly kills: readonly Rise[];
  readonly killsOf: ReadonlyMap<string, readonly Rise[]>;
}

/** What has happened to a pod, oldest first. */
export function toPodEvents(past: PodPast): PodEvent[] {
  const { createdAtMs, deletedAtMs, gone, runs } = past;
  const ends = findEnds(runs);
  return [
    ...(createdAtMs === undefined ? [] : [{ kind: 'created', atMs: createdAtMs } as const]),
    ...ends.filter(({ kind }) => kind !== 'oom_kill'),
    ...findRestarts(runs),
    ...joinKills(
      past,
      ends.filter(({ kind }) => kind === 'oom_kill'),
    ),
    ...(deletedAtMs === undefined ? [] : [{ kind: 'deleted', atMs: deletedAtMs } as const]),
    ...(gone === undefined ? [] : [{ kind: 'ended', ...gone } as const]),
  ].sort(byTime);
}

/**
 * Kills as the cluster told of them, with their times, and those the kernel counted beyond
 * them, between two samples. A container's count goes with the container, the pod's stays, so
 * what the pod counted and no container did may be any container's.
 */
function joinKills({ runs, kills, killsOf }: PodPast, told: readonly PodEvent[]): PodEvent[] {
  const events: PodEvent[] = [...told];
  const free = new Set(told);
  const take = (rise: Rise, containerId?: string) => {
    const found = [...free].filter(
      (kill) =>
        kill.atMs > rise.afterMs - SLACK_MS &&
        kill.atMs <= rise.atMs + SLACK_MS &&
        (containerId === undefined || kill.containerId === containerId),
    );
    const taken = found.slice(0, rise.count);
    for (const kill of taken) free.delete(kill);
    return taken.length;
  };
  const counted: Rise[] = [];
  for (const [id, rises] of killsOf) {
    const container = runs.find(({ run }) => run.id === id)?.run.name;
    for (const rise of rises) {
      counted.push(rise);
      const count = rise.count - take(rise, id);
      if (count > 0) events.push({ kind: 'oom_kill', ...rise, count, container, containerId: id });
    }
  }
  for (const rise of kills) {
    const inContainers = counted
      .filter(({ atMs }) => atMs === rise.atMs)
      .reduce((sum, { count }) => sum + count, 0);
    const left = { ...rise, count: rise.count - inContainers };
    const count = left.count > 0 ? left.count - take(left) : 0;
    if (count > 0) events.push({ kind: 'oom_kill', ...rise, count });
  }
  return events;
}

/** Times of the cluster are whole seconds, and a sample is read a little after its tick. */
const SLACK_MS = 1_000;
