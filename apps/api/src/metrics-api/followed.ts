import type { IdentitySource } from '../identity/identity-source';
import { StatusError, toStatus } from './status';

const RETRY_AFTER_SECONDS = 1;

/**
 * Makes sure that what the cluster has is known: a list made before that would lack objects, or
 * the labels they are selected by, and an autoscaler would take them for gone.
 * @throws StatusError 503 while the cluster is followed and was not listed yet
 */
export function checkFollowed(
  { kind, cluster, watches }: IdentitySource,
  resource: 'pods' | 'nodes',
): void {
  if (kind !== 'kubernetes') return;
  const watch = watches?.find((followed) => followed.resource === resource);
  const isKnown = resource === 'pods' ? watch?.state.isSynced === true : cluster !== undefined;
  if (isKnown) return;
  const message = `the server has not listed the cluster's ${resource} yet`;
  const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
  throw new StatusError(toStatus(503, 'ServiceUnavailable', message, details));
}
