import type { NodeResources } from '../identity/cluster-view';
import type { KnownNode } from './known-nodes';
import { addUp, type Total } from './node-totals';

/** What a node has, by the field a collector tells it with. */
const CAPACITIES = {
  cpu_capacity_millicores: 'cpuMillicores',
  memory_total_bytes: 'memoryBytes',
} as const satisfies Record<string, keyof NodeResources>;

type CapacityName = keyof typeof CAPACITIES;

export interface CapacityTotals {
  readonly totals: readonly Total[];
  /** By field, nodes whose share of the sum is what the cluster says. */
  readonly fromCluster: Readonly<Record<string, number>>;
}

/**
 * What nodes have in all: as their collectors measured it, and as node.status.capacity of the
 * cluster has it where no collector reports. So it is of the same nodes as what they may give
 * to pods.
 * @param measured by field what each node's collector says, in the order of `nodes`
 */
export function sumCapacities(
  nodes: readonly KnownNode[],
  measured: Readonly<Record<CapacityName, readonly (number | undefined)[]>>,
): CapacityTotals {
  const names = Object.keys(CAPACITIES) as CapacityName[];
  const fromCluster: Record<string, number> = {};
  const totals = names.map((field) => {
    const values = nodes.map(({ identity }, row) => {
      const told = identity?.capacity[CAPACITIES[field]];
      if (measured[field][row] !== undefined || told === undefined) return measured[field][row];
      fromCluster[field] = (fromCluster[field] ?? 0) + 1;
      return told;
    });
    return addUp(field, values, nodes.length === 0 ? 'not_reported' : 'not_collected');
  });
  return { totals, fromCluster };
}
