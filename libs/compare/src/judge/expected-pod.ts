import type { ContainerSpec, ContainerStatus, ObjectMeta, Pod } from '../kubernetes/objects';
import { parseQuantity, toMillicores } from '../kubernetes/quantity';
import type { ClusterSnapshot } from './cluster-snapshot';

/** What kubectl says of a pod that the API must say too. */
export interface ExpectedPod {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string | undefined;
  readonly phase: string;
  /** As in kubectl's STATUS column. */
  readonly status: string | undefined;
  readonly restarts: number;
  readonly isOnHostNetwork: boolean;
  readonly qos: string | undefined;
  readonly workload: { readonly kind: string; readonly name: string };
  readonly cpuRequestMillicores: number | undefined;
  readonly memoryRequestBytes: number | undefined;
  /** Containers that last as long as the pod: regular ones and sidecars. */
  readonly containers: readonly ExpectedContainer[];
  /** Init containers that end before those begin. */
  readonly initContainers: readonly ExpectedContainer[];
  /** Since when all containers that run now run, ms; undefined when none does. */
  readonly runningSinceMs: number | undefined;
}

/** A container of a pod's spec, with the state of its newest run. */
export interface ExpectedContainer {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'terminated' | undefined;
  readonly reason: string | undefined;
  readonly isReady: boolean | undefined;
  /** Without the runtime's prefix; undefined when it does not run now. */
  readonly runningId: string | undefined;
  readonly restarts: number;
  readonly cpuLimitMillicores: number | undefined;
  readonly memoryLimitBytes: number | undefined;
}

/** Reads a pod of a snapshot. */
export function toExpectedPod(pod: Pod, snapshot: ClusterSnapshot): ExpectedPod {
  const { metadata, spec, status } = pod;
  const lasting = [
    ...spec.containers,
    ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
  const statuses = new Map(
    [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])].map(
      (container) => [container.name, container],
    ),
  );
  const containers = lasting.map((container) => toContainer(container, statuses));
  const starts = lasting
    .map(({ name }) => statuses.get(name)?.state?.running?.startedAt)
    .filter((start) => start !== undefined);
  const namespace = metadata.namespace ?? '';
  return {
    key: `${namespace}/${metadata.name}`,
    namespace,
    name: metadata.name,
    uid: metadata.uid,
    node: spec.nodeName,
    phase: status.phase,
    status: snapshot.statuses.get(`${namespace}/${metadata.name}`),
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    isOnHostNetwork: spec.hostNetwork === true,
    qos: status.qosClass,
    workload: resolveWorkload(metadata, snapshot),
    cpuRequestMillicores: sum(lasting.map((c) => toMillicores(c.resources?.requests?.['cpu']))),
    memoryRequestBytes: sum(lasting.map((c) => parseQuantity(c.resources?.requests?.['memory']))),
    containers,
    initContainers: (spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy !== 'Always')
      .map((container) => toContainer(container, statuses)),
    runningSinceMs: starts.length === 0 ? undefined : Math.max(...starts.map(Date.parse)),
  };
}

/** Whether nothing of a pod changed from one snapshot to the next, so that it can be judged. */
export function isUnchanged(before: ExpectedPod, after: ExpectedPod): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function toContainer(
  { name, resources }: ContainerSpec,
  statuses: ReadonlyMap<string, ContainerStatus>,
): ExpectedContainer {
  const status = statuses.get(name);
  const { running, waiting, terminated } = status?.state ?? {};
  const [state] = [
    running && ('running' as const),
    waiting && ('waiting' as const),
    terminated && ('terminated' as const),
  ].filter((known) => known !== undefined);
  return {
    name,
    state,
    reason: waiting?.reason ?? terminated?.reason,
    isReady: status?.ready,
    runningId:
      status?.state?.running === undefined
        ? undefined
        : status.containerID?.replace(/^\w+:\/\//, ''),
    restarts: status?.restartCount ?? 0,
    cpuLimitMillicores: toMillicores(resources?.limits?.['cpu']),
    memoryLimitBytes: parseQuantity(resources?.limits?.['memory']),
  };
}

function resolveWorkload(
  metadata: ObjectMeta,
  { middlemen }: ClusterSnapshot,
): { kind: string; name: string } {
  const owner = controllerOf(metadata);
  if (owner === undefined) return { kind: 'Pod', name: metadata.name };
  if (owner.kind === 'Node') {
    const suffix = `-${owner.name}`;
    const isMarked = metadata.name.endsWith(suffix);
    const name = isMarked ? metadata.name.slice(0, -suffix.length) : metadata.name;
    return { kind: 'StaticPod', name };
  }
  const middleman = middlemen.get(owner.uid);
  const above = middleman === undefined ? undefined : controllerOf(middleman.metadata);
  return { kind: above?.kind ?? owner.kind, name: above?.name ?? owner.name };
}

function controllerOf({ ownerReferences }: ObjectMeta) {
  return ownerReferences?.find(({ controller }) => controller === true);
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}
