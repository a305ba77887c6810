import type { KubernetesPod } from './kubernetes-objects';
import { OwnerIndex } from './owners';
import { readPod } from './read-pod';

const POD: KubernetesPod = {
  metadata: { uid: 'uid-1', name: 'web-0', namespace: 'shop', labels: { app: 'web' } },
  spec: {
    nodeName: 'worker-1',
    containers: [{ name: 'app', resources: { requests: { cpu: '100m', memory: '1Mi' } } }],
  },
  status: {
    phase: 'Running',
    qosClass: 'Burstable',
    initContainerStatuses: [
      { name: 'setup', image: 'setup:1', containerID: 'containerd://i1', restartCount: 3 },
    ],
    containerStatuses: [
      { name: 'app', image: 'web:1.4', containerID: 'docker://a1', restartCount: 2 },
      { name: 'side', containerID: 'cri-o://s1', restartCount: 1 },
      { name: 'waiting', image: 'later:1' },
    ],
    ephemeralContainerStatuses: [{ name: 'debug', containerID: 'containerd://d1' }],
  },
};

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
      hostNetwork: false,
      isStatic: false,
      requests: { cpuMillicores: 100, memoryBytes: 1_048_576 },
      limits: { cpuMillicores: undefined, memoryBytes: undefined },
      restarts: 3,
      containers: new Map([
        ['i1', { name: 'setup', image: 'setup:1', restarts: 3 }],
        ['a1', { name: 'app', image: 'web:1.4', restarts: 2 }],
        ['s1', { name: 'side', image: '', restarts: 1 }],
        ['d1', { name: 'debug', image: '', restarts: 0 }],
      ]),
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
      hostNetwork: false,
      isStatic: false,
      requests: { cpuMillicores: undefined, memoryBytes: undefined },
      limits: { cpuMillicores: undefined, memoryBytes: undefined },
      restarts: 0,
      containers: new Map(),
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
