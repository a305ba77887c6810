import type { PodIdentity } from './pod-identity';

/** Injection token of the IdentitySource. */
export const IDENTITY_SOURCE = Symbol('IdentitySource');

/**
 * Who names the pods. A source is asked when a pod is first heard of, and tells when what
 * it knows of a pod has changed.
 */
export interface IdentitySource {
  /** What names pods here, for /health: `none`, `file`. */
  readonly kind: string;
  /** Begins to know; resolves when the first names are there. */
  start(): Promise<void>;
  /** The pod whose cgroup on `node` has this uid. */
  find(node: string, cgroupUid: string): PodIdentity | undefined;
  /** Calls back with pods that became known or changed. */
  onChange(listener: (pod: PodIdentity) => void): void;
}

/** A plain host: nobody names pods; they appear under their uid. */
export const NO_IDENTITY: IdentitySource = {
  kind: 'none',
  start: () => Promise.resolve(),
  find: () => undefined,
  onChange: () => undefined,
};
