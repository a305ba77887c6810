import { podsOf, type ClusterShape } from '../workload/topology';
import type { Query } from '../measure/query';

const WINDOW_SECONDS = 300;
/** Window of a rate: three intervals of five seconds. */
const RATE_WINDOW = '15s';
const ALL_OF_PODS = '{__name__=~"pod_.+"}';

/** The same questions in PromQL; by the names `createApiQueries` gives them. Caches are not used. */
export function createPromqlQueries(
  shape: ClusterShape,
  lastTick: number,
): Record<'q1b' | 'q2b' | 'q4' | 'q4m' | 'q3' | 'series', Query> {
  const endSeconds = lastTick * shape.intervalSeconds;
  const instant = (query: string): string =>
    `/api/v1/query?${new URLSearchParams({ query, time: String(endSeconds), nocache: '1' })}`;
  const range = (query: string): string => {
    const start = endSeconds - WINDOW_SECONDS + shape.intervalSeconds;
    return `/api/v1/query_range?${new URLSearchParams({
      query,
      start: String(start),
      end: String(endSeconds),
      step: String(shape.intervalSeconds),
      nocache: '1',
    })}`;
  };
  const podSelector = (turn: number): string => {
    const pods = podsOf(shape, turn % shape.nodes);
    const { namespace, name } = pods[turn % pods.length];
    return `{__name__=~"pod_.+",namespace="${namespace}",pod="${name}"}`;
  };
  const rate = `rate(pod_cpu_usage_microseconds[${RATE_WINDOW}])`;
  const fixed = (name: string, path: string): Query => ({ name, what: name, path: () => path });
  return {
    q1b: fixed('q1b', instant(ALL_OF_PODS)),
    q2b: fixed('q2', instant('sum by (namespace) (pod_memory_bytes)')),
    q4: fixed('q4', range(`sum by (namespace) (${rate})`)),
    q4m: fixed('q4, memory', range('sum by (namespace) (pod_memory_bytes)')),
    q3: { name: 'q3', what: 'one pod', path: (turn) => range(podSelector(turn)) },
    series: fixed('series', range('pod_memory_bytes')),
  };
}
