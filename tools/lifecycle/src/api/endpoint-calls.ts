import type {
  ApiAnswer,
  ApiClient,
  GroupAnswer,
  NodeAnswer,
  PodAnswer,
} from '@kubemonitor/compare';
import { fillTemplate, type Endpoint } from './open-api-document';

/** One request to an endpoint. */
export interface EndpointCall {
  readonly endpoint: Endpoint;
  readonly path: string;
  /** What is asked, for people. */
  readonly what: 'latest values' | 'time series' | 'an unknown name' | 'a bad body';
  readonly body?: string;
}

/** Real names to ask for, so that every path leads to something. */
export interface SampleNames {
  readonly node?: string;
  readonly pod?: { readonly namespace: string; readonly pod: string };
  readonly deployment?: { readonly namespace: string; readonly deployment: string };
  readonly workload?: { readonly namespace: string; readonly kind: string; readonly name: string };
}

const WINDOW_SECONDS = 60;
const UNKNOWN = 'no-such-name';

/** Names the API itself shows now. */
export async function readSampleNames(client: ApiClient): Promise<SampleNames> {
  const nodes = await client.list<NodeAnswer>('/api/nodes');
  const pods = await client.list<PodAnswer>('/api/pods');
  const named = pods.find(({ pod }) => pod !== null);
  const deployed = pods.find(({ deployment }) => deployment !== undefined);
  const groups =
    named === undefined
      ? []
      : await client.list<GroupAnswer>(
          `/api/namespaces/${encodeURIComponent(named.namespace)}/workloads`,
        );
  const workload = groups.find((group) => group.workload !== undefined);
  return {
    node: nodes[0]?.node,
    pod: named,
    deployment:
      deployed?.deployment === undefined
        ? undefined
        : { namespace: deployed.namespace, deployment: deployed.deployment },
    workload:
      workload?.workload === undefined
        ? undefined
        : { namespace: workload.namespace, ...workload.workload },
  };
}

/** The answer to a call; of a stream, which has no end, what it begins with. */
export function ask(client: ApiClient, { endpoint, path, body }: EndpointCall): Promise<ApiAnswer> {
  if (endpoint.isStream) return client.requestFirstEvent(path);
  return client.request(endpoint.method, path, body);
}

/** Calls of an endpoint that must be answered with 200; none when the cluster has nothing for it. */
export function toReadingCalls(endpoint: Endpoint, names: SampleNames): EndpointCall[] {
  if (endpoint.method !== 'get') return [];
  const values = valuesFor(endpoint.template, names);
  const path = fillTemplate(endpoint.template, values);
  if (path === undefined) return [];
  const isByPodOnly = endpoint.template.startsWith('/api/pods/{pod}');
  const query = isByPodOnly ? `?namespace=${encodeURIComponent(names.pod?.namespace ?? '')}` : '';
  const latest = { endpoint, path: path + query, what: 'latest values' } as const;
  if (!endpoint.hasWindow) return [latest];
  const window = `${path}${query}${query === '' ? '?' : '&'}window=${WINDOW_SECONDS}`;
  return [latest, { endpoint, path: window, what: 'time series' }];
}

/** Calls that must be refused, as the document says, and change nothing. */
export function toRefusedCalls(endpoint: Endpoint): EndpointCall[] {
  const unknown = Object.fromEntries(
    ['node', 'pod', 'namespace', 'deployment', 'kind', 'name'].map((name) => [name, UNKNOWN]),
  );
  const path = fillTemplate(endpoint.template, unknown) ?? endpoint.template;
  if (endpoint.method === 'post') return [{ endpoint, path, what: 'a bad body', body: '{"x":' }];
  const namesOne = /\{\w+\}$/.test(endpoint.template);
  return namesOne ? [{ endpoint, path, what: 'an unknown name' }] : [];
}

function valuesFor(
  template: string,
  { node, pod, deployment, workload }: SampleNames,
): Readonly<Record<string, string | undefined>> {
  if (template.includes('{deployment}')) return { ...deployment };
  if (template.includes('{kind}')) return { ...workload };
  return { node, pod: pod?.pod, namespace: pod?.namespace };
}
