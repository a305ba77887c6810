/** The parts of Kubernetes objects that the commands read. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface KubernetesObject {
  readonly kind?: string;
  readonly metadata: ObjectMeta;
}

type Quantities = Readonly<Record<string, string>>;

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly resources?: { readonly requests?: Quantities; readonly limits?: Quantities };
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly containerID?: string;
  readonly state?: {
    readonly running?: { readonly startedAt: string };
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
}

export interface Pod extends KubernetesObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly containers: readonly ContainerSpec[];
    readonly initContainers?: readonly ContainerSpec[];
  };
  readonly status: {
    readonly phase: string;
    readonly qosClass?: string;
    readonly startTime?: string;
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface Node extends KubernetesObject {
  readonly status: {
    readonly capacity?: Quantities;
    readonly allocatable?: Quantities;
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
  };
}

/** A Deployment, StatefulSet, DaemonSet, Job, CronJob or ReplicaSet. */
export interface Workload extends KubernetesObject {
  readonly kind: string;
  readonly spec?: { readonly replicas?: number; readonly parallelism?: number };
  readonly status?: {
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
  };
}

export interface ObjectList<T> {
  readonly items: readonly T[];
}
