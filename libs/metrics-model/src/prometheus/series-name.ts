import type { Scope } from '../metrics/metric';
import { cgroupNames } from './cgroup-names';
import { NODE_NAMES } from './node-names';

/** What a stored metric is called in the Prometheus world, where values are in base units. */
export interface SeriesName {
  readonly name: string;
  /** Labels that are part of the name: `mode` of `node_cpu_seconds_total`. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Stored units in one base unit: a counter of µs is divided by 1,000,000 to be seconds. */
  readonly divisor?: number;
}

/** Names of the metrics of one scope, by the metric's own name. */
export type SeriesNames = Readonly<Record<string, SeriesName>>;

/** The network is the pod's; cAdvisor has it under `container_`, and so have the dashboards. */
const POD_NETWORK_PREFIX = 'container';

const POD_NAMES: SeriesNames = {
  ...cgroupNames('pod'),
  // kubelet's /metrics/resource calls it so.
  memory_swap_bytes: { name: 'pod_swap_usage_bytes' },
  cpu_millicores: { name: 'pod_cpu_usage_cores', divisor: 1_000 },
  ...Object.fromEntries(
    (['rx', 'tx'] as const).flatMap((direction) => {
      const verb = `${POD_NETWORK_PREFIX}_network_${direction === 'rx' ? 'receive' : 'transmit'}`;
      return [
        [`network_${direction}_bytes`, { name: `${verb}_bytes_total` }],
        [`network_${direction}_packets`, { name: `${verb}_packets_total` }],
        [`network_${direction}_errors`, { name: `${verb}_errors_total` }],
        [`network_${direction}_dropped`, { name: `${verb}_packets_dropped_total` }],
      ];
    }),
  ),
};

const CONTAINER_NAMES = cgroupNames('container');

/**
 * The names of the field: node_exporter's for nodes, cAdvisor's for containers and other
 * cgroups (which cAdvisor tells apart by the label `id`), kubelet's `/metrics/resource` for
 * pods and, where these have none, the same words. `container_` is never used of a pod's
 * cgroup, so that a sum over containers counts nothing twice.
 */
export function seriesNamesOf(scope: Scope): SeriesNames {
  switch (scope) {
    case 'node':
      return NODE_NAMES;
    case 'pod':
      return POD_NAMES;
    case 'container':
    case 'cgroup':
      return CONTAINER_NAMES;
  }
}
