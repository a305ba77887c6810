import type { Resources } from '../identity/pod-identity';
import type { PodRecord } from './pod-record';

/**
 * What pods were promised together. Pods count while the cluster has their object and they
 * have not ended, as for a ResourceQuota; those that wait for a node count too.
 */
export interface PromiseSum {
  /** Pods in the sum. */
  readonly pods: number;
  /** Sum of the requests there are; undefined where no pod has one. */
  readonly requests: Resources;
  /** Pods without a request, which the sum lacks. */
  readonly podsWithoutRequests: Readonly<Record<keyof Resources, number>>;
  /** Sum of the limits there are; undefined where no pod has one. */
  readonly limits: Resources;
  /** Pods without a limit, which the sum lacks: then it limits nothing. */
  readonly podsWithoutLimits: Readonly<Record<keyof Resources, number>>;
}

/** Adds up what pods were promised; undefined where none of them counts. */
export function sumPromises(pods: Iterable<PodRecord>): PromiseSum | undefined {
  const cpu = new Adder('cpuMillicores');
  const memory = new Adder('memoryBytes');
  let count = 0;
  for (const pod of pods) {
    if (!pod.isReserving || pod.identity === undefined) continue;
    count += 1;
    cpu.add(pod.identity);
    memory.add(pod.identity);
  }
  if (count === 0) return undefined;
  return {
    pods: count,
    requests: { cpuMillicores: cpu.requests, memoryBytes: memory.requests },
    podsWithoutRequests: {
      cpuMillicores: cpu.withoutRequest,
      memoryBytes: memory.withoutRequest,
    },
    limits: { cpuMillicores: cpu.limits, memoryBytes: memory.limits },
    podsWithoutLimits: { cpuMillicores: cpu.withoutLimit, memoryBytes: memory.withoutLimit },
  };
}

/** Sums of one resource. */
class Adder {
  withoutRequest = 0;
  requests: number | undefined;
  withoutLimit = 0;
  limits: number | undefined;

  constructor(private readonly resource: keyof Resources) {}

  add({ requests, limits }: { requests: Resources; limits: Resources }): void {
    const request = requests[this.resource];
    if (request === undefined) this.withoutRequest += 1;
    else this.requests = (this.requests ?? 0) + request;
    const limit = limits[this.resource];
    if (limit === undefined) this.withoutLimit += 1;
    else this.limits = (this.limits ?? 0) + limit;
  }
}
