import type { KubernetesObject, Pod } from '../kubernetes/objects';
import { parseStatuses, toSnapshot } from './cluster-snapshot';
import { ClusterTruth } from './cluster-truth';
import { toExpectedPod } from './expected-pod';

const STARTED = '2026-01-01T00:00:00Z';
const NOW = Date.parse('2026-01-01T00:01:00Z');

interface PodShape {
  name: string;
  restarts?: number;
  phase?: string;
  startedAt?: string;
  owner?: { kind: string; name: string; uid: string };
}

function pod({ name, restarts = 0, phase = 'Running', startedAt = STARTED, owner }: PodShape): Pod {
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      ownerReferences: owner === undefined ? [] : [{ ...owner, controller: true }],
    },
    spec: {
      nodeName: 'n1',
      containers: [
        {
          name: 'c',
          image: 'i',
          resources: { requests: { cpu: '100m' }, limits: { memory: '1Mi' } },
        },
        { name: 'd', image: 'i', resources: { requests: { cpu: '5m' } } },
      ],
    },
    status: {
      phase,
      qosClass: 'Burstable',
      containerStatuses: [
        {
          name: 'c',
          restartCount: restarts,
          ready: true,
          containerID: 'containerd://abc',
          state: { running: { startedAt } },
        },
        {
          name: 'd',
          restartCount: 0,
          ready: false,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
        },
      ],
    },
  };
}

function snapshot(...items: KubernetesObject[]) {
  return toSnapshot(items, new Map([['shop/web', 'Running']]));
}

it('reads the STATUS column', () => {
  const table =
    'shop  web-1  1/2  CrashLoopBackOff  6 (3m ago)  7m\n\nbatch  x  0/1  Completed  0  1h\n';
  expect([...parseStatuses(table)]).toEqual([
    ['shop/web-1', 'CrashLoopBackOff'],
    ['batch/x', 'Completed'],
  ]);
});

it('reads a pod with what it has been promised and its owner’s owner', () => {
  const replicaSet = {
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-5f',
      namespace: 'shop',
      uid: 'rs',
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
    },
  };
  const web = pod({
    name: 'web',
    restarts: 2,
    owner: { kind: 'ReplicaSet', name: 'web-5f', uid: 'rs' },
  });
  expect(toExpectedPod(web, snapshot(replicaSet, web))).toEqual({
    key: 'shop/web',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-web',
    node: 'n1',
    phase: 'Running',
    status: 'Running',
    restarts: 2,
    isOnHostNetwork: false,
    qos: 'Burstable',
    workload: { kind: 'Deployment', name: 'web' },
    cpuRequestMillicores: 105,
    memoryRequestBytes: undefined,
    containers: [
      {
        name: 'c',
        state: 'running',
        reason: undefined,
        isReady: true,
        runningId: 'abc',
        restarts: 2,
        cpuLimitMillicores: undefined,
        memoryLimitBytes: 1_048_576,
      },
      {
        name: 'd',
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        isReady: false,
        runningId: undefined,
        restarts: 0,
        cpuLimitMillicores: undefined,
        memoryLimitBytes: undefined,
      },
    ],
    initContainers: [],
    runningSinceMs: Date.parse(STARTED),
  });
});

it('takes a mirror pod for the static pod of its node', () => {
  const mirror = pod({ name: 'web-n1', owner: { kind: 'Node', name: 'n1', uid: 'n' } });
  expect(toExpectedPod(mirror, snapshot(mirror)).workload).toEqual({
    kind: 'StaticPod',
    name: 'web',
  });
});

describe('what can be demanded between two snapshots', () => {
  const steady = pod({ name: 'steady' });
  const truth = new ClusterTruth(
    snapshot(steady, pod({ name: 'loops', restarts: 1 }), pod({ name: 'leaves' })),
    snapshot(
      steady,
      pod({ name: 'loops', restarts: 2 }),
      pod({ name: 'comes', startedAt: '2026-01-01T00:00:59Z' }),
      {
        kind: 'Deployment',
        metadata: { name: 'idle', namespace: 'shop', uid: 'i' },
      } as KubernetesObject,
    ),
    NOW,
  );

  it('demands what did not change, and allows what was there at either time', () => {
    const { required, allowed } = truth.pods(true);
    expect([...required]).toEqual(['shop/steady']);
    expect([...allowed].sort()).toEqual(['shop/comes', 'shop/leaves', 'shop/loops', 'shop/steady']);
  });

  it('allows a workload that is in one snapshot only, and demands those of running pods', () => {
    const { required, allowed } = truth.workloads('shop', true);
    expect([...required]).toEqual(['Pod/steady']);
    expect(allowed.has('Deployment/idle')).toBe(true);
  });
});
