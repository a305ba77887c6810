import { join } from 'node:path';
import { parseServer, readSettingsFile, type ConnectionSettings } from './connection-settings';
import { TokenFile } from './token-file';

/** Where the kubelet puts the service account's token and the cluster's authority. */
export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the kubelet tells every pod of where the API server is. */
export interface ServiceAddress {
  /** KUBERNETES_SERVICE_HOST: a name or an address, IPv6 without brackets. */
  readonly host: string;
  /** KUBERNETES_SERVICE_PORT. */
  readonly port: string;
}

/**
 * Settings of a pod that asks its own cluster, see
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 * @throws KubernetesError (`BadSettings`) when a file is missing
 */
export function readInClusterSettings(
  { host, port }: ServiceAddress,
  folder = SERVICE_ACCOUNT_FOLDER,
): ConnectionSettings {
  const address = host.includes(':') ? `[${host}]` : host;
  const token = new TokenFile(join(folder, 'token'));
  token.read();
  return {
    server: parseServer(`https://${address}:${port}`, 'KUBERNETES_SERVICE_HOST'),
    tls: { ca: readSettingsFile(join(folder, 'ca.crt')), rejectUnauthorized: true },
    readToken: () => token.read(),
  };
}
