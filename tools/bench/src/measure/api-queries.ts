import { BENCH_FIELDS } from '../workload/metrics';
import { podsOf, type ClusterShape } from '../workload/topology';
import type { Query } from './query';

/** Where in time windows lie. */
export interface WindowParameters {
  /** Query string that asks for the last `seconds`. */
  readonly window: (seconds: number) => string;
}

/** Windows that end now. */
export const WINDOW_UNTIL_NOW: WindowParameters = { window: (seconds) => `window=${seconds}` };

/** Windows that end at a fixed time, ms since the epoch. */
export function windowUntil(endMs: number): WindowParameters {
  return {
    window(seconds) {
      const start = new Date(endMs - seconds * 1_000).toISOString();
      return `start=${start}&end=${new Date(endMs).toISOString()}`;
    },
  };
}

const FIELDS = BENCH_FIELDS.join(',');
const WINDOW_SECONDS = 300;
const HOUR_SECONDS = 3_600;

/** Names of the questions, most of them those the goals use. */
export type ApiQueryName =
  | 'q1'
  | 'q1b'
  | 'page'
  | 'top'
  | 'q2'
  | 'q2b'
  | 'namespace'
  | 'q4'
  | 'q4m'
  | 'q3'
  | 'q5'
  | 'q5b'
  | 'series'
  | 'small';

/** The questions the goals are about, as the API is asked them. */
export function createApiQueries(
  shape: ClusterShape,
  { window }: WindowParameters,
): Record<ApiQueryName, Query> {
  const last = window(WINDOW_SECONDS);
  const asked = listAskedNamespaces(shape);
  const namespaceOf = (turn: number): string => asked[turn % asked.length];
  const podPath = (turn: number): string => {
    const pods = podsOf(shape, turn % shape.nodes);
    const { namespace, name } = pods[turn % pods.length];
    return `/api/namespaces/${namespace}/pods/${name}`;
  };
  const deployments = (step: number): Pick<Query, 'path'> => ({
    path: () =>
      `/api/workloads?kind=Deployment&limit=0&${window(HOUR_SECONDS)}&step=${step}&fields=memory_bytes`,
  });
  return {
    q1: {
      name: 'q1',
      what: 'last values of all pods, memory',
      path: () => '/api/pods?limit=0&fields=memory_bytes',
    },
    q1b: {
      name: 'q1b',
      what: 'last values of all pods, ten fields',
      path: () => `/api/pods?limit=0&fields=${FIELDS}`,
    },
    page: {
      name: 'page',
      what: 'a page of 500 pods, ten fields',
      path: () => `/api/pods?limit=500&fields=${FIELDS}`,
    },
    top: {
      name: 'top',
      what: 'the 100 pods that use most CPU',
      path: () => '/api/pods?limit=100&sort=-cpu_millicores&fields=cpu_millicores',
    },
    q2: {
      name: 'q2',
      what: 'namespaces now, all fields',
      path: () => '/api/namespaces?limit=0',
    },
    q2b: {
      name: 'q2, one field',
      what: 'namespaces now, memory',
      path: () => '/api/namespaces?limit=0&fields=memory_bytes',
    },
    namespace: {
      name: 'namespace',
      what: 'one namespace, 300 s, all fields',
      path: (turn) => `/api/namespaces/${namespaceOf(turn)}?${last}`,
    },
    q4: {
      name: 'q4',
      what: 'all namespaces, 300 s, CPU',
      path: () => `/api/namespaces?limit=0&${last}&fields=cpu_millicores`,
    },
    q4m: {
      name: 'q4, memory',
      what: 'all namespaces, 300 s, memory',
      path: () => `/api/namespaces?limit=0&${last}&fields=memory_bytes`,
    },
    q3: {
      name: 'q3',
      what: 'one pod, 300 s, ten fields',
      path: (turn) => `${podPath(turn)}?${last}&fields=${FIELDS}`,
    },
    q5: {
      name: 'q5',
      what: 'all deployments, 1 h at 60 s, memory',
      ...deployments(60),
    },
    q5b: {
      name: 'q5b',
      what: 'all deployments, 1 h at 5 s, memory',
      ...deployments(shape.intervalSeconds),
    },
    series: {
      name: 'series',
      what: 'all pods, 300 s, memory, no sums',
      path: () => `/api/pods?limit=0&${last}&fields=memory_bytes`,
    },
    small: {
      name: 'small',
      what: 'one namespace now',
      path: (turn) => `/api/namespaces/${namespaceOf(turn)}`,
    },
  };
}

const MOST_ASKED = 10;

/** Some namespaces that are sure to have pods: those of the first pods of the first nodes. */
export function listAskedNamespaces(shape: ClusterShape): string[] {
  const nodes = Array.from({ length: Math.min(MOST_ASKED, shape.nodes) }, (_, node) => node);
  return nodes.map((node) => podsOf(shape, node)[0].namespace);
}
