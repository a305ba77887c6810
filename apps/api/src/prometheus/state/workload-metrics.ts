import type { WorkloadIdentity } from '../../identity/cluster-view';
import type { PodIdentity } from '../../identity/pod-identity';
import { findDirectOwner } from './pod-owner';
import { atMostOne, info, type StateMetric } from './state-family';

/** What kube-state-metrics calls the two numbers the cluster view has of a kind. */
interface KindNames {
  /** Label with the object's name. */
  readonly label: string;
  readonly desired: string;
  readonly ready: string;
}

const KINDS: Readonly<Record<string, KindNames>> = {
  Deployment: {
    label: 'deployment',
    desired: 'kube_deployment_spec_replicas',
    ready: 'kube_deployment_status_replicas_ready',
  },
  StatefulSet: {
    label: 'statefulset',
    desired: 'kube_statefulset_replicas',
    ready: 'kube_statefulset_status_replicas_ready',
  },
  DaemonSet: {
    label: 'daemonset',
    desired: 'kube_daemonset_status_desired_number_scheduled',
    ready: 'kube_daemonset_status_number_ready',
  },
  ReplicaSet: {
    label: 'replicaset',
    desired: 'kube_replicaset_spec_replicas',
    ready: 'kube_replicaset_status_ready_replicas',
  },
};

/** Kinds of workloads that have metrics here. */
export const WORKLOAD_KINDS: readonly string[] = Object.keys(KINDS);

/** Labels of all series of a workload. */
export function workloadLabels({
  kind,
  namespace,
  name,
}: WorkloadIdentity): Record<string, string> {
  return { namespace, [KINDS[kind].label]: name };
}

/** The metrics of a kind of `WORKLOAD_KINDS`. */
export function workloadMetrics(kind: string): readonly StateMetric<WorkloadIdentity>[] {
  const { desired, ready } = KINDS[kind];
  return [
    {
      name: desired,
      type: 'gauge',
      help: `Pods a ${kind} should have.`,
      samplesOf: ({ desiredPods }) => atMostOne(desiredPods),
    },
    {
      name: ready,
      type: 'gauge',
      help: `Pods of a ${kind} that are ready.`,
      samplesOf: ({ readyPods }) => atMostOne(readyPods),
    },
  ];
}

/** An object between a pod and its workload. */
export interface Link {
  readonly namespace: string;
  readonly name: string;
  readonly owner: { readonly kind: string; readonly name: string };
}

/** Workloads whose pods have such an object in between. */
const MAKERS = { ReplicaSet: 'Deployment', Job: 'CronJob' } as const;

/**
 * The ReplicaSets of Deployments or Jobs of CronJobs that have pods, and who made them: those
 * without pods are not held.
 */
export function* listLinks(
  pods: Iterable<PodIdentity>,
  kind: 'ReplicaSet' | 'Job',
): Generator<Link> {
  const known = new Set<string>();
  for (const pod of pods) {
    // Most pods are told by that: to name the owner of each would be a long work.
    if (pod.workload.kind !== MAKERS[kind]) continue;
    const direct = findDirectOwner(pod);
    if (typeof direct !== 'object') continue;
    const { namespace, workload: owner } = pod;
    const key = `${namespace}\n${direct.name}`;
    if (known.has(key)) continue;
    known.add(key);
    yield { namespace, name: direct.name, owner };
  }
}

/** `kube_replicaset_owner` or `kube_job_owner`. */
export function linkMetric(kind: 'ReplicaSet' | 'Job'): StateMetric<Link> {
  return {
    name: kind === 'ReplicaSet' ? 'kube_replicaset_owner' : 'kube_job_owner',
    type: 'gauge',
    help: `The object that made a ${kind}, always 1.`,
    samplesOf: ({ owner }) =>
      info({ owner_kind: owner.kind, owner_name: owner.name, owner_is_controller: 'true' }),
  };
}

/** Labels of all series of a link. */
export function linkLabels(
  kind: 'ReplicaSet' | 'Job',
  { namespace, name }: Link,
): Record<string, string> {
  return { namespace, [kind === 'ReplicaSet' ? 'replicaset' : 'job_name']: name };
}
