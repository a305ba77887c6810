import { choice, number, text } from '@kubemonitor/config';
import type { ApiServerOptions } from '../process/api-server';
import type { ClusterShape } from '../workload/topology';

/** Options that say what each node is like and where the server is. */
export const PLAYED_OPTIONS = {
  pods: number('pods of each node', { fallback: 30, min: 1, max: 500 }),
  namespaces: number('namespaces', { fallback: 200, min: 1, max: 10_000 }),
  deployments: number('deployments', { fallback: 2_000, min: 1, max: 100_000 }),
  interval: number('seconds between two ticks', { fallback: 5, min: 1, max: 300 }),
  seed: number('seed of all values', { fallback: 1, min: 0, max: 2_147_483_647 }),
  connections: number('kept-alive connections reports are sent over', {
    fallback: 4,
    min: 1,
    max: 10_000,
  }),
  server: text(
    'bundle of the API server, from the root of the workspace',
    'a file',
    'dist/api/main.cjs',
  ),
  'node-args': text(
    'arguments of node for the API server, as the manifests have them',
    'arguments',
    '--max-semi-space-size=2',
  ),
} as const;

/** Options that say how large the played cluster is and how the server is run. */
export const CLUSTER_OPTIONS = {
  nodes: number('nodes played', { fallback: 200, min: 1, max: 50_000 }),
  ...PLAYED_OPTIONS,
  store: choice('where the API server keeps samples', ['memory', 'disk'], 'memory'),
  profile: text('write a CPU profile of the API server (node --cpu-prof) there', 'a directory'),
} as const;

/** Every benchmark's option for its result. */
export const RESULT_OPTIONS = {
  json: text('write options, machine and figures there as JSON', 'a file'),
} as const;

interface ClusterValues {
  readonly nodes: number;
  readonly pods: number;
  readonly namespaces: number;
  readonly deployments: number;
  readonly interval: number;
  readonly seed: number;
}

/** The cluster the options ask for. */
export function toShape(options: ClusterValues): ClusterShape {
  return {
    seed: options.seed,
    nodes: options.nodes,
    podsPerNode: options.pods,
    namespaces: options.namespaces,
    deployments: options.deployments,
    intervalSeconds: options.interval,
  };
}

/** Records of one node and tick: the node and its pods. */
export function recordsPerReport({ podsPerNode }: ClusterShape): number {
  return podsPerNode + 1;
}

interface ServerValues {
  readonly server: string;
  readonly 'node-args': string;
  readonly store: 'memory' | 'disk';
  readonly profile: string | undefined;
}

/** How the options say the API server is to be started. */
export function toServerOptions(
  { server, store, profile, ...options }: ServerValues,
  shape: ClusterShape,
  retentionSeconds: number,
): ApiServerOptions {
  const nodeArguments = options['node-args'].split(' ').filter((argument) => argument !== '');
  return { file: server, nodeArguments, shape, retentionSeconds, store, profile };
}
