import type { ApiEnvironment } from '@kubemonitor/config';
import { FileIdentitySource } from './file-source';
import { NO_IDENTITY, type IdentitySource } from './identity-source';

/**
 * The identity source the environment asks for.
 * @throws Error when it asks for a file and names none
 */
export function createIdentitySource(environment: ApiEnvironment): IdentitySource {
  if (environment.IDENTITY_SOURCE === 'none') return NO_IDENTITY;
  const paths = (environment.IDENTITY_FILE ?? '').split(',').filter((path) => path !== '');
  if (paths.length === 0) throw new Error('IDENTITY_SOURCE=file needs IDENTITY_FILE.');
  return new FileIdentitySource(paths);
}
