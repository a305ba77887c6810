import type { GroupKeys } from '@kubemonitor/storage';
import type { WorkloadReference } from '../identity/pod-identity';

/** Key of a workload's sum: names are untrusted, so they are kept apart as JSON. */
export function toWorkloadKey(namespace: string, { kind, name }: WorkloadReference): string {
  return JSON.stringify([namespace, kind, name]);
}

export interface WorkloadKey extends WorkloadReference {
  readonly namespace: string;
}

export function parseWorkloadKey(key: string): WorkloadKey {
  const [namespace, kind, name] = JSON.parse(key) as [string, string, string];
  return { namespace, kind, name };
}

/** The sums a pod counts to; none while it has no name. */
export function toGroupKeys(
  namespace: string | undefined,
  workload: WorkloadReference | undefined,
): GroupKeys {
  return {
    namespace,
    workload:
      namespace === undefined || workload === undefined
        ? undefined
        : toWorkloadKey(namespace, workload),
  };
}

/** What the keys of all workloads of a namespace begin with. */
export function toNamespacePrefix(namespace: string): string {
  return `${JSON.stringify([namespace]).slice(0, -1)},`;
}
