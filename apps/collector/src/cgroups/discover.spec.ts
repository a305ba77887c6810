import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { useTemporaryDirectory } from '../../test/temporary-directory';
import { CgroupDiscovery } from './discover';
import { SLOW_TURNS } from './probe';

const UID = '0fefa91d-8fc1-4525-86e6-06b13bfd3be2';
const UID_ = UID.replaceAll('-', '_');
const OTHER_UID = '5622890c-9869-4346-a437-f1dd9231f7c8';
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const C = 'c'.repeat(64);

const directory = useTemporaryDirectory();
const populated = new Set<string>();

beforeEach(() => populated.clear());

function make(...paths: string[]): void {
  for (const path of paths) mkdirSync(join(directory(), path), { recursive: true });
}

function remove(path: string): void {
  rmSync(join(directory(), path), { recursive: true });
}

function createDiscovery(maxCgroups = 100, trees = ['']): CgroupDiscovery {
  return new CgroupDiscovery({
    trees: trees.map((tree) => join(directory(), tree)),
    maxCgroups,
    hasProcesses: (path) => populated.has(path),
  });
}

/** Pods as `uid: container ids`, for short comparisons. */
function podsOf(discovery: CgroupDiscovery): Record<string, string[]> {
  return Object.fromEntries(
    discovery
      .discover()
      .pods.map(({ uid, containers }) => [uid, containers.map(({ id }) => id[0])]),
  );
}

describe('pods', () => {
  it.each([
    ['cgroupfs, Guaranteed', `kubepods/pod${UID}`, A, 'Guaranteed'],
    ['cgroupfs, Burstable', `kubepods/burstable/pod${UID}`, A, 'Burstable'],
    ['cgroupfs, CRI-O', `kubepods/besteffort/pod${UID}`, `crio-${A}`, 'BestEffort'],
    [
      'systemd',
      `kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice`,
      `cri-containerd-${A}.scope`,
      'Burstable',
    ],
    [
      'kind',
      `kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${UID_}.slice`,
      `cri-containerd-${A}.scope`,
      'Guaranteed',
    ],
    ['a node in a container', `docker/${B}/kubelet/kubepods/pod${UID}`, A, 'Guaranteed'],
    ['a service', `system.slice/k3s.service/kubepods/burstable/pod${UID}`, A, 'Burstable'],
  ])('are found with %s', (_, pod, container, qos) => {
    make(`${pod}/${container}/init/deeper`);

    expect(createDiscovery().discover().pods).toEqual([
      {
        uid: UID,
        qos,
        driver: pod.includes('.slice/kube') ? 'systemd' : 'cgroupfs',
        path: `/${pod}`,
        containers: [{ id: A, path: `/${pod}/${container}` }],
      },
    ]);
  });

  it('of the colon layout have no cgroup of their own', () => {
    make(
      `kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice`,
      `system.slice/containerd.service/kubepods-burstable-pod${UID_}.slice:cri-containerd:${B}`,
      `system.slice/containerd.service/kubepods-burstable-pod${UID_}.slice:cri-containerd:${A}`,
    );

    const [pod, ...others] = createDiscovery().discover().pods;

    expect(others).toEqual([]);
    expect(pod.path).toBeUndefined();
    expect(pod.containers.map(({ id }) => id)).toEqual([A, B]);
  });

  it('are taken from the tree with containers where kubelet makes an empty shadow tree', () => {
    const slice = `kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${UID_}.slice`;
    make(`kubepods/burstable/pod${UID}`, `${slice}/cri-containerd-${A}.scope`);
    make(`kubepods/pod${OTHER_UID}`);

    const discovery = createDiscovery().discover();

    expect(discovery.pods.map(({ path }) => path)).toEqual([`/${slice}`]);
    expect(discovery.driver).toBe('systemd');
  });

  it('without a container need a process', () => {
    make(`kubepods/pod${UID}`, `kubepods/pod${OTHER_UID}`);
    populated.add(`/kubepods/pod${UID}`);

    expect(podsOf(createDiscovery())).toEqual({ [UID]: [] });
  });

  it('do not include monitor processes, mounts and what is below a container', () => {
    const pod = `kubepods.slice/kubepods-pod${UID_}.slice`;
    make(
      `${pod}/crio-${A}.scope/container`,
      `${pod}/crio-conmon-${A}.scope`,
      `${pod}/run-user.mount`,
      `${pod}/crio-${A}.scope/docker/${B}`,
    );

    expect(podsOf(createDiscovery())).toEqual({ [UID]: ['a'] });
  });

  it('are sorted by uid and their containers by id', () => {
    make(`kubepods/pod${OTHER_UID}/${A}`, `kubepods/pod${UID}/${C}`, `kubepods/pod${UID}/${B}`);

    expect(Object.entries(podsOf(createDiscovery()))).toEqual([
      [UID, ['b', 'c']],
      [OTHER_UID, ['a']],
    ]);
  });
});

