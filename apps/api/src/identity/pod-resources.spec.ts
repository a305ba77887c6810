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

  it('is what an init container needs with the sidecars before it, where that is more', () => {
    const sidecar = { ...container({ cpu: '10m', memory: '8Mi' }), restartPolicy: 'Always' };
    const app = container({ cpu: '50m', memory: '32Mi' });
    const setup = container({ cpu: '55m', memory: '16Mi' });
    // Together 60m and 40Mi; while setup runs 55m, or 65m with the sidecar started before it.
    expect(readPodRequests(podOf([app], [setup, sidecar]))).toEqual({
      cpuMillicores: 60,
      memoryBytes: 41_943_040,
    });
    expect(readPodRequests(podOf([app], [sidecar, setup]))).toEqual({
      cpuMillicores: 65,
      memoryBytes: 41_943_040,
    });
  });

  it('adds the overhead of the runtime class', () => {
    const spec = {
      overhead: { cpu: '250m', memory: '120Mi' },
      containers: [container({ cpu: '1' })],
    };
    expect(readPodRequests({ spec })).toEqual({ cpuMillicores: 1_250, memoryBytes: 125_829_120 });
  });

  it('takes what the pod requests as a whole before what its containers do', () => {
    const spec = {
      resources: { requests: { cpu: '300m' } },
      overhead: { cpu: '10m' },
      containers: [container({ cpu: '1', memory: '1Ki' })],
    };
    expect(readPodRequests({ spec })).toEqual({ cpuMillicores: 310, memoryBytes: 1_024 });
  });

  it.each([
    [
      'runs with',
      { resources: { requests: { cpu: '150m' } }, allocatedResources: { cpu: '2' } },
      150,
    ],
    ['was given', { resources: {}, allocatedResources: { cpu: '120m' } }, 120],
    ['asks for', { resources: {} }, 100],
  ])('counts a container that is resized with what it %s', (_case, status, cpuMillicores) => {
    const pod = {
      ...podOf([container({ cpu: '100m' })]),
      status: { containerStatuses: [{ name: 'c', ...status }] },
    };
    expect(readPodRequests(pod).cpuMillicores).toBe(cpuMillicores);
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

  it('is the limit of the pod as a whole, whatever its containers have', () => {
    const spec = { resources: { limits: { cpu: '1' } }, containers: [container(), container()] };
    expect(readPodLimits({ spec }).cpuMillicores).toBe(1_000);
  });

  it('is as great as that of an init container, and has the overhead', () => {
    const pod = podOf([container({}, { cpu: '1' })], [container({}, { cpu: '2' })]);
    const spec = { ...pod.spec, overhead: { cpu: '100m', memory: '1Mi' } };
    // No container has a memory limit, so there is nothing the overhead could be added to.
    expect(readPodLimits({ spec })).toEqual({ cpuMillicores: 2_100, memoryBytes: undefined });
  });

  it('is none for a pod without containers', () => {
    expect(readPodLimits({})).toEqual({ cpuMillicores: undefined, memoryBytes: undefined });
  });
});
