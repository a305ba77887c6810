import type { Finding } from '../../api/types';
import { ANY_NAMESPACE, type Subject } from './subject';

/** Findings asked for where they cannot be asked for by namespace. */
const MOST = 500;

/**
 * Path of the findings among which the subject's are; undefined of a workload, whose pods the
 * findings do not name, and of a pod that is not named by its namespace.
 */
export function findingsPathOf(subject: Subject): string | undefined {
  if (subject.page === 'node') return `/api/findings?limit=${MOST}`;
  if (subject.page === 'workload' || subject.namespace === ANY_NAMESPACE) return undefined;
  return `/api/findings?namespace=${encodeURIComponent(subject.namespace)}&limit=${MOST}`;
}

/** Those about the subject or what is in it, in the order they came. */
export function findingsOf(subject: Subject, findings: readonly Finding[]): readonly Finding[] {
  switch (subject.page) {
    case 'node':
      return findings.filter(({ node }) => node === subject.node);
    case 'namespace':
      return findings.filter(({ namespace }) => namespace === subject.namespace);
    case 'workload':
      return [];
    case 'pod':
      return findings.filter((one) => isOfPod(one, subject));
    case 'container':
      return findings.filter(
        (one) =>
          isOfPod(one, subject) && (one.container ?? subject.container) === subject.container,
      );
  }
}

function isOfPod(
  { kind, namespace, name }: Finding,
  subject: { readonly namespace: string; readonly pod: string },
): boolean {
  return kind === 'pod' && namespace === subject.namespace && name === subject.pod;
}
