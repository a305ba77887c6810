import type { PodIdentity, WorkloadReference } from './pod-identity';

/** What a node has in all and may give to pods; undefined = the cluster does not say. */
export interface NodeResources {
  readonly cpuMillicores: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly pods: number | undefined;
}

/** A node as the cluster knows it, whether or not a collector runs there. */
export interface NodeIdentity {
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Condition `Ready`; undefined = unknown. */
  readonly isReady: boolean | undefined;
  readonly isSchedulable: boolean;
  readonly capacity: NodeResources;
  readonly allocatable: NodeResources;
}

export interface NamespaceIdentity {
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `Active` or `Terminating`. */
  readonly phase: string;
}

/**
 * A top owner of pods as the cluster knows it, whether or not it has pods: a Deployment,
 * StatefulSet, DaemonSet, Job or CronJob, a ReplicaSet of its own.
 */
export interface WorkloadIdentity extends WorkloadReference {
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Pods it should have; of a DaemonSet the nodes it belongs on; undefined where that has no meaning. */
  readonly desiredPods: number | undefined;
  /** Pods of it that are ready. */
  readonly readyPods: number | undefined;
}

/** The whole cluster, what has no samples included. All answers are of one moment. */
export interface ClusterView {
  nodes(): Iterable<NodeIdentity>;
  node(name: string): NodeIdentity | undefined;
  namespaces(): Iterable<NamespaceIdentity>;
  namespace(name: string): NamespaceIdentity | undefined;
  workloads(): Iterable<WorkloadIdentity>;
  workload(namespace: string, reference: WorkloadReference): WorkloadIdentity | undefined;
  pods(): Iterable<PodIdentity>;
  /** A pod that exists now, by metadata.uid. */
  pod(uid: string): PodIdentity | undefined;
}
