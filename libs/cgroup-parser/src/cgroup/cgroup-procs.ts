/*
 * cgroup.procs of cgroup v1 and v2, cgroup.threads and tasks. Kernel:
 * Documentation/admin-guide/cgroup-v2.rst, "Core Interface Files" (since 4.5), and
 * Documentation/admin-guide/cgroup-v1/cgroups.rst (since 2.6.32).
 *
 *   1070
 *   1075
 *   1116
 */
import { NEWLINE } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/**
 * Parses cgroup.procs: the process ids in the cgroup itself, in the kernel's order, which is
 * neither sorted nor free of repetition. No process is an empty file, hence an empty array.
 * Processes outside the reader's pid namespace are 0 on v2 and left out on v1.
 * @throws KernelFormatError `malformed`, `overflow`
 */
export function parseCgroupProcs(bytes: KernelBytes): number[] {
  const pids: number[] = [];
  if (bytes.length === 0) return pids;
  const cursor = new KernelCursor(bytes, 'cgroup.procs');
  while (!cursor.isAtEnd) {
    pids.push(readCounter(cursor));
    cursor.expect(NEWLINE);
  }
  return pids;
}
