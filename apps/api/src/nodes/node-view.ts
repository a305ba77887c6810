import type { Entity } from '@kubemonitor/storage';
import type { EntityView } from '../answers/latest-table';
import { PROMISE_NUMBERS, toPromiseMembers } from '../answers/promise-members';
import { toPercent, type Shares } from '../answers/share-columns';
import type { Directory } from '../directory/directory.service';
import type { NodeIdentity } from '../identity/cluster-view';
import { toMemberBytes } from '../render/table';

/** A node: one a collector reports, one the cluster has, or both. */
export interface NodeRow {
  readonly name: string;
  readonly entity: Entity | undefined;
  readonly identity: NodeIdentity | undefined;
}

const NUMBERS = new Set([
  'pods',
  'memory_capacity_bytes',
  'pods_capacity',
  'cpu_allocatable_millicores',
  'memory_allocatable_bytes',
  'pods_allocatable',
  'cpu_requested_percent',
  'memory_requested_percent',
  ...PROMISE_NUMBERS,
]);

const SHARES: Shares<NodeRow> = {
  cpu_percent: {
    part: 'cpu_millicores',
    whole: () => undefined,
    wholeField: 'cpu_capacity_millicores',
  },
  memory_percent: {
    part: 'memory_bytes',
    whole: () => undefined,
    wholeField: 'memory_total_bytes',
  },
  cpu_allocatable_percent: {
    part: 'cpu_millicores',
    whole: ({ identity }) => identity?.allocatable.cpuMillicores,
  },
  memory_allocatable_percent: {
    part: 'memory_bytes',
    whole: ({ identity }) => identity?.allocatable.memoryBytes,
  },
};

/**
 * How nodes are shown.
 * @param sinceMs samples older than this are not the latest values of a node
 */
export function createNodeView(directory: Directory, sinceMs: number): EntityView<NodeRow> {
  const describe = (node: NodeRow) => describeNode(directory, node, sinceMs);
  return {
    scope: 'node',
    keyOf: ({ name }) => name,
    entityOf: ({ entity }) => entity,
    silenceOf: ({ entity }) =>
      entity !== undefined && entity.lastSeenMs >= sinceMs ? undefined : 'not_reported',
    membersOf: (node) => toMemberBytes(describe(node)),
    shares: SHARES,
    numbers: NUMBERS,
    numberOf: (node, name) => describe(node)[name] as number | undefined,
    fallbacks: {
      cpu_capacity_millicores: ({ identity }) => identity?.capacity.cpuMillicores,
    },
  };
}

function describeNode(
  directory: Directory,
  { name, identity }: NodeRow,
  sinceMs: number,
): Record<string, unknown> {
  return {
    node: name,
    ready: identity?.isReady,
    schedulable: identity?.isSchedulable,
    pods: directory.countOn(name, sinceMs),
    ...(identity === undefined ? {} : describeResources(directory, identity)),
    facts: directory.factsOf(name),
  };
}

function describeResources(
  directory: Directory,
  { name, capacity, allocatable }: NodeIdentity,
): Record<string, number | undefined> {
  const promises = directory.promisesOf('node', name);
  const requests = promises?.requests;
  return {
    memory_capacity_bytes: capacity.memoryBytes,
    pods_capacity: capacity.pods,
    cpu_allocatable_millicores: allocatable.cpuMillicores,
    memory_allocatable_bytes: allocatable.memoryBytes,
    pods_allocatable: allocatable.pods,
    ...toPromiseMembers(promises),
    cpu_requested_percent: toShare(requests?.cpuMillicores, allocatable.cpuMillicores),
    memory_requested_percent: toShare(requests?.memoryBytes, allocatable.memoryBytes),
  };
}

/** Nothing requested is nothing set aside: the scheduler counts it as 0. */
function toShare(requested = 0, allocatable: number | undefined): number | undefined {
  const percent = toPercent(requested, allocatable);
  return Number.isNaN(percent) ? undefined : Math.round(percent * 100) / 100;
}
