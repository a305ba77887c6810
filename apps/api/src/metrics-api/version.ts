import { METRICS_VERSIONS, type MetricsVersion } from './metrics-objects';
import { StatusError, toStatus } from './status';

/** The version in a path. @throws StatusError 404 for one that is not served */
export function checkVersion(text: string): MetricsVersion {
  const version = METRICS_VERSIONS.find((known) => known === text);
  if (version !== undefined) return version;
  throw new StatusError(
    toStatus(404, 'NotFound', 'the server could not find the requested resource', {}),
  );
}
