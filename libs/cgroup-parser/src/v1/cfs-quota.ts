/*
 * cpu.cfs_quota_us of cgroup v1. Kernel: Documentation/scheduler/sched-bwc.rst; since 3.2.
 * One number; of three cgroups:
 *
 *   -1
 *   10000
 *   20000
 */
import { asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

const UNLIMITED = asciiBytes('-1');

/**
 * Parses cpu.cfs_quota_us: microseconds of CPU time in each period (cpu.cfs_period_us, read
 * with `parseSingleValue`); -1, no limit, is `max`.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseCfsQuota(bytes: KernelBytes): number | 'max' {
  const cursor = new KernelCursor(bytes, 'cpu.cfs_quota_us', 'value');
  const quotaUsec = cursor.take(UNLIMITED) ? 'max' : readCounter(cursor);
  cursor.expectEnd();
  return quotaUsec;
}
