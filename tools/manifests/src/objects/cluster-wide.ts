import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1';
import { Namespace } from 'kubernetes-models/v1';
import { NAMESPACE, PRIORITY_CLASS, productLabels } from './names';

/** Above what people run (0), far below Kubernetes' own classes (2,000,000,000). */
const PRIORITY = 1_000_000;

/** The namespace, with the level of Pod Security its pods need. */
export function createNamespace(): Namespace {
  return new Namespace({
    metadata: {
      name: NAMESPACE,
      labels: {
        ...productLabels(),
        // The levels "baseline" and "restricted" allow no hostPath volume at all, not even a
        // read-only one; everything else of "restricted" both pods keep to.
        'pod-security.kubernetes.io/enforce': 'privileged',
      },
    },
  });
}

/**
 * A class of its own: `system-node-critical` may be forbidden outside of kube-system by a
 * quota, and what measures a node should not be more important than what runs the node.
 */
export function createPriorityClass(): PriorityClass {
  return new PriorityClass({
    metadata: { name: PRIORITY_CLASS, labels: productLabels() },
    value: PRIORITY,
    globalDefault: false,
    description: 'kubemonitor: a node that is full is one that people want to see.',
  });
}
