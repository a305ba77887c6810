import { Agent } from 'node:https';
import { ApiClient, CommandError, type Kubectl } from '@kubemonitor/compare';
import type { Surroundings } from '../surroundings';
import type { ConnectionOptions } from './connection-options';
import { chooseKubeconfig, type ClusterAccess } from './kubeconfig-choice';
import { keepPortForward } from './keep-forward';
import { createKubectl } from './kubectl';
import { tryServiceProxy, type ProxyAttempt } from './service-proxy';
import { readGivenToken } from './token';

/** The API, and how it was found. */
export interface ApiConnection {
  readonly client: ApiClient;
  /** `--server`, `service proxy of …`, `port-forward`, `default address`. */
  readonly how: string;
  /** The cluster's own API server, where a kubeconfig tells of one. */
  readonly cluster: ClusterAccess | undefined;
  /** The user's kubectl, with the kubeconfig and context in use. */
  readonly kubectl: Kubectl;
}

const DEFAULT_URL = 'http://127.0.0.1:8080';
const SERVICE = 'monitor-api-service';
const SERVICE_PORT = 80;
const TRIES = 3;

/**
 * Finds the API and makes a client for it.
 * @throws CommandError when it is not to be found, with what was tried
 */
export async function openApi(
  options: ConnectionOptions,
  surroundings: Surroundings,
): Promise<ApiConnection> {
  const { env } = surroundings;
  const kubectl = createKubectl(options, env);
  const server = options.server ?? (env['KUBEMONITOR_URL'] || undefined);
  const token = readGivenToken(options.tokenFile, env);
  const isClusterMeant = options.kubeconfig !== undefined || options.context !== undefined;
  const cluster =
    server === undefined || isClusterMeant ? chooseKubeconfig(options, surroundings) : undefined;
  const connect = (url: string, more?: { readonly token?: string; readonly agent?: Agent }) =>
    new ApiClient({
      ...{ url, token, tries: TRIES, timeoutMs: options.timeout * 1_000 },
      ...{ sleep: surroundings.sleep, ...more },
    });
  if (server !== undefined) {
    // A token of a cluster goes to an address only where the user has named both.
    const client = connect(checkUrl(server), { token: token ?? cluster?.settings?.readToken?.() });
    const how = options.server === undefined ? 'KUBEMONITOR_URL' : '--server';
    return { client, how, cluster, kubectl };
  }
  if (cluster === undefined) {
    return { client: connect(DEFAULT_URL), how: 'default address', cluster, kubectl };
  }
  const proxy = await throughProxy(cluster, options.systemNamespace, connect);
  if ('client' in proxy) {
    const how = `service proxy of ${cluster.settings?.server.host}`;
    return { client: proxy.client, how, cluster, kubectl };
  }
  const url = await forwardPort(kubectl, options, surroundings, proxy.reason);
  const client = connect(url, { token: token ?? cluster.settings?.readToken?.() });
  return { client, how: 'kubectl port-forward', cluster, kubectl };
}

/** Tries the service proxy of the cluster's API server. */
async function throughProxy(
  { settings, reason = '' }: ClusterAccess,
  namespace: string,
  connect: (url: string, more: { token?: string; agent?: Agent }) => ApiClient,
): Promise<ProxyAttempt> {
  if (settings === undefined) return { reason };
  const { server, tls, readToken } = settings;
  const place = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${SERVICE}:http/proxy`;
  const client = connect(`${server.href.replace(/\/+$/, '')}${place}`, {
    token: readToken?.(),
    agent: server.protocol === 'https:' ? new Agent({ ...tls, keepAlive: true }) : undefined,
  });
  return tryServiceProxy(client, namespace);
}

async function forwardPort(
  kubectl: Kubectl,
  { systemNamespace }: ConnectionOptions,
  { defer, sleep }: Surroundings,
  reason: string,
): Promise<string> {
  try {
    const forwarded = {
      namespace: systemNamespace,
      service: SERVICE,
      servicePort: SERVICE_PORT,
      localPort: 0,
    };
    const forward = await keepPortForward(kubectl, forwarded, sleep);
    defer(() => Promise.resolve(forward.stop()));
    return forward.url;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `The API cannot be reached. Service proxy: ${reason}. Port-forward: ${why}`,
      {
        fault: /forbidden/i.test(why) ? 'not_allowed' : 'unreachable',
        cause: error,
        remedy:
          'Is kubemonitor installed (--system-namespace), is its pod ready, and may you use services/proxy or pods/portforward there? --server names an address.',
      },
    );
  }
}

function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`"${text}" is no http or https address.`, { fault: 'bad_usage' });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new CommandError('The address of the API takes no password, query or fragment.', {
      fault: 'bad_usage',
    });
  }
  return url.href;
}
