import { badSettings, type ConnectionSettings } from './connection-settings';
import { readInClusterSettings } from './in-cluster';
import { readKubeconfig } from './kubeconfig';

/** Where to look for the way to the API server. */
export interface ConnectionSource {
  /** Path of a kubeconfig file; it wins where it is given. */
  readonly kubeconfig: string | undefined;
  /** Context of that file; its current one when left out. */
  readonly context?: string;
  /** Environment of the process: the kubelet tells every pod where the API server is. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The way to the API server: by the kubeconfig file, else as a pod of the cluster.
 * @throws KubernetesError (`BadSettings`) when there is neither, or what is there cannot work
 */
export function readConnection(source: ConnectionSource): ConnectionSettings {
  const { kubeconfig, context, environment } = source;
  if (kubeconfig) return readKubeconfig(kubeconfig, context);
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (!host || !port) {
    throw badSettings(
      'No way to the Kubernetes API server: KUBECONFIG names no file, and this is no pod (KUBERNETES_SERVICE_HOST is not set).',
    );
  }
  return readInClusterSettings({ host, port });
}
