import type { QosClass } from '@kubemonitor/metrics-model';

/** The top owner of a pod. `Pod` = a bare pod, `StaticPod` = made by a kubelet from a file. */
export interface WorkloadReference {
  readonly kind: string;
  readonly name: string;
}

/** What a container promises and may use at most; undefined = not set. */
export interface Resources {
  readonly cpuMillicores: number | undefined;
  readonly memoryBytes: number | undefined;
}

/** A container as the cluster names it. */
export interface ContainerIdentity {
  readonly name: string;
  readonly image: string;
  readonly restarts: number;
}

/** What the cluster tells of a pod: only what answers need. */
export interface PodIdentity {
  /** metadata.uid. */
  readonly uid: string;
  /** The uid in the pod's cgroup path: of a static pod the hash of its file. */
  readonly cgroupUid: string;
  readonly namespace: string;
  readonly name: string;
  /** Node it is bound to; undefined while it is not scheduled. */
  readonly node: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly workload: WorkloadReference;
  readonly qos: QosClass | undefined;
  readonly phase: string;
  readonly hostNetwork: boolean;
  readonly isStatic: boolean;
  readonly requests: Resources;
  /** Undefined where a container has none: then the pod has none. */
  readonly limits: Resources;
  readonly restarts: number;
  /** By container id as the runtime gives it. */
  readonly containers: ReadonlyMap<string, ContainerIdentity>;
}
