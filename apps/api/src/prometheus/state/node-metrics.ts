import type { HostFacts } from '@kubemonitor/metrics-model';
import type { NamespaceIdentity, NodeIdentity, NodeResources } from '../../identity/cluster-view';
import { flag, info, type StateMetric, type StateSample } from './state-family';

const MILLICORES = 1_000;

function toResourceSamples({ cpuMillicores, memoryBytes, pods }: NodeResources): StateSample[] {
  const amounts = [
    { value: cpuMillicores, divisor: MILLICORES, resource: 'cpu', unit: 'core' },
    { value: memoryBytes, divisor: 1, resource: 'memory', unit: 'byte' },
    { value: pods, divisor: 1, resource: 'pods', unit: 'integer' },
  ];
  return amounts.flatMap(({ value, divisor, resource, unit }) =>
    value === undefined ? [] : { value: value / divisor, labels: { resource, unit } },
  );
}

/**
 * The cluster view tells a node that is ready from one that is not, not whether `False` or
 * `Unknown` was said: of a node that is not ready only that is exposed.
 */
function toReadySamples({ isReady }: NodeIdentity): StateSample[] {
  const condition = 'Ready';
  if (isReady === undefined) return [];
  if (!isReady) return [{ value: 0, labels: { condition, status: 'true' } }];
  return ['true', 'false', 'unknown'].map((status) => ({
    value: Number(status === 'true'),
    labels: { condition, status },
  }));
}

/**
 * What is known of nodes, under kube-state-metrics' names.
 * @param factsOf what the node's collector has told of the machine
 */
export function nodeMetrics(
  factsOf: (node: string) => HostFacts | undefined,
): readonly StateMetric<NodeIdentity>[] {
  return [
    {
      name: 'kube_node_info',
      type: 'gauge',
      help: 'A node, always 1. The kernel and system are what its collector has found.',
      samplesOf: ({ name }) => {
        const facts = factsOf(name);
        return info({ kernel_version: facts?.kernel_version, os_image: facts?.os });
      },
    },
    {
      name: 'kube_node_status_capacity',
      type: 'gauge',
      help: 'What a node has in all: CPU in cores, memory in bytes, pods.',
      samplesOf: ({ capacity }) => toResourceSamples(capacity),
    },
    {
      name: 'kube_node_status_allocatable',
      type: 'gauge',
      help: 'What a node may give to pods: CPU in cores, memory in bytes, pods.',
      samplesOf: ({ allocatable }) => toResourceSamples(allocatable),
    },
    {
      name: 'kube_node_status_condition',
      type: 'gauge',
      help: 'Whether a node is ready; other conditions are not collected.',
      samplesOf: toReadySamples,
    },
    {
      name: 'kube_node_spec_unschedulable',
      type: 'gauge',
      help: '1 where no pod is to be scheduled, else 0.',
      samplesOf: ({ isSchedulable }) => flag(!isSchedulable),
    },
  ];
}

/** What is known of namespaces, under kube-state-metrics' names. */
export const NAMESPACE_METRICS: readonly StateMetric<NamespaceIdentity>[] = [
  {
    name: 'kube_namespace_status_phase',
    type: 'gauge',
    help: 'The phase a namespace is in: 1, and 0 for the other.',
    samplesOf: ({ phase: current }) =>
      ['Active', 'Terminating'].map((phase) => ({
        value: Number(phase === current),
        labels: { phase },
      })),
  },
];
