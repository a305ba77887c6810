import type { ContainerIdentity, WorkloadReference } from '../../identity/pod-identity';
import { find, type Finding } from './finding';
import { RECENT_MS } from './thresholds';

/** Kills for want of memory within a window. */
export interface Kills {
  readonly count: number;
  /** Start of the step the last one is in, ms since the epoch. */
  readonly lastMs: number;
}

/**
 * Kills by a cumulative counter: what it grew by from one known point to the next; where it
 * went down it began anew, at 0. What was counted before the first point is not known to be recent.
 * @param values newest count in each step, NaN = not known
 */
export function countKills(
  timestamps: ArrayLike<number>,
  values: ArrayLike<number>,
): Kills | undefined {
  let before = Number.NaN;
  let count = 0;
  let lastMs = Number.NaN;
  for (let step = 0; step < values.length; step += 1) {
    const value = values[step];
    if (Number.isNaN(value)) continue;
    const grown = value >= before ? value - before : value;
    if (!Number.isNaN(before) && grown > 0) {
      count += grown;
      lastMs = timestamps[step];
    }
    before = value;
  }
  return count === 0 ? undefined : { count, lastMs };
}

/** Where kills happened: the pod's name may be its uid. */
export interface KillPlace {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly node: string | undefined;
  readonly workload?: WorkloadReference;
}

/**
 * Kills in a pod within the last hour: as the kernel counted them, and as the cluster tells of
 * containers that ended so.
 */
export function judgePodKills(
  place: KillPlace,
  kills: Kills | undefined,
  containers: readonly ContainerIdentity[],
  nowMs: number,
): Finding[] {
  const killed = containers.filter(({ lastTermination }) => {
    const endedMs = lastTermination?.finishedAtMs;
    const isRecent = endedMs !== undefined && nowMs - endedMs <= RECENT_MS;
    return isRecent && lastTermination?.reason === 'OOMKilled';
  });
  if (kills === undefined && killed.length === 0) return [];
  const ends = killed.map(({ lastTermination }) => lastTermination?.finishedAtMs ?? 0);
  const names = killed.map(({ name }) => name);
  return [
    find({
      severity: 'error',
      code: 'oom_killed',
      kind: 'pod',
      ...place,
      container: names.length === 1 ? names[0] : undefined,
      values: { containers: names.length === 0 ? undefined : names, count: kills?.count },
      value: kills?.count,
      unit: kills === undefined ? undefined : 'count',
      sinceMs: Math.max(kills?.lastMs ?? 0, ...ends),
    }),
  ];
}

/** Kills on a node none of whose pods is known to have had one. */
export function judgeNodeKills(node: string, kills: Kills | undefined): Finding[] {
  if (kills === undefined) return [];
  return [
    find({
      severity: 'error',
      code: 'node_oom_killed',
      kind: 'node',
      name: node,
      node,
      values: { count: kills.count },
      value: kills.count,
      unit: 'count',
      sinceMs: kills.lastMs,
    }),
  ];
}
