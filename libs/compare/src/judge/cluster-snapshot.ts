import type { Kubectl } from '../kubernetes/kubectl';
import type { KubernetesObject, Node, ObjectList, Pod, Workload } from '../kubernetes/objects';

/** The cluster at one moment, as kubectl shows it. */
export interface ClusterSnapshot {
  readonly nodes: readonly Node[];
  readonly namespaces: readonly KubernetesObject[];
  readonly pods: readonly Pod[];
  /** The STATUS column of `kubectl get pods`, by `namespace/name`. */
  readonly statuses: ReadonlyMap<string, string>;
  /** Deployments, StatefulSets, DaemonSets, Jobs and CronJobs. */
  readonly workloads: readonly Workload[];
  /** ReplicaSets and Jobs by uid: what may stand between a pod and its workload. */
  readonly middlemen: ReadonlyMap<string, KubernetesObject>;
}

const KINDS = 'nodes,namespaces,pods,deployments,statefulsets,daemonsets,jobs,cronjobs,replicasets';
const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/**
 * Reads everything the API is compared with, and the table of pods people see.
 * @throws CommandError when the user may not list all of it
 */
export async function readSnapshot(kubectl: Kubectl): Promise<ClusterSnapshot> {
  const list = await kubectl.json<ObjectList<KubernetesObject>>(['get', KINDS, '-A']);
  const table = await kubectl.text(['get', 'pods', '-A', '--no-headers']);
  return toSnapshot(list.items, parseStatuses(table));
}

/** Reads STATUS from `kubectl get pods -A --no-headers`: the fourth column. */
export function parseStatuses(table: string): Map<string, string> {
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return new Map(
    rows
      .filter((columns) => columns.length >= 4)
      .map(([namespace, name, , status]) => [`${namespace}/${name}`, status]),
  );
}

/** Sorts the objects of a mixed list by kind. */
export function toSnapshot(
  items: readonly KubernetesObject[],
  statuses: ReadonlyMap<string, string>,
): ClusterSnapshot {
  const ofKind = <T extends KubernetesObject>(...kinds: string[]) =>
    items.filter(({ kind }) => kinds.includes(kind ?? '')) as unknown as readonly T[];
  return {
    nodes: ofKind<Node>('Node'),
    namespaces: ofKind('Namespace'),
    pods: ofKind<Pod>('Pod'),
    statuses,
    workloads: ofKind<Workload>(...WORKLOAD_KINDS),
    middlemen: new Map(ofKind('ReplicaSet', 'Job').map((object) => [object.metadata.uid, object])),
  };
}
