import type { ReadScope } from '../auth/read-scope';
import { METRICS_GROUP } from './metrics-objects';
import { StatusError, toStatus } from './status';

const WHERE_ALL = 'at the cluster scope';

/**
 * A list of all namespaces is for those who may read every pod: a part of it would look whole.
 * @throws StatusError 403
 */
export function checkAllNamespaces(scope: ReadScope): void {
  // Pods without a name may be anybody's: who may read them may read all.
  if (!scope.mayReadNamespace(undefined)) throw forbidden('list', WHERE_ALL);
}

/** @throws StatusError 403 */
export function checkNamespace(scope: ReadScope, verb: 'get' | 'list', namespace: string): void {
  if (scope.mayReadNamespace(namespace)) return;
  throw forbidden(verb, `in the namespace ${JSON.stringify(namespace)}`);
}

function forbidden(verb: string, where: string): StatusError {
  const resource = `resource "pods" in API group "${METRICS_GROUP}"`;
  const message = `pods.${METRICS_GROUP} is forbidden: the caller cannot ${verb} ${resource} ${where}`;
  const details = { group: METRICS_GROUP, kind: 'pods' };
  return new StatusError(toStatus(403, 'Forbidden', message, details));
}
