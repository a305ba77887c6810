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

/** Nothing is set: one object for all who have nothing. */
export const NO_RESOURCES: Resources = { cpuMillicores: undefined, memoryBytes: undefined };

/**
 * What a container is in its pod: `init` runs before the others and ends, `sidecar` is an
 * init container that restarts and so runs on beside them, `ephemeral` was added for debugging.
 */
export type ContainerKind = 'regular' | 'init' | 'sidecar' | 'ephemeral';

export type ContainerState = 'waiting' | 'running' | 'terminated';

/** How a run of a container ended. */
export interface Termination {
  /** Id of the container that ended, as the runtime gave it. */
  readonly id: string | undefined;
  /** `OOMKilled`, `Error`, `Completed` …; undefined = the runtime did not say. */
  readonly reason: string | undefined;
  readonly exitCode: number | undefined;
  /** Ms since the epoch. */
  readonly finishedAtMs: number | undefined;
}

/** A container as the cluster names it; what is not known is undefined. */
export interface ContainerIdentity {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly image: string;
  readonly requests: Resources;
  readonly limits: Resources;
  /** Id of the newest container of this name, whether or not it still runs; none before the first. */
  readonly id: string | undefined;
  readonly state: ContainerState | undefined;
  /** Why it waits or how it ended: `CrashLoopBackOff`, `ErrImageNeverPull`, `OOMKilled`. */
  readonly reason: string | undefined;
  /** Of a container that has ended. */
  readonly exitCode: number | undefined;
  /** When it began to run, or ended, ms since the epoch. */
  readonly changedAtMs: number | undefined;
  readonly isReady: boolean;
  readonly restarts: number;
  /** How the run before this one ended. */
  readonly lastTermination: Termination | undefined;
}

/** What the cluster tells of a pod: only what answers need, since 150,000 of them are held. */
export interface PodIdentity {
  /** metadata.uid. */
  readonly uid: string;
  /** The uid in the pod's cgroup path: of a static pod the hash of its file. */
  readonly cgroupUid: string;
  readonly namespace: string;
  readonly name: string;
  /** Node it is bound to; undefined while it is not scheduled. */
  readonly node: string | undefined;
  /** The object's own; not a copy. */
  readonly labels: Readonly<Record<string, string>>;
  readonly workload: WorkloadReference;
  readonly qos: QosClass | undefined;
  readonly phase: string;
  /** One word for its state, as the STATUS column of `kubectl get pods` has it. */
  readonly status: string;
  readonly hostNetwork: boolean;
  readonly isStatic: boolean;
  /** When the object was made, ms since the epoch. */
  readonly createdAtMs: number | undefined;
  /** When a kubelet took it on, ms since the epoch. */
  readonly startedAtMs: number | undefined;
  /** When it has to be gone; undefined while nobody has deleted it. */
  readonly deletedAtMs: number | undefined;
  /** What the scheduler sets aside for it; undefined where no container requests anything. */
  readonly requests: Resources;
  /** Undefined where a container that lasts has none: then the pod has none. */
  readonly limits: Resources;
  /** Restarts as `kubectl get pods` counts them. */
  readonly restarts: number;
  /** In the order of the spec: containers, init containers, ephemeral ones. */
  readonly containers: readonly ContainerIdentity[];
}

/** Whether a pod has ended for good: no container of it will run again. */
export function isFinished({ phase }: PodIdentity): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
