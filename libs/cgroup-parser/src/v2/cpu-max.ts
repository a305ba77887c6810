/*
 * cpu.max of cgroup v2. Kernel: Documentation/admin-guide/cgroup-v2.rst, "CPU Interface
 * Files"; since 4.15. The root has none. Three cgroups:
 *
 *   max 100000
 *   10000 100000
 *   30000 100000
 */
import { SPACE, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** CPU bandwidth limit: `quotaUsec` of CPU time in each `periodUsec`; cores = quota / period. */
export interface CpuMax {
  /** `max`: no limit. */
  quotaUsec: number | 'max';
  periodUsec: number;
}

const MAX = asciiBytes('max');

/**
 * Parses cpu.max of cgroup v2.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseCpuMax(bytes: KernelBytes): CpuMax {
  const cursor = new KernelCursor(bytes, 'cpu.max');
  const quotaUsec = cursor.take(MAX) ? 'max' : readCounter(cursor);
  cursor.expect(SPACE);
  const periodUsec = readCounter(cursor);
  cursor.expectEnd();
  return { quotaUsec, periodUsec };
}
