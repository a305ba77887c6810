import type { ReasonCode } from '@kubemonitor/metrics-model';
import type { EntityView } from '../answers/latest-table';
import { nodeShares, promiseShares } from '../answers/share-columns';
import type { PodRecord } from '../directory/pod-record';
import type { ClusterView } from '../identity/cluster-view';
import type { Resources } from '../identity/pod-identity';

const NUMBERS = {
  restarts: ({ identity }: PodRecord) => identity?.restarts,
  cpu_request_millicores: ({ identity }: PodRecord) => identity?.requests.cpuMillicores,
  memory_request_bytes: ({ identity }: PodRecord) => identity?.requests.memoryBytes,
  created_at: ({ identity }: PodRecord) => identity?.createdAtMs,
  started_at: ({ identity }: PodRecord) => identity?.startedAtMs,
} as const;

/**
 * How pods are shown.
 * @param sinceMs samples older than this are not the latest values of a pod
 */
export function createPodView(
  cluster: ClusterView | undefined,
  sinceMs: number,
): EntityView<PodRecord> {
  return {
    scope: 'pod',
    keyOf: ({ sortKey }) => sortKey,
    entityOf: ({ entity }) => entity,
    silenceOf: (pod) => explainSilence(pod, sinceMs),
    membersOf: ({ members }) => members,
    shares: {
      ...promiseShares(
        ({ identity }) => ({ requests: identity?.requests, limits: identity?.limits }),
        true,
      ),
      ...nodeShares((pod) => allocatableOf(cluster, pod)),
    },
    numbers: new Set(Object.keys(NUMBERS)),
    numberOf: (pod, name) => NUMBERS[name as keyof typeof NUMBERS](pod),
    fallbacks: {
      cpu_limit_millicores: ({ identity }) => identity?.limits.cpuMillicores,
      memory_limit_bytes: ({ identity }) => identity?.limits.memoryBytes,
    },
  };
}

/** What the node of a pod may give to pods; undefined where the cluster does not tell. */
export function allocatableOf(
  cluster: ClusterView | undefined,
  { node }: PodRecord,
): Resources | undefined {
  return node === undefined ? undefined : cluster?.node(node)?.allocatable;
}

/**
 * Why a pod has no latest values; undefined = it has. The last sample of a pod that has ended
 * is of its past, however young it is, and so is one that is older than the lists look back.
 */
function explainSilence(pod: PodRecord, sinceMs: number): ReasonCode | undefined {
  if (pod.isFinished) return 'not_running';
  if (pod.entity !== undefined && pod.entity.lastSeenMs >= sinceMs) return undefined;
  return pod.identity?.phase === 'Pending' ? 'not_running' : 'not_reported';
}
