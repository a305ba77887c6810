import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import {
  badSettings,
  parseServer,
  readSettingsFile,
  type ConnectionSettings,
  type TlsSettings,
} from './connection-settings';
import {
  UNSUPPORTED_CLUSTER_KEYS,
  UNSUPPORTED_USER_KEYS,
  type Kubeconfig,
  type KubeconfigCluster,
  type KubeconfigUser,
} from './kubeconfig-file';
import { TokenFile } from './token-file';

/**
 * Settings of a context of a kubeconfig file, the current one unless it is named. Files it names are looked for beside it.
 * @throws KubernetesError (`BadSettings`) when it cannot be read, says nothing of a name it
 *   refers to, or asks for what is not known here: `exec`, `auth-provider`, a password, a proxy
 */
export function readKubeconfig(path: string, context?: string): ConnectionSettings {
  const config = parseKubeconfig(path);
  const name = context ?? config['current-context'];
  if (!name) throw badSettings(`${path} has no current-context`);
  const { context: chosen } = pick(path, 'context', config.contexts, name);
  const { cluster } = pick(path, 'cluster', config.clusters, chosen?.cluster);
  const user = chosen?.user ? pick(path, 'user', config.users, chosen.user).user : undefined;
  refuse(path, 'cluster', cluster, UNSUPPORTED_CLUSTER_KEYS);
  refuse(path, 'user', user, UNSUPPORTED_USER_KEYS);
  return {
    server: parseServer(cluster?.server ?? '', `${path}: server`),
    tls: readTls(dirname(path), cluster, user),
    readToken: readTokenOf(dirname(path), user),
  };
}

function parseKubeconfig(path: string): Kubeconfig {
  const text = readSettingsFile(path).toString('utf8');
  let config: unknown;
  try {
    config = parse(text);
  } catch (cause) {
    throw badSettings(`${path} is no YAML`, cause);
  }
  if (typeof config !== 'object' || config === null) throw badSettings(`${path} is no kubeconfig`);
  return config;
}

function pick<E extends { readonly name?: string }>(
  path: string,
  kind: string,
  entries: readonly E[] | undefined,
  name: string | undefined,
): E {
  const found = Array.isArray(entries) ? entries.find((entry) => entry?.name === name) : undefined;
  if (found === undefined) throw badSettings(`${path} has no ${kind} "${name ?? ''}"`);
  return found;
}

function refuse<T extends object>(
  path: string,
  kind: string,
  entry: T | undefined,
  keys: readonly (keyof T & string)[],
): void {
  const key = keys.find((candidate) => entry?.[candidate] !== undefined);
  if (key === undefined) return;
  throw badSettings(
    `${path}: "${key}" of a ${kind} is not supported; use a token, a token file or a client certificate`,
  );
}

function readTls(
  folder: string,
  cluster: KubeconfigCluster | undefined,
  user: KubeconfigUser | undefined,
): TlsSettings {
  const pem = (data: string | undefined, file: string | undefined): Buffer | undefined => {
    if (data) return Buffer.from(data, 'base64');
    return file ? readSettingsFile(resolve(folder, file)) : undefined;
  };
  return {
    ca: pem(cluster?.['certificate-authority-data'], cluster?.['certificate-authority']),
    cert: pem(user?.['client-certificate-data'], user?.['client-certificate']),
    key: pem(user?.['client-key-data'], user?.['client-key']),
    servername: cluster?.['tls-server-name'],
    rejectUnauthorized: cluster?.['insecure-skip-tls-verify'] !== true,
  };
}

/** The file wins over the token beside it, as in client-go's `rest.Config`. */
function readTokenOf(folder: string, user: KubeconfigUser | undefined): (() => string) | undefined {
  if (user?.tokenFile) {
    const file = new TokenFile(resolve(folder, user.tokenFile));
    file.read();
    return () => file.read();
  }
  const token = user?.token;
  return token ? () => token : undefined;
}
