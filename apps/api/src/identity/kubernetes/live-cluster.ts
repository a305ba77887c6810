import type { ReflectorHandler } from '@kubemonitor/kubernetes';
import type {
  ClusterView,
  NamespaceIdentity,
  NodeIdentity,
  WorkloadIdentity,
} from '../cluster-view';
import type { KubernetesObject } from '../kubernetes-objects';
import type { PodIdentity, WorkloadReference } from '../pod-identity';
import { readNamespace, readNode, readWorkload } from '../read-cluster';
import type { LivePods } from './live-pods';
import { NamedObjects } from './named-objects';
import { OwnerObjects } from './owner-objects';

/** A resource that is followed. */
export interface WatchedResource {
  /** Its name in the API, as RBAC rules have it. */
  readonly resource: string;
  /** Where it is, the best version first. */
  readonly paths: readonly string[];
  readonly handler: ReflectorHandler<KubernetesObject>;
}

/** The cluster as it is followed. */
export class LiveCluster implements ClusterView {
  private readonly nodesByName = new NamedObjects(readNode);
  private readonly namespacesByName = new NamedObjects(readNamespace);
  private readonly workloadsByKind = new Map<string, NamedObjects<WorkloadIdentity>>();

  constructor(private readonly livePods: LivePods) {}

  /**
   * What has to be followed for it. Those that name pods' owners come first. Every resource
   * needs `list` and `watch` in the API's role (docs/architecture.md).
   */
  resources(): WatchedResource[] {
    const apps = (resource: string, kind: string) =>
      this.watched(resource, [`/apis/apps/v1/${resource}`], this.workloadsOf(kind));
    const owners = (kind: string) => new OwnerObjects(this.livePods, this.workloadsOf(kind));
    return [
      this.watched('replicasets', ['/apis/apps/v1/replicasets'], owners('ReplicaSet')),
      this.watched('jobs', ['/apis/batch/v1/jobs'], owners('Job')),
      this.watched('pods', ['/api/v1/pods'], this.livePods),
      this.watched('nodes', ['/api/v1/nodes'], this.nodesByName),
      this.watched('namespaces', ['/api/v1/namespaces'], this.namespacesByName),
      apps('deployments', 'Deployment'),
      apps('statefulsets', 'StatefulSet'),
      apps('daemonsets', 'DaemonSet'),
      // batch/v1 has CronJobs since Kubernetes 1.21, batch/v1beta1 until 1.24.
      this.watched(
        'cronjobs',
        ['/apis/batch/v1/cronjobs', '/apis/batch/v1beta1/cronjobs'],
        this.workloadsOf('CronJob'),
      ),
    ];
  }

  nodes(): Iterable<NodeIdentity> {
    return this.nodesByName.all();
  }

  node(name: string): NodeIdentity | undefined {
    return this.nodesByName.get(name);
  }

  namespaces(): Iterable<NamespaceIdentity> {
    return this.namespacesByName.all();
  }

  namespace(name: string): NamespaceIdentity | undefined {
    return this.namespacesByName.get(name);
  }

  *workloads(): Iterable<WorkloadIdentity> {
    for (const workloads of this.workloadsByKind.values()) yield* workloads.all();
  }

  workload(namespace: string, { kind, name }: WorkloadReference): WorkloadIdentity | undefined {
    return this.workloadsByKind.get(kind)?.get(name, namespace);
  }

  pods(): Iterable<PodIdentity> {
    return this.livePods.all();
  }

  pod(uid: string): PodIdentity | undefined {
    return this.livePods.get(uid);
  }

  /** The items of a list do not say their kind, so it is given to them here. */
  private workloadsOf(kind: string): NamedObjects<WorkloadIdentity> {
    const workloads = new NamedObjects((object) => readWorkload({ ...object, kind }));
    this.workloadsByKind.set(kind, workloads);
    return workloads;
  }

  private watched(
    resource: string,
    paths: readonly string[],
    handler: ReflectorHandler<KubernetesObject>,
  ): WatchedResource {
    return { resource, paths, handler };
  }
}
