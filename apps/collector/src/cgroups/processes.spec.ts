import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeProcess } from '../../test/proc-tree';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { KernelFiles } from './kernel-file';
import { Processes } from './processes';

const POD = '/kubepods/pod0fefa91d-8fc1-4525-86e6-06b13bfd3be2';
const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

const directory = useTemporaryDirectory();
const proc = (): string => join(directory(), 'proc');
const createProcesses = (): Processes => new Processes(proc(), new KernelFiles());

/** A wanted container whose cgroup.procs holds `procs`. */
function want(id: string, procs: string): { id: string; directory: string } {
  writeFiles(directory(), { [`cgroup/${id}/cgroup.procs`]: procs });
  return { id, directory: join(directory(), 'cgroup', id) };
}

it('takes a pid of cgroup.procs whose process names the container', () => {
  makeProcess(proc(), 70, { path: `${POD}/${A}`, comm: 'pause', startTicks: 5 });

  const found = createProcesses().find([want(A, '70\n')], false);

  expect(found).toEqual(new Map([[A, { pid: 70, comm: 'pause', startTicks: 5 }]]));
});

it('does not believe cgroup.procs of another pid namespace', () => {
  makeProcess(proc(), 7, { path: '/system.slice/ssh.service' });
  makeProcess(proc(), 70, { path: `${POD}/${A}` });

  const found = createProcesses().find([want(A, '0\n7\n')], false);

  expect(found.get(A)?.pid).toBe(70);
});

it('finds processes by a scan, the oldest of each container', () => {
  makeProcess(proc(), 70, { path: `/../../..${POD}/${A}/init`, startTicks: 9 });
  makeProcess(proc(), 71, { path: `${POD}/${A}`, startTicks: 8 });
  makeProcess(proc(), 72, { path: `${POD}/${B}`, comm: 'a (b) c' });
  writeFiles(proc(), { 'self/cgroup': `0::${POD}/${A}\n`, version: 'x' });

  const found = createProcesses().find([want(A, ''), want(B, '0\n')], false);

  expect(found.get(A)?.pid).toBe(71);
  expect(found.get(B)).toEqual({ pid: 72, comm: 'a (b) c', startTicks: 72 });
});

// What a process in /kubepods/burstable/pod1/<own id> reads, as the kernel (6.18) wrote it; the
// systemd driver's names are cut at the same places.
it.each([
  ['another container of its pod', `/../${A}`],
  ['a pod of its quality of service', `/../../pod2/${A}`],
  ['a guaranteed pod', `/../../../pod3/${A}`],
  ['a container of its pod, systemd', `/../cri-containerd-${A}.scope`],
  ['below a container', `/../../pod2/${A}/init`],
])('knows %s by its id where the collector has a cgroup namespace', (_, path) => {
  makeProcess(proc(), 70, { path });
  makeProcess(proc(), 71, { path: '/' });

  expect(
    createProcesses()
      .find([want(A, '0\n'), want(B, '0\n')], false)
      .get(A)?.pid,
  ).toBe(70);
});

it('does not take the monitor of a container for its process', () => {
  makeProcess(proc(), 70, { path: `/../crio-conmon-${A}.scope` });

  expect(createProcesses().find([want(A, '0\n')], false).size).toBe(0);
});

it('takes a container inside a container for the one that is wanted', () => {
  makeProcess(proc(), 70, { path: `${POD}/${A}/docker/${B}` });

  expect([
    ...createProcesses()
      .find([want(A, '')], false)
      .keys(),
  ]).toEqual([A]);
});

it('finds the container on any line of a v1 process', () => {
  writeFiles(proc(), {
    '70/cgroup': `3:cpuset:/\n2:cpu:${POD}/${A}\n1:name=systemd:/\n`,
    '70/stat': '70 (app) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0 0\n',
  });

  expect(
    createProcesses()
      .find([want(A, '')], false)
      .get(A)?.pid,
  ).toBe(70);
});

it('skips processes that ended, and garbage', () => {
  writeFiles(proc(), { '70/cgroup': `0::${POD}/${A}\n`, '71/cgroup': 'no cgroup file' });

  expect(createProcesses().find([want(A, '71\n')], false)).toEqual(new Map());
});

it('looks only at new processes in a second scan, unless it is thorough', () => {
  makeProcess(proc(), 70, { path: '/system.slice/containerd.service' });
  const processes = createProcesses();
  processes.find([want(A, '')], false);

  // The process was moved into the container's cgroup after the first scan.
  makeProcess(proc(), 70, { path: `${POD}/${A}` });

  expect(processes.find([want(A, '')], false).size).toBe(0);
  expect(processes.find([want(A, '')], true).get(A)?.pid).toBe(70);
});

it('finds nothing without a procfs', () => {
  expect(createProcesses().find([want(A, '')], true)).toEqual(new Map());
});

it('looks at one process', () => {
  makeProcess(proc(), 70, { path: '/', comm: 'pause', startTicks: 5 });
  const processes = createProcesses();

  expect(processes.look(70)).toEqual({ pid: 70, comm: 'pause', startTicks: 5 });
  rmSync(join(proc(), '70'), { recursive: true });
  expect(processes.look(70)).toBeUndefined();
});