describe('changes', () => {
  it('show in the next turn', () => {
    make(`kubepods/burstable/pod${UID}/${A}`, 'kubepods/besteffort');
    const discovery = createDiscovery();
    expect(podsOf(discovery)).toEqual({ [UID]: ['a'] });

    make(`kubepods/burstable/pod${UID}/${B}`);
    expect(podsOf(discovery)).toEqual({ [UID]: ['a', 'b'] });
    make(`kubepods/besteffort/pod${OTHER_UID}/${C}`);
    expect(podsOf(discovery)).toEqual({ [UID]: ['a', 'b'], [OTHER_UID]: ['c'] });
    remove(`kubepods/burstable/pod${UID}/${A}`);
    expect(podsOf(discovery)).toEqual({ [UID]: ['b'], [OTHER_UID]: ['c'] });
    remove(`kubepods/burstable/pod${UID}`);
    expect(podsOf(discovery)).toEqual({ [OTHER_UID]: ['c'] });
  });

  it('give the same object while there are none', () => {
    make(`kubepods/pod${UID}/${A}`);
    const discovery = createDiscovery();

    expect(discovery.discover()).toBe(discovery.discover());
  });

  it('show when a container was replaced by another between two turns', () => {
    make(`kubepods/pod${UID}/${A}`);
    const discovery = createDiscovery();
    discovery.discover();

    remove(`kubepods/pod${UID}/${A}`);
    make(`kubepods/pod${UID}/${B}`);
    // The link count is what it was; the reader found the old container's files gone.
    discovery.invalidate(`/kubepods/pod${UID}/${A}`);

    expect(podsOf(discovery)).toEqual({ [UID]: ['b'] });
  });

  it('show when a pod was replaced by another between two turns', () => {
    make(`kubepods/burstable/pod${UID}/${A}`);
    const discovery = createDiscovery();
    discovery.discover();

    // Nobody reads the old pod's files any more: its directory is found missing first.
    remove(`kubepods/burstable/pod${UID}`);
    make(`kubepods/burstable/pod${OTHER_UID}/${B}`);

    expect(podsOf(discovery)).toEqual({ [OTHER_UID]: ['b'] });
  });

  it('in places where pods were not expected show with the next full walk', () => {
    make('podruntime/kubelet', `kubepods/pod${UID}/${A}`);
    const discovery = createDiscovery();
    discovery.discover();

    make(`podruntime/kubelet/kubepods/pod${OTHER_UID}/${B}`);
    for (let turn = 0; turn < SLOW_TURNS; turn += 1) discovery.discover();

    expect(podsOf(discovery)).toEqual({ [UID]: ['a'], [OTHER_UID]: ['b'] });
  });
});

describe('cgroups outside pods', () => {
  const outsideOf = (...parameters: Parameters<typeof createDiscovery>): readonly string[] =>
    createDiscovery(...parameters).discover().outside;

  it('are the top level, units of the well-known slices and plain containers', () => {
    make(
      'init.scope',
      'system.slice/ssh.service/deeper',
      'system.slice/boot.mount',
      'system.slice/crio-conmon-1.scope',
      `system.slice/docker-${A}.scope/init`,
      'user.slice/user-1000.slice/session-1.scope',
      'machine.slice/machine-vm.scope',
      `docker/${B}/nested`,
      `kubepods.slice/kubepods-pod${UID_}.slice/cri-containerd-${C}.scope`,
      'dev-hugepages.mount',
    );

    expect(outsideOf()).toEqual([
      '/docker',
      '/init.scope',
      '/machine.slice',
      '/system.slice',
      '/user.slice',
      `/docker/${B}`,
      '/machine.slice/machine-vm.scope',
      `/system.slice/docker-${A}.scope`,
      '/system.slice/ssh.service',
      '/user.slice/user-1000.slice',
    ]);
  });

  it('are not those with pods inside', () => {
    make(`docker/${B}/kubelet/kubepods/pod${UID}/${A}`, 'docker/other', 'system.slice');

    expect(outsideOf()).toEqual(['/system.slice']);
  });

  it('are bounded, upper levels first', () => {
    make('system.slice/a.service', 'system.slice/b.service', 'user.slice', 'init.scope');

    expect(outsideOf(4)).toEqual([
      '/init.scope',
      '/system.slice',
      '/user.slice',
      '/system.slice/a.service',
    ]);
    expect(outsideOf(0)).toEqual([]);
  });

  it('are not those with a name that cannot be sent', () => {
    make('system.slice/odd\nname.service', 'system.slice/ssh.service');

    expect(outsideOf()).toEqual(['/system.slice', '/system.slice/ssh.service']);
  });

  it('are looked for in all trees of v1, pods in the first', () => {
    make(
      `cpuacct/kubepods/pod${UID}/${A}`,
      `memory/kubepods/pod${UID}/${A}`,
      `memory/kubepods/pod${OTHER_UID}/${B}`,
      'cpuacct/docker',
      'memory/docker',
      'memory/system.slice/ssh.service',
    );
    const discovery = createDiscovery(100, ['cpuacct', 'memory']);

    expect(podsOf(discovery)).toEqual({ [UID]: ['a'] });
    expect(discovery.discover().outside).toEqual([
      '/docker',
      '/system.slice',
      '/system.slice/ssh.service',
    ]);
  });
});

it('finds nothing where there is nothing', () => {
  const discovery = new CgroupDiscovery({
    trees: [join(directory(), 'none')],
    maxCgroups: 10,
    hasProcesses: () => false,
  });

  expect(discovery.discover()).toEqual({ pods: [], outside: [], driver: 'none' });
});
