/*
 * cpuacct.stat of cgroup v1. Kernel: Documentation/admin-guide/cgroup-v1/cpuacct.rst; since
 * 2.6.30. The whole file of one cgroup, and the second line of another:
 *
 *   user 0
 *   system 1
 *   system 9
 */
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/**
 * CPU time in clock ticks, of which userland sees USER_HZ (100) in a second. Coarser than
 * cpuacct.usage: the sum of both differs from it.
 */
export interface CpuacctStat {
  userTicks: number;
  systemTicks: number;
}

const KEYS = compileFlatKeys<keyof CpuacctStat>('cpuacct.stat', {
  user: 'userTicks',
  system: 'systemTicks',
});

/**
 * Parses cpuacct.stat of cgroup v1.
 * @throws KernelFormatError `empty`; `malformed` also when a key is missing; `overflow`
 */
export function parseCpuacctStat(bytes: KernelBytes): CpuacctStat {
  const { userTicks, systemTicks } = parseFlatKeys(bytes, KEYS);
  if (userTicks === undefined || systemTicks === undefined) {
    throw kernelFormatError('malformed', KEYS.file, bytes, 0);
  }
  return { userTicks, systemTicks };
}
