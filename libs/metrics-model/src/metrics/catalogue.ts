import { DISK_METRICS, NETWORK_METRICS } from './io-metrics';
import type { MetricDefinition, Scope } from './metric';
import { CPU_METRICS, PRESSURE_METRICS } from './cpu-metrics';
import { HOST_METRICS, MEMORY_METRICS, TASK_METRICS } from './memory-metrics';

/**
 * Every stored metric, in the order the documentation lists them. Names are what travels
 * in a report's `fields` and what the store keys its columns by. docs/metrics.md is
 * generated from this list.
 */
export const METRICS: readonly MetricDefinition[] = [
  ...CPU_METRICS,
  ...MEMORY_METRICS,
  ...DISK_METRICS,
  ...NETWORK_METRICS,
  ...TASK_METRICS,
  ...PRESSURE_METRICS,
  ...HOST_METRICS,
];

const BY_SCOPE = new Map<Scope, readonly MetricDefinition[]>();

/** The metrics that exist for `scope`, in catalogue order. The array is shared: do not change it. */
export function metricsOf(scope: Scope): readonly MetricDefinition[] {
  let list = BY_SCOPE.get(scope);
  if (list === undefined) {
    list = METRICS.filter((metric) => metric.scopes.includes(scope));
    BY_SCOPE.set(scope, list);
  }
  return list;
}
