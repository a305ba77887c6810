import { METRICS_GROUP } from './metrics-objects';
import { StatusError, toStatus } from './status';

/**
 * The error of an object that is not there. What the core API would have has no group, what
 * only has no metrics has this one.
 */
export function notFound({
  group = METRICS_GROUP,
  kind,
  name,
}: {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}): StatusError {
  const resource = group === '' ? kind : `${kind}.${group}`;
  const details = { name, ...(group === '' ? {} : { group }), kind };
  return new StatusError(
    toStatus(404, 'NotFound', `${resource} ${JSON.stringify(name)} not found`, details),
  );
}
