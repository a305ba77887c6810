import { ANY_NAMESPACE, withQuery } from '../detail/subject';
import { NUMBERS, type Kind } from './kinds';

/** What top shows: all of it is in the URL. */
export interface TopView {
  readonly kind: Kind;
  /** Only of this namespace; empty = of all. */
  readonly namespace: string;
  /** Of containers: `namespace/pod`. */
  readonly pod: string;
}

/** Path of the rows in REST; undefined while no namespace or pod is chosen where one is needed. */
export function topPath({ kind, namespace, pod }: TopView): string | undefined {
  const numbers = NUMBERS[kind].filter(({ isMember }) => isMember !== true);
  const fields = `fields=${numbers.map(({ field }) => field).join(',')}`;
  const within = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  switch (kind) {
    case 'nodes':
    case 'namespaces':
      return withQuery(`/api/${kind}`, 'limit=0', fields);
    case 'pods':
      return withQuery(`/api${within}/pods`, 'limit=0', fields);
    case 'workloads':
      return withQuery(`/api${within}/workloads`, 'limit=0', fields);
    case 'containers':
      return podPath(pod);
  }
}

/** A pod's answer has its containers. Without `fields`: those of pod and container differ. */
function podPath(pod: string): string | undefined {
  const slash = pod.indexOf('/');
  if (slash <= 0 || slash === pod.length - 1) return undefined;
  const namespace = pod.slice(0, slash);
  const name = encodeURIComponent(pod.slice(slash + 1));
  if (namespace === ANY_NAMESPACE) return `/api/pods/${name}`;
  return `/api/namespaces/${encodeURIComponent(namespace)}/pods/${name}`;
}
