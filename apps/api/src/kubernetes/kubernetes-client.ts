import type { ApiEnvironment } from '@kubemonitor/config';
import {
  HttpsKubernetesClient,
  readConnection,
  type KubernetesClient,
} from '@kubemonitor/kubernetes';

/** Injection token of the KubernetesClient; undefined where nothing here asks the cluster. */
export const KUBERNETES_CLIENT = Symbol('KubernetesClient');

/**
 * The client the environment asks for: only where names or rights come from the cluster, or
 * it is to be a part of its API.
 * @param processEnvironment where the kubelet tells every pod the API server's address
 * @throws KubernetesError (`BadSettings`) when there is no way to the API server
 */
export function createKubernetesClient(
  { IDENTITY_SOURCE, AUTH_INGEST, AUTH_READ, AGGREGATION_PORT, KUBECONFIG }: ApiEnvironment,
  processEnvironment: NodeJS.ProcessEnv,
): KubernetesClient | undefined {
  const isAsked = [IDENTITY_SOURCE, AUTH_INGEST, AUTH_READ].includes('kubernetes');
  if (!isAsked && AGGREGATION_PORT === 0) return undefined;
  const settings = readConnection({ kubeconfig: KUBECONFIG, environment: processEnvironment });
  return new HttpsKubernetesClient(settings);
}
