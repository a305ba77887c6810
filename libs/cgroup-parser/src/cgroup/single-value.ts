/*
 * The files that hold one number or `max`. Kernel: Documentation/admin-guide/cgroup-v2.rst
 * (memory.current, memory.max, memory.swap.current since 4.5, memory.peak since 5.19),
 * Documentation/admin-guide/cgroup-v1/{pids,memory}.rst (pids.current and pids.max since
 * 4.3, memory.usage_in_bytes and memory.failcnt since 2.6.25), Documentation/scheduler/
 * sched-bwc.rst (cpu.cfs_period_us since 3.2). Three files:
 *
 *   245760
 *   2949
 *   max
 */
import { asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

const MAX = asciiBytes('max');

/**
 * Parses a file that holds one whole number, or `max` for "no limit".
 * @param file the kernel's name of the file, for errors
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseSingleValue(bytes: KernelBytes, file: string): number | 'max' {
  const cursor = new KernelCursor(bytes, file, 'value');
  const value = cursor.take(MAX) ? 'max' : readCounter(cursor);
  cursor.expectEnd();
  return value;
}
