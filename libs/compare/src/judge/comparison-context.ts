import type { Kubectl } from '../kubernetes/kubectl';

/** What a comparison reads the cluster by. */
export interface ComparisonContext {
  readonly kubectl: Kubectl;
  /** Namespace of the installation. */
  readonly namespace: string;
}
