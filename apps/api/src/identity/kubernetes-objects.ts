/** The parts of Kubernetes objects that are read here, as they come: nothing is sure to be there. */
export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
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
  readonly metadata?: ObjectMeta;
}

interface ResourceRequirements {
  readonly requests?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
}

export interface ContainerSpec {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly resources?: ResourceRequirements;
}

export interface ContainerStatus {
  readonly name: string;
  readonly image?: string;
  readonly containerID?: string;
  readonly restartCount?: number;
}

export interface KubernetesPod extends KubernetesObject {
  readonly spec?: {
    readonly nodeName?: string;
    readonly hostNetwork?: boolean;
    readonly overhead?: Readonly<Record<string, unknown>>;
    readonly containers?: readonly ContainerSpec[];
    readonly initContainers?: readonly ContainerSpec[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly qosClass?: string;
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  };
}

/** A list as the API server sends it: its kind is `<Kind>List`, its items have none. */
export interface KubernetesList {
  readonly kind?: string;
  readonly items?: readonly KubernetesObject[];
}
