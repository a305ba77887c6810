import { listContainerIds } from './container-segment';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('listContainerIds', () => {
  it.each([
    ['a whole path', `/kubepods/burstable/pod1/${A}`, [A]],
    ['a path from a cgroup namespace', `/../../pod1/${A}`, [A]],
    ['an id alone', A, [A]],
    ['CRI-O', `/../crio-${A}.scope`, [A]],
    ['colons', `/system.slice/kubepods-pod1.slice:cri-containerd:${A}`, [A]],
    ['one inside the other', `/../docker-${A}.scope/kubelet/pod1/${B}/init`, [A, B]],
    ['neighbours', `/${A}/${B}`, [A, B]],
    ['CRI-O’s monitor', `/../crio-conmon-${A}.scope`, []],
    ['a removed cgroup', `/../../pod1/${A} (deleted)`, []],
    ['a longer name', `/x${A}`, []],
    ['the reader itself', '/', []],
    ['a service', '/system.slice/ssh.service', []],
  ])('finds in %s: %s', (_, path, ids) => {
    expect(listContainerIds(path)).toEqual(ids);
  });
});
