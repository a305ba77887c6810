import { parseContainerId, parseTime, readContainers } from './read-containers';

const NOTHING = { cpuMillicores: undefined, memoryBytes: undefined };
const NOT_STARTED = {
  image: '',
  requests: NOTHING,
  limits: NOTHING,
  id: undefined,
  state: undefined,
  reason: undefined,
  exitCode: undefined,
  isReady: false,
  restarts: 0,
  lastTermination: undefined,
};

describe('readContainers', () => {
  it('tells kinds apart, and has what has no status yet', () => {
    const spec = {
      containers: [{ name: 'app' }],
      initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }],
      ephemeralContainers: [{ name: 'debug' }],
    };
    expect(readContainers({ spec })).toEqual([
      { ...NOT_STARTED, name: 'app', kind: 'regular' },
      { ...NOT_STARTED, name: 'setup', kind: 'init' },
      { ...NOT_STARTED, name: 'proxy', kind: 'sidecar' },
      { ...NOT_STARTED, name: 'debug', kind: 'ephemeral' },
    ]);
  });

  it('tells containers of one image apart by their names', () => {
    const image = 'busybox:1';
    const pod = {
      spec: { containers: ['a', 'b'].map((name) => ({ name, image })) },
      status: {
        containerStatuses: [
          { name: 'b', image: 'sha256:abc', containerID: 'containerd://2', ready: true },
          { name: 'a', image: 'sha256:abc', containerID: 'containerd://1', ready: false },
        ],
      },
    };
    expect(readContainers(pod)).toMatchObject([
      { name: 'a', image, id: '1', isReady: false },
      { name: 'b', image, id: '2', isReady: true },
    ]);
  });

  it('has a container between two runs: why it waits, and how the last one ended', () => {
    const terminated = {
      reason: 'OOMKilled',
      exitCode: 137,
      finishedAt: '2026-11-23T09:14:56Z',
      containerID: 'containerd://old',
    };
    const pod = {
      status: {
        containerStatuses: [
          {
            name: 'app',
            containerID: 'containerd://old',
            restartCount: 4,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated },
          },
        ],
      },
    };
    expect(readContainers(pod)).toEqual([
      {
        ...NOT_STARTED,
        name: 'app',
        kind: 'regular',
        id: 'old',
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        restarts: 4,
        lastTermination: {
          id: 'old',
          reason: 'OOMKilled',
          exitCode: 137,
          finishedAtMs: Date.UTC(2026, 10, 23, 9, 14, 56),
        },
      },
    ]);
  });

  it('has how a container ended that is not started again', () => {
    const state = { terminated: { reason: 'Completed', exitCode: 0, containerID: 'docker://1' } };
    const pod = { status: { initContainerStatuses: [{ name: 'setup', state }] } };
    expect(readContainers(pod)).toMatchObject([
      { name: 'setup', id: '1', state: 'terminated', reason: 'Completed', exitCode: 0 },
    ]);
  });
});

describe('parseContainerId', () => {
  it.each([
    ['containerd://abc', 'abc'],
    ['cri-o://abc', 'abc'],
    ['docker://', undefined],
    ['abc', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j', (text, id) => {
    expect(parseContainerId(text)).toBe(id);
  });
});

describe('parseTime', () => {
  it.each([
    ['2026-11-23T09:14:56Z', Date.UTC(2026, 10, 23, 9, 14, 56)],
    [null, undefined],
    [undefined, undefined],
    ['soon', undefined],
  ])('%j', (text, timeMs) => {
    expect(parseTime(text)).toBe(timeMs);
  });
});
