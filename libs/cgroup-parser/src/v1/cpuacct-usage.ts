/*
 * cpuacct.usage of cgroup v1. Kernel: Documentation/admin-guide/cgroup-v1/cpuacct.rst; since
 * 2.6.24. One number; of three cgroups:
 *
 *   22538293
 *   38634769846
 *   1841854042927
 */
import type { KernelBytes } from '../kernel-bytes';
import { readNanosecondsAsMicroseconds } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/**
 * Parses cpuacct.usage: CPU time of the cgroup and everything below it, which the kernel
 * writes in nanoseconds, as whole microseconds, rounded down. Nothing is lost above 2^53 ns.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseCpuacctUsage(bytes: KernelBytes): number {
  const cursor = new KernelCursor(bytes, 'cpuacct.usage', 'value');
  const usageUsec = readNanosecondsAsMicroseconds(cursor);
  cursor.expectEnd();
  return usageUsec;
}
