import type { QosClass } from '@kubemonitor/metrics-model';
import type { KubernetesPod } from './kubernetes-objects';
import type { OwnerIndex } from './owners';
import type { PodIdentity } from './pod-identity';
import { readPodLimits, readPodRequests } from './pod-resources';
import { countRestarts, toPodStatus } from './pod-status';
import { parseTime, readContainers } from './read-containers';

/** Annotations of a mirror pod that hold the uid its cgroup has. */
const STATIC_POD_HASHES = ['kubernetes.io/config.mirror', 'kubernetes.io/config.hash'];

/** One object for all pods without labels. */
const NO_LABELS: Readonly<Record<string, string>> = {};

/** The identity of a pod object, or undefined when it has no name, namespace or uid. */
export function readPod(pod: KubernetesPod, owners: OwnerIndex): PodIdentity | undefined {
  const { metadata, spec, status } = pod;
  const { uid, name, namespace } = metadata ?? {};
  if (uid === undefined || name === undefined || namespace === undefined) return undefined;
  const hash = STATIC_POD_HASHES.map((key) => metadata?.annotations?.[key]).find(Boolean);
  return {
    uid,
    cgroupUid: hash ?? uid,
    namespace,
    name,
    node: spec?.nodeName,
    labels: metadata?.labels ?? NO_LABELS,
    workload: owners.resolve(pod),
    qos: status?.qosClass as QosClass | undefined,
    phase: status?.phase ?? 'Unknown',
    status: toPodStatus(pod),
    hostNetwork: spec?.hostNetwork ?? false,
    isStatic: hash !== undefined,
    createdAtMs: parseTime(metadata?.creationTimestamp),
    startedAtMs: parseTime(status?.startTime),
    deletedAtMs: parseTime(metadata?.deletionTimestamp),
    requests: readPodRequests(pod),
    limits: readPodLimits(pod),
    restarts: countRestarts(pod),
    containers: readContainers(pod),
  };
}
