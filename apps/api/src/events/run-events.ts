import type { ContainerRun } from '../directory/past-containers';
import type { PodEvent } from './event';

/** A run of a container, with the times of its samples where it has any. */
export interface SeenRun {
  readonly run: ContainerRun;
  readonly firstSeenMs: number | undefined;
  readonly lastSeenMs: number | undefined;
}

/** How runs ended, as the cluster told: each end once. */
export function findEnds(runs: readonly SeenRun[]): PodEvent[] {
  const ends = new Map<string, PodEvent>();
  for (const { run } of runs) {
    const end = endOf(run);
    if (end !== undefined) ends.set(JSON.stringify([end.container, end.atMs]), end);
  }
  return [...ends.values()];
}

function endOf({ id, name, current, termination }: ContainerRun): PodEvent | undefined {
  const isOver = current?.state === 'terminated';
  const ended = isOver
    ? {
        reason: current.reason,
        exitCode: current.exitCode,
        finishedAtMs: current.changedAtMs,
      }
    : // While it waits to run again its id is still that of the run before.
      (termination ?? (current?.lastTermination?.id === id ? current.lastTermination : undefined));
  if (ended?.finishedAtMs === undefined) return undefined;
  const { reason, exitCode, finishedAtMs } = ended;
  const isKill = reason === 'OOMKilled';
  return {
    kind: isKill ? 'oom_kill' : 'ended',
    atMs: finishedAtMs,
    container: name,
    containerId: id,
    reason,
    exitCode,
    ...(isKill ? { count: 1 } : {}),
  };
}

/**
 * Where a container began to run again: at the time the cluster tells of its newest run, and
 * between the samples of two runs of the others.
 */
export function findRestarts(runs: readonly SeenRun[]): PodEvent[] {
  const byName = new Map<string, SeenRun[]>();
  for (const seen of runs) byName.set(seen.run.name, [...(byName.get(seen.run.name) ?? []), seen]);
  return [...byName.values()].flatMap(findRestartsOfOne);
}

function findRestartsOfOne(runs: readonly SeenRun[]): PodEvent[] {
  const inOrder = runs.filter(isSampled).sort((a, b) => a.firstSeenMs - b.firstSeenMs);
  const events: PodEvent[] = [];
  const exact = runs.find(({ run: { current } }) => hasRestarted(current));
  if (exact?.run.current?.changedAtMs !== undefined) {
    const { changedAtMs, lastTermination } = exact.run.current;
    events.push(restartOf(exact.run, lastTermination, { atMs: changedAtMs }));
  }
  inOrder.forEach(({ run, firstSeenMs }, at) => {
    const before = inOrder[at - 1];
    if (before === undefined || run.id === exact?.run.id) return;
    const times = { afterMs: before.lastSeenMs, atMs: firstSeenMs };
    events.push(restartOf(run, before.run.termination, times));
  });
  return events;
}

type Sampled = SeenRun & { readonly firstSeenMs: number; readonly lastSeenMs: number };

function isSampled(seen: SeenRun): seen is Sampled {
  return seen.firstSeenMs !== undefined && seen.lastSeenMs !== undefined;
}

function hasRestarted(current: ContainerRun['current']): boolean {
  return current?.state === 'running' && current.restarts > 0 && current.changedAtMs !== undefined;
}

function restartOf(
  { id, name }: ContainerRun,
  before: ContainerRun['termination'],
  times: Pick<PodEvent, 'atMs' | 'afterMs'>,
): PodEvent {
  const { reason, exitCode } = before ?? {};
  return { kind: 'restart', ...times, container: name, containerId: id, reason, exitCode };
}
