import type { NodeIdentity, NodeResources } from '../identity/cluster-view';

/** What nodes together may give to pods; undefined where none of them tells. */
export function sumAllocatable(
  nodes: readonly NodeIdentity[],
): Readonly<Record<string, number | undefined>> {
  const sumOf = (resource: keyof NodeResources) => {
    const values = nodes.flatMap(({ allocatable }) => allocatable[resource] ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value);
  };
  return {
    cpu_allocatable_millicores: sumOf('cpuMillicores'),
    memory_allocatable_bytes: sumOf('memoryBytes'),
    pods_allocatable: sumOf('pods'),
  };
}
