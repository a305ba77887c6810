import type { PromiseSum } from '../directory/promise-sum';

/** Numbers of `toPromiseMembers`, to sort by. */
export const PROMISE_NUMBERS = [
  'cpu_request_millicores',
  'memory_request_bytes',
  'cpu_limit_millicores',
  'memory_limit_bytes',
  'pods_without_cpu_request',
  'pods_without_memory_request',
] as const;

/**
 * What pods were promised together, as members of an answer. A sum of requests that lacks pods
 * says how many; a sum of limits is left out where one pod has none.
 */
export function toPromiseMembers(sum: PromiseSum | undefined): Record<string, number | undefined> {
  if (sum === undefined) return {};
  const { requests, limits, podsWithoutRequests: without } = sum;
  return {
    cpu_request_millicores: round(requests.cpuMillicores),
    memory_request_bytes: requests.memoryBytes,
    cpu_limit_millicores: round(limits.cpuMillicores),
    memory_limit_bytes: limits.memoryBytes,
    pods_without_cpu_request: without.cpuMillicores || undefined,
    pods_without_memory_request: without.memoryBytes || undefined,
  };
}

/** The requests use can be measured against: those every pod has. */
export function completeRequests(sum: PromiseSum | undefined): PromiseSum['requests'] | undefined {
  if (sum === undefined) return undefined;
  const { requests, podsWithoutRequests: without } = sum;
  return {
    cpuMillicores: without.cpuMillicores > 0 ? undefined : requests.cpuMillicores,
    memoryBytes: without.memoryBytes > 0 ? undefined : requests.memoryBytes,
  };
}

/** Sums of fractions of millicores carry the error of binary fractions: millionths of a core are kept. */
function round(millicores: number | undefined): number | undefined {
  return millicores === undefined ? undefined : Math.round(millicores * 1_000) / 1_000;
}
