import type { PodRecord } from '../directory/pod-record';
import type { Resources } from '../identity/pod-identity';
import { roundTo } from './round-to';

type Counts = Record<string, number>;

/** Pods and containers by what the cluster says of them. */
export interface PodCounts {
  readonly pods: { total: number; unnamed: number; by_phase?: Counts; by_status?: Counts };
  readonly containers: { total: number; by_state?: Counts };
}

/** What pods that have not ended were promised together, and how many the sums lack. */
export interface PromisedTotals {
  /** Pods that count. */
  readonly pods: number;
  readonly sums: Readonly<Record<PromiseName, number | undefined>>;
  readonly without: Readonly<Record<PromiseName, number>>;
}

export type PromiseName =
  'cpu_request_millicores' | 'memory_request_bytes' | 'cpu_limit_millicores' | 'memory_limit_bytes';

/** Counts pods and containers. */
export function countPods(pods: readonly PodRecord[]): PodCounts {
  const phases: Counts = {};
  const statuses: Counts = {};
  const states: Counts = {};
  let unnamed = 0;
  let containers = 0;
  for (const pod of pods) {
    const { identity } = pod;
    if (identity === undefined) {
      unnamed += pod.name === undefined ? 1 : 0;
      containers += pod.specContainers().length;
      continue;
    }
    count(phases, identity.phase);
    count(statuses, identity.status);
    containers += identity.containers.length;
    for (const { state } of identity.containers) count(states, state ?? 'unknown');
  }
  const total = pods.length;
  return {
    pods: { total, unnamed, by_phase: orNone(phases), by_status: orNone(statuses) },
    containers: { total: containers, by_state: orNone(states) },
  };
}

function count(counts: Counts, key: string): void {
  counts[key] = (Object.hasOwn(counts, key) ? counts[key] : 0) + 1;
}

function orNone(counts: Counts): Counts | undefined {
  return Object.keys(counts).length === 0 ? undefined : counts;
}

const PROMISES: Readonly<
  Record<PromiseName, (pod: { requests: Resources; limits: Resources }) => number | undefined>
> = {
  cpu_request_millicores: ({ requests }) => requests.cpuMillicores,
  memory_request_bytes: ({ requests }) => requests.memoryBytes,
  cpu_limit_millicores: ({ limits }) => limits.cpuMillicores,
  memory_limit_bytes: ({ limits }) => limits.memoryBytes,
};

export const PROMISE_NAMES = Object.keys(PROMISES) as readonly PromiseName[];

/** Adds up requests and limits of the pods the scheduler counts. */
export function sumPromised(pods: readonly PodRecord[]): PromisedTotals {
  const sums: Record<string, number | undefined> = {};
  const without: Record<string, number> = Object.fromEntries(PROMISE_NAMES.map((n) => [n, 0]));
  let counted = 0;
  for (const { isReserving, identity } of pods) {
    if (!isReserving || identity === undefined) continue;
    counted += 1;
    for (const name of PROMISE_NAMES) {
      const value = PROMISES[name](identity);
      if (value === undefined) without[name] += 1;
      else sums[name] = roundTo((sums[name] ?? 0) + value, 3);
    }
  }
  return {
    pods: counted,
    sums: sums as PromisedTotals['sums'],
    without: without as PromisedTotals['without'],
  };
}
