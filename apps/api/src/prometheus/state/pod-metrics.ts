import type { PodIdentity } from '../../identity/pod-identity';
import { findDirectOwner } from './pod-owner';
import { atMostOne, info, type StateMetric } from './state-family';

/** All phases a pod can be in: each has a sample, 1 for the one it is in. */
const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

/** What kube-state-metrics writes for an owner there is not. */
const NOBODY = '<none>';

const toSeconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000);

/** Labels of all series of a pod. */
export function podStateLabels({ namespace, name, uid }: PodIdentity): Record<string, string> {
  return { namespace, pod: name, uid };
}

/** What is known of pods, under kube-state-metrics' names. */
export const POD_METRICS: readonly StateMetric<PodIdentity>[] = [
  {
    name: 'kube_pod_info',
    type: 'gauge',
    help: 'A pod, always 1. Addresses and the priority class are not collected.',
    samplesOf: (pod) => {
      const owner = findDirectOwner(pod);
      const maker = typeof owner === 'object' ? owner : undefined;
      return info({
        node: pod.node,
        host_network: String(pod.hostNetwork),
        created_by_kind: owner === 'none' ? NOBODY : maker?.kind,
        created_by_name: owner === 'none' ? NOBODY : maker?.name,
      });
    },
  },
  {
    name: 'kube_pod_owner',
    type: 'gauge',
    help: 'The object that made a pod, always 1.',
    samplesOf: (pod) => {
      const owner = findDirectOwner(pod);
      if (owner === undefined) return [];
      const { kind, name } = owner === 'none' ? { kind: NOBODY, name: NOBODY } : owner;
      const isController = owner === 'none' ? NOBODY : 'true';
      return info({ owner_kind: kind, owner_name: name, owner_is_controller: isController });
    },
  },
  {
    name: 'kube_pod_status_phase',
    type: 'gauge',
    help: 'The phase a pod is in: 1, and 0 for the others.',
    samplesOf: ({ phase: current }) =>
      PHASES.map((phase) => ({ value: Number(phase === current), labels: { phase } })),
  },
  {
    name: 'kube_pod_created',
    type: 'gauge',
    help: 'When the object was made, seconds since the epoch.',
    samplesOf: ({ createdAtMs }) => atMostOne(toSeconds(createdAtMs)),
  },
  {
    name: 'kube_pod_start_time',
    type: 'gauge',
    help: 'When a kubelet took the pod on, seconds since the epoch.',
    samplesOf: ({ startedAtMs }) => atMostOne(toSeconds(startedAtMs)),
  },
  {
    name: 'kube_pod_deletion_timestamp',
    type: 'gauge',
    help: 'When a deleted pod has to be gone, seconds since the epoch.',
    samplesOf: ({ deletedAtMs }) => atMostOne(toSeconds(deletedAtMs)),
  },
];
