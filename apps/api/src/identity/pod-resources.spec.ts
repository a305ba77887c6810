import type { ContainerSpec } from './kubernetes-objects';
import { readPodLimits, readPodRequests } from './pod-resources';

type Quantities = Record<string, unknown>;

function container(requests?: Quantities, limits?: Quantities): ContainerSpec {
  return { name: 'c', resources: { requests, limits } };
}

function podOf(containers: ContainerSpec[], initContainers: ContainerSpec[] = []) {
  return { spec: { containers, initContainers } };
}

describe('readPodRequests', () => {
  it('adds up containers', () => {
    const pod = podOf([
      container({ cpu: '100m', memory: '32Mi' }),
      container({ cpu: '0.005', memory: '4Mi' }),
    ]);
    expect(readPodRequests(pod)).toEqual({ cpuMillicores: 105, memoryBytes: 37_748_736 });
  });

  it('leaves out what a container does not request', () => {
    const pod = podOf([container({ cpu: '1' }), container({ memory: '1Ki' }), { name: 'none' }]);
    expect(readPodRequests(pod)).toEqual({ cpuMillicores: 1_000, memoryBytes: 1_024 });
  });

  it('is not known where nothing is requested', () => {
    const unknown = { cpuMillicores: undefined, memoryBytes: undefined };
    expect(readPodRequests(podOf([{ name: 'c' }]))).toEqual(unknown);
    expect(readPodRequests(podOf([container({ cpu: 'much', memory: 'more' })]))).toEqual(unknown);
    expect(readPodRequests({})).toEqual(unknown);
  });

  it('counts init containers that keep running, not those that end', () => {
    const sidecar = { ...container({ cpu: '10m', memory: '8Mi' }), restartPolicy: 'Always' };
    const setup = container({ cpu: '2', memory: '1Gi' });
    const pod = podOf([container({ cpu: '50m', memory: '32Mi' })], [setup, sidecar]);
    expect(readPodRequests(pod)).toEqual({ cpuMillicores: 60, memoryBytes: 41_943_040 });
  });
});

describe('readPodLimits', () => {
  it('adds up containers that all have one', () => {
    const pod = podOf([
      container({}, { cpu: '200m', memory: '128Mi' }),
      container({}, { cpu: '300m', memory: '16Mi' }),
    ]);
    expect(readPodLimits(pod)).toEqual({ cpuMillicores: 500, memoryBytes: 150_994_944 });
  });

  it('is none for a resource that one container may use without limit', () => {
    const pod = podOf([
      container({}, { cpu: '200m', memory: '128Mi' }),
      container({}, { memory: '16Mi' }),
    ]);
    expect(readPodLimits(pod)).toEqual({ cpuMillicores: undefined, memoryBytes: 150_994_944 });
  });

  it('is none for a pod without containers', () => {
    expect(readPodLimits({})).toEqual({ cpuMillicores: undefined, memoryBytes: undefined });
  });
});
