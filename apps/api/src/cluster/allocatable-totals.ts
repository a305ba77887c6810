import type { NodeResources } from '../identity/cluster-view';
import type { KnownNode } from './known-nodes';
import { addUp, type Total } from './node-totals';

const RESOURCES = {
  cpu_allocatable_millicores: 'cpuMillicores',
  memory_allocatable_bytes: 'memoryBytes',
  pods_allocatable: 'pods',
} as const satisfies Record<string, keyof NodeResources>;

export type AllocatableName = keyof typeof RESOURCES;

export const ALLOCATABLE_NAMES = Object.keys(RESOURCES) as readonly AllocatableName[];

/** What nodes together may give to pods, of those the cluster tells of. */
export function sumAllocatable(
  nodes: readonly KnownNode[],
): Readonly<Record<AllocatableName, Total>> {
  const sumOf = (field: AllocatableName) => {
    const values = nodes.map(({ identity }) => identity?.allocatable[RESOURCES[field]]);
    return addUp(field, values, 'not_collected');
  };
  return {
    cpu_allocatable_millicores: sumOf('cpu_allocatable_millicores'),
    memory_allocatable_bytes: sumOf('memory_allocatable_bytes'),
    pods_allocatable: sumOf('pods_allocatable'),
  };
}
