import type {
  ClusterView,
  NamespaceIdentity,
  NodeIdentity,
  WorkloadIdentity,
} from './cluster-view';
import type { KubernetesObject } from './kubernetes-objects';
import type { PodIdentity, WorkloadReference } from './pod-identity';
import { readNamespace, readNode, readWorkload } from './read-cluster';

/** Lists that say what there is besides pods and the owners that name them. */
const CLUSTER_KINDS = new Set([
  'Node',
  'Namespace',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
]);

/** A cluster as lists hold it. */
export class RecordedCluster implements ClusterView {
  private readonly nodesByName = new Map<string, NodeIdentity>();
  private readonly namespacesByName = new Map<string, NamespaceIdentity>();
  private readonly workloadsByKey = new Map<string, WorkloadIdentity>();

  private constructor(private readonly podsByUid: ReadonlyMap<string, PodIdentity>) {}

  /**
   * The cluster of recorded objects; undefined when there are only pods, ReplicaSets and Jobs,
   * which are recorded to name pods and do not say what else there is.
   * @param kinds kinds of all lists, also of those without an item
   */
  static from(
    objects: readonly KubernetesObject[],
    kinds: ReadonlySet<string>,
    pods: ReadonlyMap<string, PodIdentity>,
  ): RecordedCluster | undefined {
    if (![...kinds].some((kind) => CLUSTER_KINDS.has(kind))) return undefined;
    const cluster = new RecordedCluster(pods);
    for (const object of objects) cluster.add(object);
    return cluster;
  }

  nodes(): Iterable<NodeIdentity> {
    return this.nodesByName.values();
  }

  node(name: string): NodeIdentity | undefined {
    return this.nodesByName.get(name);
  }

  namespaces(): Iterable<NamespaceIdentity> {
    return this.namespacesByName.values();
  }

  namespace(name: string): NamespaceIdentity | undefined {
    return this.namespacesByName.get(name);
  }

  workloads(): Iterable<WorkloadIdentity> {
    return this.workloadsByKey.values();
  }

  workload(namespace: string, reference: WorkloadReference): WorkloadIdentity | undefined {
    return this.workloadsByKey.get(workloadKey(namespace, reference));
  }

  pods(): Iterable<PodIdentity> {
    return this.podsByUid.values();
  }

  pod(uid: string): PodIdentity | undefined {
    return this.podsByUid.get(uid);
  }

  private add(object: KubernetesObject): void {
    const node = object.kind === 'Node' ? readNode(object) : undefined;
    if (node !== undefined) this.nodesByName.set(node.name, node);
    const namespace = object.kind === 'Namespace' ? readNamespace(object) : undefined;
    if (namespace !== undefined) this.namespacesByName.set(namespace.name, namespace);
    const workload = readWorkload(object);
    if (workload === undefined) return;
    this.workloadsByKey.set(workloadKey(workload.namespace, workload), workload);
  }
}

function workloadKey(namespace: string, { kind, name }: WorkloadReference): string {
  return JSON.stringify([namespace, kind, name]);
}
