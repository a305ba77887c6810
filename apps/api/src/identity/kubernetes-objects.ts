/** The parts of Kubernetes objects that are read here, as they come: nothing is sure to be there. */
export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly creationTimestamp?: string | null;
  readonly deletionTimestamp?: string | null;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

export interface KubernetesObject {
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

/** Amounts by name (`cpu`, `memory`, `pods`), each a quantity such as `200m`. */
export type Quantities = Readonly<Record<string, unknown>>;

/** `requests` and `limits` of a container or pod. */
export interface ResourceRequirements {
  readonly requests?: Quantities;
  readonly limits?: Quantities;
}

export interface ContainerSpec {
  readonly name: string;
  readonly image?: string;
  readonly restartPolicy?: string;
  readonly resources?: ResourceRequirements;
}

/** A run that ended: `state.terminated` or `lastState.terminated`. */
export interface TerminatedState {
  readonly reason?: string;
  readonly exitCode?: number;
  readonly signal?: number;
  readonly finishedAt?: string | null;
  readonly containerID?: string;
}

/** One of the three is there. */
export interface ContainerStateObject {
  readonly waiting?: { readonly reason?: string };
  readonly running?: { readonly startedAt?: string };
  readonly terminated?: TerminatedState;
}

export interface ContainerStatus {
  readonly name: string;
  readonly image?: string;
  readonly containerID?: string;
  readonly restartCount?: number;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly state?: ContainerStateObject;
  readonly lastState?: ContainerStateObject;
  /** What the container runs with, from Kubernetes 1.27 (in-place resize). */
  readonly resources?: ResourceRequirements;
  /** Requests the kubelet has set aside, from Kubernetes 1.27. */
  readonly allocatedResources?: Quantities;
}

export interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
}

export interface KubernetesPod extends KubernetesObject {
  readonly spec?: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly overhead?: Quantities;
    /** Pod-level resources, from Kubernetes 1.32. */
    readonly resources?: ResourceRequirements;
    readonly containers?: readonly ContainerSpec[];
    readonly initContainers?: readonly ContainerSpec[];
    readonly ephemeralContainers?: readonly ContainerSpec[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly qosClass?: string;
    readonly startTime?: string | null;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface KubernetesNode extends KubernetesObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: {
    readonly capacity?: Quantities;
    readonly allocatable?: Quantities;
    readonly conditions?: readonly Condition[];
  };
}

export interface KubernetesNamespace extends KubernetesObject {
  readonly status?: { readonly phase?: string };
}

/** A Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob: the fields that count pods. */
export interface KubernetesWorkload extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number | null;
    readonly parallelism?: number | null;
    readonly completions?: number | null;
    readonly suspend?: boolean;
  };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly ready?: number | null;
    readonly succeeded?: number;
    readonly conditions?: readonly Condition[];
  };
}

/** A list as the API server sends it: its kind is `<Kind>List`, its items have none. */
export interface KubernetesList {
  readonly kind?: string;
  readonly items?: readonly KubernetesObject[];
}
