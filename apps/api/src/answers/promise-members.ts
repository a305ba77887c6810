import type { PromiseSum } from '../directory/promise-sum';
import type { Resources } from '../identity/pod-identity';
import type { Wholes } from './share-columns';

/** Numbers of `toPromiseMembers`, to sort by. */
export const PROMISE_NUMBERS = [
  'cpu_request_millicores',
  'memory_request_bytes',
  'cpu_limit_millicores',
  'memory_limit_bytes',
  'pods_without_cpu_request',
  'pods_without_memory_request',
  'pods_without_cpu_limit',
  'pods_without_memory_limit',
] as const;

/**
 * What pods were promised together, as members of an answer: sums of the requests and limits
 * there are, and how many pods each of them lacks. The totals of the cluster keep the same rule.
 */
export function toPromiseMembers(sum: PromiseSum | undefined): Record<string, number | undefined> {
  if (sum === undefined) return {};
  const { requests, limits, podsWithoutRequests, podsWithoutLimits } = sum;
  return {
    cpu_request_millicores: round(requests.cpuMillicores),
    memory_request_bytes: requests.memoryBytes,
    cpu_limit_millicores: round(limits.cpuMillicores),
    memory_limit_bytes: limits.memoryBytes,
    pods_without_cpu_request: podsWithoutRequests.cpuMillicores || undefined,
    pods_without_memory_request: podsWithoutRequests.memoryBytes || undefined,
    pods_without_cpu_limit: podsWithoutLimits.cpuMillicores || undefined,
    pods_without_memory_limit: podsWithoutLimits.memoryBytes || undefined,
  };
}

/** What use can be measured against: the requests and limits every pod has. */
export function toWholes(sum: PromiseSum | undefined): Wholes {
  if (sum === undefined) return { requests: undefined, limits: undefined };
  return {
    requests: complete(sum.requests, sum.podsWithoutRequests),
    limits: complete(sum.limits, sum.podsWithoutLimits),
  };
}

function complete(sums: Resources, without: PromiseSum['podsWithoutRequests']): Resources {
  return {
    cpuMillicores: without.cpuMillicores > 0 ? undefined : sums.cpuMillicores,
    memoryBytes: without.memoryBytes > 0 ? undefined : sums.memoryBytes,
  };
}

/** Sums of fractions of millicores carry the error of binary fractions: millionths of a core are kept. */
function round(millicores: number | undefined): number | undefined {
  return millicores === undefined ? undefined : Math.round(millicores * 1_000) / 1_000;
}
