import type { KubernetesPod } from './kubernetes-objects';
import { OwnerIndex } from './owners';
import { readPod } from './read-pod';

const POD: KubernetesPod = {
  metadata: {
    uid: 'uid-1',
    name: 'web-0',
    namespace: 'shop',
    labels: { app: 'web' },
    creationTimestamp: '2026-11-23T12:00:00Z',
    deletionTimestamp: '2026-11-23T12:05:30Z',
  },
  spec: {
    nodeName: 'worker-1',
    containers: [{ name: 'app', resources: { requests: { cpu: '100m', memory: '1Mi' } } }],
  },
  status: {
    phase: 'Running',
    qosClass: 'Burstable',
    startTime: '2026-11-23T12:00:01Z',
    containerStatuses: [{ name: 'app', restartCount: 2, state: { running: {} } }],
  },
};

const NOTHING = { cpuMillicores: undefined, memoryBytes: undefined };

function read(pod: KubernetesPod) {
  return readPod(pod, new OwnerIndex());
}

describe('readPod', () => {
  it('reads all that answers need', () => {
    expect(read(POD)).toEqual({
      uid: 'uid-1',
      cgroupUid: 'uid-1',
      namespace: 'shop',
      name: 'web-0',
      node: 'worker-1',
      labels: { app: 'web' },
      workload: { kind: 'Pod', name: 'web-0' },
      qos: 'Burstable',
      phase: 'Running',
      status: 'Terminating',
      hostNetwork: false,
      isStatic: false,
      createdAtMs: Date.UTC(2026, 10, 23, 12, 0, 0),
      startedAtMs: Date.UTC(2026, 10, 23, 12, 0, 1),
      deletedAtMs: Date.UTC(2026, 10, 23, 12, 5, 30),
      requests: { cpuMillicores: 100, memoryBytes: 1_048_576 },
      limits: NOTHING,
      restarts: 2,
      containers: [
        {
          name: 'app',
          kind: 'regular',
          image: '',
          requests: { cpuMillicores: 100, memoryBytes: 1_048_576 },
          limits: NOTHING,
          id: undefined,
          state: 'running',
          reason: undefined,
          exitCode: undefined,
          isReady: false,
          restarts: 2,
          lastTermination: undefined,
        },
      ],
    });
  });

  it('reads a pod that is just made: not scheduled, no status', () => {
    expect(read({ metadata: { uid: 'u', name: 'n', namespace: 'ns' } })).toEqual({
      uid: 'u',
      cgroupUid: 'u',
      namespace: 'ns',
      name: 'n',
      node: undefined,
      labels: {},
      workload: { kind: 'Pod', name: 'n' },
      qos: undefined,
      phase: 'Unknown',
      status: 'Unknown',
      hostNetwork: false,
      isStatic: false,
      createdAtMs: undefined,
      startedAtMs: undefined,
      deletedAtMs: undefined,
      requests: NOTHING,
      limits: NOTHING,
      restarts: 0,
      containers: [],
    });
  });

  it.each(['kubernetes.io/config.mirror', 'kubernetes.io/config.hash'])(
    'takes the cgroup uid of a static pod from %s',
    (annotation) => {
      const metadata = { ...POD.metadata, annotations: { [annotation]: 'f03506c4' } };
      expect(read({ ...POD, metadata })).toMatchObject({
        uid: 'uid-1',
        cgroupUid: 'f03506c4',
        isStatic: true,
      });
    },
  );

  it('tells host network', () => {
    expect(read({ ...POD, spec: { hostNetwork: true } })?.hostNetwork).toBe(true);
  });

  it.each(['uid', 'name', 'namespace'])('gives nothing for a pod without %s', (field) => {
    expect(read({ ...POD, metadata: { ...POD.metadata, [field]: undefined } })).toBeUndefined();
    expect(read({})).toBeUndefined();
  });
});
