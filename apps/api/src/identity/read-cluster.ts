import type {
  NamespaceIdentity,
  NodeIdentity,
  NodeResources,
  WorkloadIdentity,
} from './cluster-view';
import type {
  KubernetesNamespace,
  KubernetesNode,
  KubernetesObject,
  KubernetesWorkload,
  Quantities,
} from './kubernetes-objects';
import { controllerOf } from './owners';
import { readResources } from './pod-resources';
import { parseQuantity } from './quantity';

const NO_LABELS: Readonly<Record<string, string>> = {};

/** Kinds of owners that are listed although they may have no pod. */
const WORKLOAD_KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
]);

/** Kinds whose own owner is the top owner of their pods, as the OwnerIndex has it. */
const LINKS: ReadonlySet<string> = new Set(['ReplicaSet', 'Job']);

/** A Node object; undefined when it has no name or uid. */
export function readNode({ metadata, spec, status }: KubernetesNode): NodeIdentity | undefined {
  const { name, uid, labels = NO_LABELS } = metadata ?? {};
  if (name === undefined || uid === undefined) return undefined;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  return {
    name,
    uid,
    labels,
    // `Unknown`: the node's kubelet has not been heard of, so it is not ready for anything.
    isReady: ready === undefined ? undefined : ready === 'True',
    isSchedulable: spec?.unschedulable !== true,
    capacity: readNodeResources(status?.capacity),
    allocatable: readNodeResources(status?.allocatable),
  };
}

function readNodeResources(quantities: Quantities | undefined): NodeResources {
  return { ...readResources(quantities), pods: parseQuantity(quantities?.['pods']) };
}

/** A Namespace object; undefined when it has no name or uid. */
export function readNamespace(namespace: KubernetesNamespace): NamespaceIdentity | undefined {
  const { name, uid, labels = NO_LABELS } = namespace.metadata ?? {};
  if (name === undefined || uid === undefined) return undefined;
  return { name, uid, labels, phase: namespace.status?.phase ?? 'Active' };
}

/**
 * An object that makes pods; undefined when it has no name, namespace or uid, is of another
 * kind, or is a ReplicaSet or Job another object made: then that one is the top owner.
 */
export function readWorkload(object: KubernetesObject): WorkloadIdentity | undefined {
  const { kind, metadata } = object;
  const { name, namespace, uid, labels = NO_LABELS } = metadata ?? {};
  if (name === undefined || namespace === undefined || uid === undefined) return undefined;
  if (kind === undefined || !WORKLOAD_KINDS.has(kind)) return undefined;
  if (LINKS.has(kind) && controllerOf(metadata) !== undefined) return undefined;
  return { kind, name, namespace, uid, labels, ...countPods(kind, object) };
}

function countPods(
  kind: string,
  { spec, status }: KubernetesWorkload,
): Pick<WorkloadIdentity, 'desiredPods' | 'readyPods'> {
  switch (kind) {
    case 'CronJob':
      return { desiredPods: undefined, readyPods: undefined };
    case 'Job':
      return {
        desiredPods: countJobPods({ spec, status }),
        // Kept by the Job controller since Kubernetes 1.24.
        readyPods: status?.ready ?? undefined,
      };
    case 'DaemonSet':
      return { desiredPods: status?.desiredNumberScheduled, readyPods: status?.numberReady };
    default:
      // Replicas left out are one; the status leaves out a count of 0.
      return { desiredPods: spec?.replicas ?? 1, readyPods: status?.readyReplicas ?? 0 };
  }
}

/** Pods a Job should have now: as many at a time as it may, no more than are left to complete. */
function countJobPods({ spec, status }: KubernetesWorkload): number {
  const isOver = (status?.conditions ?? []).some(
    ({ type, status: value }) => (type === 'Complete' || type === 'Failed') && value === 'True',
  );
  if (isOver || spec?.suspend === true) return 0;
  const parallelism = spec?.parallelism ?? 1;
  // Without completions one that succeeds is enough, and the others end on their own.
  const completions = spec?.completions ?? undefined;
  if (completions === undefined) return parallelism;
  return Math.max(0, Math.min(parallelism, completions - (status?.succeeded ?? 0)));
}
