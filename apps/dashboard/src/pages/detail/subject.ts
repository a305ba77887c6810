import { SUMMED_FIELDS, fieldsOf, type FieldDefinition } from '@kubemonitor/metrics-model';
import type { RouteMatch } from '../../state/match-route';

/** What a detail page is about. */
export type Subject = Extract<
  RouteMatch,
  { page: 'node' | 'namespace' | 'workload' | 'pod' | 'container' }
>;

/** In the place of a namespace: it is not known, the pod is named by its name alone or its uid. */
export const ANY_NAMESPACE = '-';

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
