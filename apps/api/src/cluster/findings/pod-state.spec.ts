import type { ContainerIdentity, PodIdentity } from '../../identity/pod-identity';
import { judgePodState } from './pod-state';

const NOTHING = { cpuMillicores: undefined, memoryBytes: undefined };
const NOW = 10_000_000;

function container(words: Partial<ContainerIdentity>): ContainerIdentity {
  return {
    name: 'app',
    kind: 'regular',
    image: 'app:1',
    requests: NOTHING,
    limits: NOTHING,
    id: undefined,
    state: 'running',
    reason: undefined,
    exitCode: undefined,
    changedAtMs: undefined,
    isReady: true,
    restarts: 0,
    lastTermination: undefined,
    ...words,
  };
}

function pod(words: Partial<PodIdentity>, ...containers: ContainerIdentity[]): PodIdentity {
  return {
    uid: 'u',
    cgroupUid: 'u',
    namespace: 'shop',
    name: 'web-0',
    node: 'worker-1',
    labels: {},
    workload: { kind: 'Pod', name: 'web-0' },
    qos: undefined,
    phase: 'Running',
    status: 'Running',
    hostNetwork: false,
    isStatic: false,
    createdAtMs: 0,
    startedAtMs: 0,
    deletedAtMs: undefined,
    requests: NOTHING,
    limits: NOTHING,
    restarts: 0,
    containers,
    ...words,
  };
}

const ended = (reason: string, agoMs: number) => ({
  id: undefined,
  reason,
  exitCode: 1,
  finishedAtMs: NOW - agoMs,
});

describe('judgePodState', () => {
  const waits = (reason: string) => container({ state: 'waiting', reason });
  const restarted = (restarts: number, reason: string, agoMs: number) =>
    container({ restarts, lastTermination: ended(reason, agoMs) });

  it.each([
    ['that runs', pod({}, container({})), []],
    ['that crashes', pod({}, waits('CrashLoopBackOff')), ['error crash_loop']],
    [
      'without its image',
      pod({ phase: 'Pending' }, waits('ErrImagePull')),
      ['error image_pull_failed'],
    ],
    [
      'with a wrong configuration',
      pod({ phase: 'Pending' }, waits('CreateContainerConfigError')),
      ['error container_not_created'],
    ],
    ['restarted lately', pod({}, restarted(4, 'Error', 3_600_000)), ['info container_restarted']],
    ['restarted often', pod({}, restarted(5, 'Error', 1)), ['warning container_restarted']],
    ['restarted long ago', pod({}, restarted(9, 'Error', 3_600_001)), []],
    ['killed for want of memory', pod({}, restarted(9, 'OOMKilled', 1)), []],
    [
      'without a node for 30 s',
      pod({ phase: 'Pending', node: undefined, createdAtMs: NOW - 30_000 }),
      ['warning pod_not_scheduled'],
    ],
    [
      'without a node for less',
      pod({ phase: 'Pending', node: undefined, createdAtMs: NOW - 29_999 }),
      [],
    ],
    [
      'that starts for 2 min',
      pod({ phase: 'Pending', createdAtMs: NOW - 120_000 }),
      ['warning pod_pending'],
    ],
    ['that has failed', pod({ phase: 'Failed', createdAtMs: NOW - 5 }), ['warning pod_failed']],
    ['that is done', pod({ phase: 'Succeeded' }), []],
    ['that is being deleted', pod({ deletedAtMs: NOW }, waits('CrashLoopBackOff')), []],
  ])('of a pod %s', (_case, identity, expected) => {
    expect(judgePodState(identity, NOW).map(({ severity, code }) => `${severity} ${code}`)).toEqual(
      expected,
    );
  });
});
