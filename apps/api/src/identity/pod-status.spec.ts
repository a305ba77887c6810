import type { ContainerStateObject, ContainerStatus, KubernetesPod } from './kubernetes-objects';
import { countRestarts, toPodStatus } from './pod-status';

const RUNNING: ContainerStateObject = { running: {} };
const DONE: ContainerStateObject = { terminated: { exitCode: 0, reason: 'Completed' } };

function waiting(reason?: string): ContainerStateObject {
  return { waiting: { reason } };
}

function status(state: ContainerStateObject, more: Partial<ContainerStatus> = {}): ContainerStatus {
  return { name: 'c', ready: state.running !== undefined, state, ...more };
}

type Status = NonNullable<KubernetesPod['status']>;

function podOf(podStatus: Status, metadata: KubernetesPod['metadata'] = {}): KubernetesPod {
  return {
    metadata,
    spec: { initContainers: [{ name: 'i0' }, { name: 'i1' }] },
    status: podStatus,
  };
}

const DELETED = { deletionTimestamp: '2026-11-23T12:00:00Z' };
const READY = [{ type: 'Ready', status: 'True' }];

describe('toPodStatus', () => {
  it.each<[string, KubernetesPod]>([
    ['Unknown', {}],
    ['Pending', podOf({ phase: 'Pending' })],
    ['Evicted', podOf({ phase: 'Failed', reason: 'Evicted' })],
    [
      'SchedulingGated',
      podOf({
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      }),
    ],
    ['Running', podOf({ phase: 'Running', containerStatuses: [status(RUNNING)] })],
    [
      'ContainerCreating',
      podOf({ phase: 'Pending', containerStatuses: [status(waiting('ContainerCreating'))] }),
    ],
    [
      'CrashLoopBackOff',
      podOf({
        phase: 'Running',
        containerStatuses: [status(RUNNING), status(waiting('CrashLoopBackOff'))],
      }),
    ],
    [
      'OOMKilled',
      podOf({
        phase: 'Running',
        containerStatuses: [status({ terminated: { exitCode: 137, reason: 'OOMKilled' } })],
      }),
    ],
    ['Completed', podOf({ phase: 'Succeeded', containerStatuses: [status(DONE)] })],
    [
      'Running',
      podOf({
        phase: 'Running',
        conditions: READY,
        containerStatuses: [status(DONE), status(RUNNING)],
      }),
    ],
    ['NotReady', podOf({ phase: 'Running', containerStatuses: [status(DONE), status(RUNNING)] })],
    [
      'Signal:9',
      podOf({
        phase: 'Failed',
        containerStatuses: [status({ terminated: { exitCode: 137, signal: 9 } })],
      }),
    ],
    [
      'ExitCode:3',
      podOf({ phase: 'Failed', containerStatuses: [status({ terminated: { exitCode: 3 } })] }),
    ],
    [
      'Error',
      podOf({
        phase: 'Failed',
        containerStatuses: [status(DONE), status({ terminated: { exitCode: 1, reason: 'Error' } })],
      }),
    ],
    ['Terminating', podOf({ phase: 'Running', containerStatuses: [status(RUNNING)] }, DELETED)],
    ['Completed', podOf({ phase: 'Succeeded', containerStatuses: [status(DONE)] }, DELETED)],
    ['Unknown', podOf({ phase: 'Running', reason: 'NodeLost' }, DELETED)],
  ])('%s', (word, pod) => {
    expect(toPodStatus(pod)).toBe(word);
  });

  it.each<[string, ContainerStatus[]]>([
    ['Init:0/2', [status(RUNNING), status(waiting('PodInitializing'))]],
    ['Init:1/2', [status(DONE), status(waiting())]],
    ['Init:ErrImagePull', [status(waiting('ErrImagePull'))]],
    ['Init:Error', [status(DONE), status({ terminated: { exitCode: 1, reason: 'Error' } })]],
    ['Init:Signal:9', [status({ terminated: { exitCode: 137, signal: 9 } })]],
    ['Init:ExitCode:2', [status({ terminated: { exitCode: 2 } })]],
  ])('%s', (word, initContainerStatuses) => {
    const containerStatuses = [status(waiting('PodInitializing'))];
    const pod = podOf({ phase: 'Pending', initContainerStatuses, containerStatuses });
    expect(toPodStatus(pod)).toBe(word);
  });

  it('looks at the containers when a sidecar has started', () => {
    const pod: KubernetesPod = {
      spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
      status: {
        phase: 'Running',
        initContainerStatuses: [status(RUNNING, { name: 'proxy', started: true })],
        containerStatuses: [status(waiting('CrashLoopBackOff'))],
      },
    };
    expect(toPodStatus(pod)).toBe('CrashLoopBackOff');
  });

  it('keeps what a restarting sidecar says while the containers of the pod run', () => {
    const pod: KubernetesPod = {
      spec: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Initialized', status: 'True' }],
        initContainerStatuses: [status(waiting('CrashLoopBackOff'), { name: 'proxy' })],
        containerStatuses: [status(RUNNING)],
      },
    };
    expect(toPodStatus(pod)).toBe('Init:CrashLoopBackOff');
  });
});

describe('countRestarts', () => {
  const containerStatuses = [
    status(RUNNING, { restartCount: 2 }),
    status(RUNNING, { restartCount: 1 }),
  ];

  it('adds up the containers once all init containers are done', () => {
    const initContainerStatuses = [status(DONE, { restartCount: 5 })];
    expect(countRestarts(podOf({ initContainerStatuses, containerStatuses }))).toBe(3);
    expect(countRestarts({})).toBe(0);
  });

  it('adds up the init containers before', () => {
    const initContainerStatuses = [
      status(DONE, { restartCount: 1 }),
      status(waiting('CrashLoopBackOff'), { restartCount: 5 }),
    ];
    expect(countRestarts(podOf({ initContainerStatuses, containerStatuses }))).toBe(6);
  });

  it('counts sidecars with the containers', () => {
    const pod: KubernetesPod = {
      spec: { initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }] },
      status: {
        initContainerStatuses: [
          status(DONE, { name: 'setup', restartCount: 7 }),
          status(RUNNING, { name: 'proxy', started: true, restartCount: 4 }),
        ],
        containerStatuses,
      },
    };
    expect(countRestarts(pod)).toBe(7);
  });
});
