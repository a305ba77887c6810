import type { ContainerIdentity, PodIdentity, Resources } from '../../identity/pod-identity';
import { podStateLabels } from './pod-metrics';
import { atMostOne, flag, info, type StateMetric, type StateSample } from './state-family';

/** A container of a pod's spec. */
export interface PodContainer {
  readonly pod: PodIdentity;
  readonly container: ContainerIdentity;
}

/** The containers of pods: those that run beside each other, or those that run before them. */
export function* listContainers(
  pods: Iterable<PodIdentity>,
  which: 'regular' | 'init',
): Generator<PodContainer> {
  for (const pod of pods) {
    for (const container of pod.containers) {
      const { kind } = container;
      const isInit = kind === 'init' || kind === 'sidecar';
      if (which === 'regular' ? kind === 'regular' : isInit) yield { pod, container };
    }
  }
}

/** Labels of all series of a container. */
export function containerStateLabels({ pod, container }: PodContainer): Record<string, string> {
  return { ...podStateLabels(pod), container: container.name };
}

const MILLICORES = 1_000;

function toResourceSamples(resources: Resources, node: string | undefined): StateSample[] {
  const { cpuMillicores, memoryBytes } = resources;
  const samples: StateSample[] = [];
  if (cpuMillicores !== undefined) {
    const labels = { node, resource: 'cpu', unit: 'core' };
    samples.push({ value: cpuMillicores / MILLICORES, labels });
  }
  if (memoryBytes !== undefined) {
    samples.push({ value: memoryBytes, labels: { node, resource: 'memory', unit: 'byte' } });
  }
  return samples;
}

/** What containers were promised; with the prefix of kube-state-metrics for their kind. */
export function promiseMetrics(
  prefix: 'kube_pod_container' | 'kube_pod_init_container',
): readonly StateMetric<PodContainer>[] {
  return [
    {
      name: `${prefix}_resource_requests`,
      type: 'gauge',
      help: 'What a container requests: CPU in cores, memory in bytes.',
      samplesOf: ({ pod, container }) => toResourceSamples(container.requests, pod.node),
    },
    {
      name: `${prefix}_resource_limits`,
      type: 'gauge',
      help: 'What a container may use at most: CPU in cores, memory in bytes.',
      samplesOf: ({ pod, container }) => toResourceSamples(container.limits, pod.node),
    },
  ];
}

/** Nothing is said of a container that has no status yet. */
function withStatus(
  samplesOf: (container: ContainerIdentity) => readonly StateSample[],
): (item: PodContainer) => readonly StateSample[] {
  return ({ container }) => (container.state === undefined ? [] : samplesOf(container));
}

const inState = (state: ContainerIdentity['state']) =>
  withStatus((container) => flag(container.state === state));

const reasonIn = (state: ContainerIdentity['state']) =>
  withStatus(({ state: current, reason }) =>
    current === state && reason !== undefined ? info({ reason }) : [],
  );

/** What is known of containers, under kube-state-metrics' names. */
export const CONTAINER_METRICS: readonly StateMetric<PodContainer>[] = [
  {
    name: 'kube_pod_container_info',
    type: 'gauge',
    help: 'A container, always 1. The id is without the runtime that is before it elsewhere.',
    samplesOf: ({ container: { image, id } }) =>
      info({ image, image_spec: image, container_id: id }),
  },
  ...promiseMetrics('kube_pod_container'),
  {
    name: 'kube_pod_container_status_restarts_total',
    type: 'counter',
    help: 'How often a container was restarted.',
    samplesOf: withStatus(({ restarts }) => atMostOne(restarts)),
  },
  {
    name: 'kube_pod_container_status_ready',
    type: 'gauge',
    help: '1 while a container is ready, else 0.',
    samplesOf: withStatus(({ isReady }) => flag(isReady)),
  },
  {
    name: 'kube_pod_container_status_running',
    type: 'gauge',
    help: '1 while a container runs, else 0.',
    samplesOf: inState('running'),
  },
  {
    name: 'kube_pod_container_status_waiting',
    type: 'gauge',
    help: '1 while a container waits to run, else 0.',
    samplesOf: inState('waiting'),
  },
  {
    name: 'kube_pod_container_status_terminated',
    type: 'gauge',
    help: '1 once a container has ended, else 0.',
    samplesOf: inState('terminated'),
  },
  {
    name: 'kube_pod_container_status_waiting_reason',
    type: 'gauge',
    help: 'Why a container waits, always 1.',
    samplesOf: reasonIn('waiting'),
  },
  {
    name: 'kube_pod_container_status_terminated_reason',
    type: 'gauge',
    help: 'How a container has ended, always 1.',
    samplesOf: reasonIn('terminated'),
  },
  {
    name: 'kube_pod_container_status_last_terminated_reason',
    type: 'gauge',
    help: 'How the run of a container before this one ended, always 1.',
    samplesOf: withStatus(({ lastTermination }) =>
      lastTermination?.reason === undefined ? [] : info({ reason: lastTermination.reason }),
    ),
  },
];
