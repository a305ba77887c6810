import type { Kubectl } from '@kubemonitor/compare';
import { HttpsKubernetesClient, KubernetesError } from '@kubemonitor/kubernetes';
import type { ClusterAccess } from '../connection/kubeconfig-choice';

/** What doctor asks of a cluster's API server. */
export interface ClusterReader {
  /** undefined = there is no such object. @throws Error when it cannot be had */
  readonly get: <T>(path: string) => Promise<T | undefined>;
  readonly post: <T>(path: string, body: object) => Promise<T>;
}

/** Asks the API server itself, or by kubectl where only that knows how to log in. */
export function createClusterReader(
  access: ClusterAccess,
  kubectl: Kubectl,
  timeoutMs: number,
): ClusterReader {
  if (access.settings === undefined) return byKubectl(kubectl);
  const client = new HttpsKubernetesClient(access.settings);
  return {
    get: async <T>(path: string) => {
      try {
        return await client.request<T>('GET', path, { timeoutMs });
      } catch (error) {
        if (error instanceof KubernetesError && error.status === 404) return undefined;
        throw error;
      }
    },
    post: (path, body) => client.request('POST', path, { body, timeoutMs }),
  };
}

function byKubectl(kubectl: Kubectl): ClusterReader {
  return {
    get: async <T>(path: string) => {
      const { code, stdout, stderr } = await kubectl.attempt(['get', '--raw', path]);
      if (code === 0) return JSON.parse(stdout) as T;
      if (/NotFound|could not find/i.test(stderr)) return undefined;
      throw new Error(stderr.trim().split('\n').at(-1) ?? 'no answer');
    },
    post: async <T>(path: string, body: object) => {
      const input = JSON.stringify(body);
      return JSON.parse(await kubectl.text(['create', '--raw', path, '-f', '-'], { input })) as T;
    },
  };
}
