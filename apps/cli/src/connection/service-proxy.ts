import { CommandError, type ApiAnswer, type ApiClient } from '@kubemonitor/compare';

/** A client that reaches the API, or why there is none. */
export type ProxyAttempt = { readonly client: ApiClient } | { readonly reason: string };

const UNAUTHORIZED = 401;

/**
 * Tries the API server's proxy of the service. The API server takes the caller's token for
 * itself and passes none on (apiserver `pkg/endpoints/filters/authentication.go`), so where
 * reads are protected another way is needed.
 * @throws CommandError when the API server itself does not answer: no other way would lead there
 */
export async function tryServiceProxy(client: ApiClient, namespace: string): Promise<ProxyAttempt> {
  const health = await client.request('get', '/health');
  if (health.status !== 200) return { reason: describe(health, namespace) };
  if (!isHealth(health.text)) return { reason: 'something else answers there' };
  const { status } = await client.request('get', '/api/pods?limit=1');
  if (status === UNAUTHORIZED)
    return { reason: 'reads are protected, and a token does not get through it' };
  return { client };
}

function describe({ status, text }: ApiAnswer, namespace: string): string {
  if (status === UNAUTHORIZED) {
    throw new CommandError('The API server of the cluster refuses your credentials.', {
      fault: 'not_allowed',
      remedy: 'They may have expired: log in to the cluster again.',
    });
  }
  if (status === 403) return 'you may not get services/proxy';
  if (status === 404) return `there is no service monitor-api-service in namespace ${namespace}`;
  if (status === 503) return 'no pod of the API is ready';
  return `HTTP ${status} ${text.slice(0, 100)}`;
}

function isHealth(text: string): boolean {
  try {
    const body = JSON.parse(text) as { readonly status?: unknown; readonly store?: unknown } | null;
    return body?.status === 'ok' && typeof body.store === 'object';
  } catch {
    return false;
  }
}
