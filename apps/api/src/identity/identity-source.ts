import type { ReflectorState } from '@kubemonitor/kubernetes';
import type { ClusterView } from './cluster-view';
import type { PodIdentity } from './pod-identity';

/** Injection token of the IdentitySource. */
export const IDENTITY_SOURCE = Symbol('IdentitySource');

/** How the following of one resource of the cluster goes. */
export interface ResourceWatch {
  /** `pods`, `replicasets` … */
  readonly resource: string;
  readonly state: ReflectorState;
}

/**
 * Who names the pods. A source is asked when a pod is first heard of, and tells when what
 * it knows of a pod has changed.
 */
export interface IdentitySource {
  /** What names pods here, for /health: `none`, `file`, `kubernetes`. */
  readonly kind: string;
  /** The cluster as a whole; undefined where only single pods are named, or nothing is known yet. */
  readonly cluster: ClusterView | undefined;
  /** How it follows the cluster, where it does. */
  readonly watches?: readonly ResourceWatch[];
  /** Begins to know; a source that has to wait for others does not make the start wait. */
  start(): Promise<void>;
  /** The pod whose cgroup on `node` has this uid. */
  find(node: string, cgroupUid: string): PodIdentity | undefined;
  /** Calls back with pods that became known or changed; at once with those that are known. */
  onChange(listener: (pod: PodIdentity) => void): void;
  /** Calls back with pods that are gone: they keep their name, but are in no latest list. */
  onGone(listener: (pod: PodIdentity) => void): void;
  stop(): void;
}

/** A plain host: nobody names pods; they appear under their uid. */
export const NO_IDENTITY: IdentitySource = {
  kind: 'none',
  cluster: undefined,
  start: () => Promise.resolve(),
  find: () => undefined,
  onChange: () => undefined,
  onGone: () => undefined,
  stop: () => undefined,
};
