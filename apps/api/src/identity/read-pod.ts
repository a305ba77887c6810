import type { QosClass } from '@kubemonitor/metrics-model';
import type { ContainerStatus, KubernetesPod } from './kubernetes-objects';
import type { OwnerIndex } from './owners';
import type { ContainerIdentity, PodIdentity } from './pod-identity';
import { readPodLimits, readPodRequests } from './pod-resources';

/** Annotations of a mirror pod that hold the uid its cgroup has. */
const STATIC_POD_HASHES = ['kubernetes.io/config.mirror', 'kubernetes.io/config.hash'];

/** The identity of a pod object, or undefined when it has no name, namespace or uid. */
export function readPod(pod: KubernetesPod, owners: OwnerIndex): PodIdentity | undefined {
  const { metadata, spec, status } = pod;
  const { uid, name, namespace } = metadata ?? {};
  if (uid === undefined || name === undefined || namespace === undefined) return undefined;
  const hash = STATIC_POD_HASHES.map((key) => metadata?.annotations?.[key]).find(Boolean);
  const containers = readContainers(pod);
  return {
    uid,
    cgroupUid: hash ?? uid,
    namespace,
    name,
    node: spec?.nodeName,
    labels: metadata?.labels ?? {},
    workload: owners.resolve(pod),
    qos: status?.qosClass as QosClass | undefined,
    phase: status?.phase ?? 'Unknown',
    hostNetwork: spec?.hostNetwork ?? false,
    isStatic: hash !== undefined,
    requests: readPodRequests(pod),
    limits: readPodLimits(pod),
    restarts: countRestarts(status?.containerStatuses),
    containers,
  };
}

function readContainers({ status }: KubernetesPod): Map<string, ContainerIdentity> {
  const all = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ];
  const containers = new Map<string, ContainerIdentity>();
  for (const { containerID, name, image = '', restartCount = 0 } of all) {
    const id = containerID?.split('://')[1];
    if (id !== undefined) containers.set(id, { name, image, restarts: restartCount });
  }
  return containers;
}

function countRestarts(statuses: readonly ContainerStatus[] = []): number {
  return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}
