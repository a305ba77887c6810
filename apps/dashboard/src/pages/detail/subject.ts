import { SUMMED_FIELDS, fieldsOf, type FieldDefinition } from '@kubemonitor/metrics-model';
import { ANY_NAMESPACE, type RouteMatch } from '../../state/match-route';

export { ANY_NAMESPACE };

/** What a detail page is about. */
export type Subject = Extract<
  RouteMatch,
  { page: 'node' | 'namespace' | 'workload' | 'pod' | 'container' }
>;

/** The subject of a route; undefined of the other pages. */
export function subjectOf(route: RouteMatch): Subject | undefined {
  switch (route.page) {
    case 'node':
    case 'namespace':
    case 'workload':
    case 'pod':
    case 'container':
      return route;
    default:
      return undefined;
  }
}

/** Path of the subject in REST. A container's values are in the answer about its pod. */
export function restPathOf(subject: Subject): string {
  switch (subject.page) {
    case 'node':
      return join('nodes', subject.node);
    case 'namespace':
      return join('namespaces', subject.namespace);
    case 'workload':
      return join('namespaces', subject.namespace, 'workloads', subject.kind, subject.workload);
    case 'pod':
    case 'container':
      return subject.namespace === ANY_NAMESPACE
        ? join('pods', subject.pod)
        : join('namespaces', subject.namespace, 'pods', subject.pod);
  }
}

/** Path of the list of the subject's pods; undefined of a pod and a container. */
export function podsPathOf(subject: Subject): string | undefined {
  const isGroup = subject.page !== 'pod' && subject.page !== 'container';
  return isGroup ? `${restPathOf(subject)}/pods` : undefined;
}

/** Path of what happened to the subject; undefined of a pod whose namespace is not known. */
export function eventsPathOf(subject: Subject): string | undefined {
  const isPod = subject.page === 'pod' || subject.page === 'container';
  if (isPod && subject.namespace === ANY_NAMESPACE) return undefined;
  return `${restPathOf(subject)}/events`;
}

/** Path of the sums by namespace of a node's pods; undefined of all else. */
export function namespacesPathOf(subject: Subject): string | undefined {
  return subject.page === 'node' ? `${restPathOf(subject)}/namespaces` : undefined;
}

/** The fields an answer about the subject can have. */
export function fieldsOfSubject(page: Subject['page']): readonly FieldDefinition[] {
  return page === 'namespace' || page === 'workload' ? SUMMED_FIELDS : fieldsOf(page);
}

/** A path with a query; empty parts of it are left out. */
export function withQuery(path: string, ...parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&');
  return query === '' ? path : `${path}?${query}`;
}

function join(...parts: readonly string[]): string {
  return `/api/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}
