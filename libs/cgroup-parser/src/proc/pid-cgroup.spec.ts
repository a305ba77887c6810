import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parsePidCgroup } from './pid-cgroup';

const POD = '/kubepods/besteffort/podb2927180-295c-4c99-9ee3-49ae1cd2699c';
const CONTAINER = `${POD}/53a83e3078688f171a88d319983f35ca270093a6b07f1a55af07a6c69cab61c3`;

// A container's process on cgroup v1; some hierarchies left out, cpu and cpuacct together.
const V1 = `9:name=systemd:${CONTAINER}
4:memory:${CONTAINER}
2:cpu,cpuacct:${CONTAINER}
0::${CONTAINER}
`;

describe('parsePidCgroup', () => {
  it('reads a file of cgroup v1', () => {
    expect(parsePidCgroup(kernelFile(V1))).toEqual([
      { hierarchyId: 9, controllers: ['name=systemd'], path: CONTAINER },
      { hierarchyId: 4, controllers: ['memory'], path: CONTAINER },
      { hierarchyId: 2, controllers: ['cpu', 'cpuacct'], path: CONTAINER },
      { hierarchyId: 0, controllers: [], path: CONTAINER },
    ]);
  });

  it.each([
    '/',
    '/../../kubepods.slice/kubepods-podfeeb6cf0_cf57_4e1b_8e9d_ff1f016e6b4b.slice',
    '/system.slice/containerd.service/kubepods-burstable-pod1.slice:cri-containerd:ab',
    '/user.slice/a name with spaces',
    '/système.slice',
    '/gone (deleted)',
  ])('reads the path %s of cgroup v2', (path) => {
    expect(parsePidCgroup(kernelFile(`0::${path}\n`))).toEqual([
      { hierarchyId: 0, controllers: [], path },
    ]);
  });

  it('has no entry for an empty file', () => {
    expect(parsePidCgroup(kernelFile(''))).toEqual([]);
  });

  it.each([
    ['no hierarchy', `:memory:${POD}\n`, 'malformed'],
    ['max', `max:memory:${POD}\n`, 'malformed'],
    ['one bad line', `4:memory:${POD}\n4 memory ${POD}\n`, 'malformed'],
    ['no path', '4:memory\n', 'malformed'],
    ['an empty line', `\n${V1}`, 'malformed'],
    ['a path cut short', V1.slice(0, -20), 'malformed'],
    ['too large a number', `9007199254740992::${POD}\n`, 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parsePidCgroup, file)).toBe(code);
  });

  it('gives entries or a typed error for any bytes', () => {
    expectRecordOrTypedError(parsePidCgroup, V1);
  });
});
