import { ANY_NAMESPACE, type Subject } from './subject';

/** Findings asked for at most: as many as a reader may look through. */
const MOST = 500;

/**
 * Path of the findings about the subject and what is in it; undefined of a pod that is not
 * named by its namespace.
 */
export function findingsPathOf(subject: Subject): string | undefined {
  const filters = filtersOf(subject);
  if (filters['namespace'] === ANY_NAMESPACE) return undefined;
  const query = Object.entries(filters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `/api/findings?${[...query, `limit=${MOST}`].join('&')}`;
}

function filtersOf(subject: Subject): Readonly<Record<string, string>> {
  switch (subject.page) {
    case 'node':
      return { node: subject.node };
    case 'namespace':
      return { namespace: subject.namespace };
    case 'workload': {
      const { namespace, kind, workload } = subject;
      return { namespace, workload: `${kind}/${workload}` };
    }
    case 'pod':
      return { namespace: subject.namespace, pod: subject.pod };
    case 'container': {
      const { namespace, pod, container } = subject;
      return { namespace, pod, container };
    }
  }
}
