import type { KubernetesWorkload } from './kubernetes-objects';
import { readNamespace, readNode, readWorkload } from './read-cluster';

const NOTHING = { cpuMillicores: undefined, memoryBytes: undefined, pods: undefined };

describe('readNode', () => {
  const metadata = { name: 'worker-1', uid: 'n1', labels: { zone: 'a' } };

  it('reads what a node has and may give', () => {
    const node = {
      metadata,
      spec: { unschedulable: true },
      status: {
        capacity: { cpu: '4', memory: '8Gi', pods: '110' },
        allocatable: { cpu: '3800m', memory: '7Gi', pods: '100' },
        conditions: [
          { type: 'MemoryPressure', status: 'False' },
          { type: 'Ready', status: 'True' },
        ],
      },
    };
    expect(readNode(node)).toEqual({
      name: 'worker-1',
      uid: 'n1',
      labels: { zone: 'a' },
      isReady: true,
      isSchedulable: false,
      capacity: { cpuMillicores: 4_000, memoryBytes: 8_589_934_592, pods: 110 },
      allocatable: { cpuMillicores: 3_800, memoryBytes: 7_516_192_768, pods: 100 },
    });
  });

  it.each([
    ['False', false],
    ['Unknown', false],
    [undefined, undefined],
  ])('ready is %s: %s', (ready, isReady) => {
    const conditions = ready === undefined ? [] : [{ type: 'Ready', status: ready }];
    expect(readNode({ metadata, status: { conditions } })).toMatchObject({
      isReady,
      isSchedulable: true,
      capacity: NOTHING,
      allocatable: NOTHING,
    });
  });

  it('gives nothing for a node without name or uid', () => {
    expect(readNode({ metadata: { name: 'worker-1' } })).toBeUndefined();
    expect(readNode({})).toBeUndefined();
  });
});

describe('readNamespace', () => {
  it.each([
    ['Terminating', 'Terminating'],
    [undefined, 'Active'],
  ])('in phase %s is %s', (phase, expected) => {
    const metadata = { name: 'shop', uid: 'u' };
    expect(readNamespace({ metadata, status: { phase } })).toEqual({
      name: 'shop',
      uid: 'u',
      labels: {},
      phase: expected,
    });
    expect(readNamespace({ status: { phase } })).toBeUndefined();
  });
});

describe('readWorkload', () => {
  const metadata = { name: 'web', namespace: 'shop', uid: 'w' };

  it.each<[string, Partial<KubernetesWorkload>, number | undefined, number | undefined]>([
    ['Deployment', { spec: { replicas: 3 }, status: { readyReplicas: 2 } }, 3, 2],
    ['Deployment', { spec: { replicas: 0 }, status: {} }, 0, 0],
    ['StatefulSet', {}, 1, 0],
    ['ReplicaSet', { spec: { replicas: 2 } }, 2, 0],
    ['DaemonSet', { status: { desiredNumberScheduled: 5, numberReady: 4 } }, 5, 4],
    ['DaemonSet', {}, undefined, undefined],
    ['CronJob', { spec: {} }, undefined, undefined],
    ['Job', { spec: { parallelism: 2, completions: 5 }, status: { ready: 1 } }, 2, 1],
    ['Job', { spec: { parallelism: 4, completions: 5 }, status: { succeeded: 3 } }, 2, undefined],
    ['Job', { spec: { parallelism: 3 } }, 3, undefined],
    ['Job', { spec: { parallelism: 3, suspend: true } }, 0, undefined],
    [
      'Job',
      { spec: { completions: 1 }, status: { conditions: [{ type: 'Failed', status: 'True' }] } },
      0,
      undefined,
    ],
  ])('counts the pods of a %s: %j', (kind, object, desiredPods, readyPods) => {
    expect(readWorkload({ kind, metadata, ...object })).toEqual({
      kind,
      name: 'web',
      namespace: 'shop',
      uid: 'w',
      labels: {},
      desiredPods,
      readyPods,
    });
  });

  it.each([
    ['ReplicaSet', 'Deployment', false],
    ['Job', 'CronJob', false],
    // Something else made it, but its pods are told by its own name.
    ['Deployment', 'Website', true],
  ])('a %s that a %s made is a top owner: %s', (kind, owner, isTop) => {
    const ownerReferences = [{ kind: owner, name: 'o', uid: 'o', controller: true }];
    const workload = readWorkload({ kind, metadata: { ...metadata, ownerReferences } });
    expect(workload !== undefined).toBe(isTop);
  });

  it('gives nothing for other kinds and objects without a name', () => {
    expect(readWorkload({ kind: 'Service', metadata })).toBeUndefined();
    expect(readWorkload({ metadata })).toBeUndefined();
    expect(readWorkload({ kind: 'Deployment', metadata: { name: 'web' } })).toBeUndefined();
  });
});
