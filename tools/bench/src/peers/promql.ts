import type { Query } from '../measure/query';
import { podsOf, type ClusterShape } from '../workload/topology';

const WINDOW_SECONDS = 300;
const HOUR_SECONDS = 3_600;
const MINUTE_SECONDS = 60;
/** Window of a rate: three intervals of five seconds. */
const RATE_WINDOW = '15s';
const ALL_OF_PODS = '{__name__=~"pod_.+"}';

/** Questions that can be asked in PromQL; by the names `createApiQueries` gives them. */
export type PromqlQueryName =
  'q1' | 'q1b' | 'q2b' | 'q4' | 'q4m' | 'q3' | 'q5' | 'q5b' | 'series' | 'group' | 'groupHour';

/** How a server is asked for the memory of pods. */
export interface PromqlDialect {
  readonly podMemory: string;
  /** How much later than the tick its sample is dated, s. */
  readonly lateSeconds: number;
}

/** As the peers are sent the samples. */
const PLAYED: PromqlDialect = { podMemory: 'pod_memory_bytes', lateSeconds: 0 };

/** Our own server has a name of the field for it, and the moment of the tick a pod was read at. */
export const OWN_PROMQL: PromqlDialect = {
  podMemory: 'pod_memory_working_set_bytes',
  lateSeconds: 1,
};

/** A span of time in steps, seconds. */
interface Steps {
  readonly seconds: number;
  readonly step: number;
}

/**
 * The same questions in PromQL, of the time until the end of tick `lastTick`. Caches are not
 * used. A step of a minute holds its twelve ticks, as ours does: from just after the tick
 * before it (a range of 56 s holds twelve in any PromQL) to its last.
 */
export function createPromqlQueries(
  shape: ClusterShape,
  lastTick: number,
  { podMemory, lateSeconds }: PromqlDialect = PLAYED,
): Record<PromqlQueryName, Query> {
  const { intervalSeconds } = shape;
  const range = (query: string, steps: Steps): string => {
    const { start, end, step } = toTimes(lastTick * intervalSeconds, steps, intervalSeconds);
    return rangePath(query, { start: start + lateSeconds, end: end + lateSeconds, step });
  };
  const now = (query: string): string =>
    `/api/v1/query?${new URLSearchParams({ query, time: String(lastTick * intervalSeconds), nocache: '1' })}`;
  const window = { seconds: WINDOW_SECONDS, step: intervalSeconds };
  const hourly = { seconds: HOUR_SECONDS, step: MINUTE_SECONDS };
  const hour = { seconds: HOUR_SECONDS, step: intervalSeconds };
  const minute = `avg_over_time(${podMemory}[${MINUTE_SECONDS - intervalSeconds + 1}s])`;
  const rate = `rate(pod_cpu_usage_microseconds[${RATE_WINDOW}])`;
  const fixed = (name: string, what: string, path: string): Query => ({
    ...{ name, what },
    path: () => path,
  });
  const byNode = 'pods summed by node from their series';
  return {
    q1: fixed('q1', 'memory of all pods', now(podMemory)),
    q1b: fixed('q1b', 'all pods', now(ALL_OF_PODS)),
    q2b: fixed('q2', 'namespaces', now(`sum by (namespace) (${podMemory})`)),
    q4: fixed('q4', 'namespaces, CPU', range(`sum by (namespace) (${rate})`, window)),
    q4m: fixed('q4, memory', 'namespaces', range(`sum by (namespace) (${podMemory})`, window)),
    q3: {
      ...{ name: 'q3', what: 'one pod' },
      path: (turn) => range(selectPod(shape, turn), window),
    },
    q5: fixed('q5', 'deployments', range(`sum by (deployment) (${minute})`, hourly)),
    q5b: fixed('q5b', 'deployments', range(`sum by (deployment) (${podMemory})`, hour)),
    series: fixed('series', 'all pods', range(podMemory, window)),
    group: fixed('group', `${byNode}, 300 s`, range(`sum by (node) (${podMemory})`, window)),
    groupHour: fixed(
      'group, 1 h',
      `${byNode}, 1 h at 60 s`,
      range(`sum by (node) (${podMemory})`, hourly),
    ),
  };
}

/** Path of what a small question is in PromQL: one namespace now. */
export function smallPromqlPath(namespace: string): string {
  const query = `sum(pod_memory_bytes{namespace="${namespace}"})`;
  return `/api/v1/query?${new URLSearchParams({ query, nocache: '1' })}`;
}

/** Path of the memory of namespaces in [firstTick, lastTick], tick by tick. */
export function memoryPromqlPath(shape: ClusterShape, firstTick: number, lastTick: number): string {
  const { intervalSeconds: step } = shape;
  return rangePath('sum by (namespace) (pod_memory_bytes)', {
    ...{ start: firstTick * step, end: lastTick * step, step },
  });
}

/** Times of evaluation, seconds since the epoch: the last tick of each step. */
export function toTimes(
  endSeconds: number,
  { seconds, step }: Steps,
  intervalSeconds: number,
): { start: number; end: number; step: number } {
  const lastOfStep = Math.floor(endSeconds / step) * step + step - intervalSeconds;
  const end = lastOfStep > endSeconds ? lastOfStep - step : lastOfStep;
  return { start: end - seconds + step, end, step };
}

function rangePath(query: string, { start, end, step }: ReturnType<typeof toTimes>): string {
  return `/api/v1/query_range?${new URLSearchParams({
    query,
    start: String(start),
    end: String(end),
    step: String(step),
    nocache: '1',
  })}`;
}

function selectPod(shape: ClusterShape, turn: number): string {
  const pods = podsOf(shape, turn % shape.nodes);
  const { namespace, name } = pods[turn % pods.length];
  return `{__name__=~"pod_.+",namespace="${namespace}",pod="${name}"}`;
}
