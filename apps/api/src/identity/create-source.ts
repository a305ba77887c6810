import { Logger } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { SYSTEM_TIMING, type KubernetesClient } from '@kubemonitor/kubernetes';
import { FileIdentitySource } from './file-source';
import { NO_IDENTITY, type IdentitySource } from './identity-source';
import { KubernetesIdentitySource } from './kubernetes/kubernetes-source';

/**
 * The identity source the environment asks for.
 * @param client the API server, for IDENTITY_SOURCE=kubernetes
 * @throws Error when it asks for a file and names none, or for a cluster without a client
 */
export function createIdentitySource(
  environment: ApiEnvironment,
  client?: KubernetesClient,
): IdentitySource {
  if (environment.IDENTITY_SOURCE === 'none') return NO_IDENTITY;
  if (environment.IDENTITY_SOURCE === 'kubernetes') return createKubernetesSource(client);
  const paths = (environment.IDENTITY_FILE ?? '').split(',').filter((path) => path !== '');
  if (paths.length === 0) throw new Error('IDENTITY_SOURCE=file needs IDENTITY_FILE.');
  return new FileIdentitySource(paths);
}

function createKubernetesSource(client: KubernetesClient | undefined): IdentitySource {
  if (client === undefined) throw new Error('IDENTITY_SOURCE=kubernetes needs a client.');
  const logger = new Logger('Identity');
  return new KubernetesIdentitySource(client, SYSTEM_TIMING, (line) => logger.warn(line));
}
