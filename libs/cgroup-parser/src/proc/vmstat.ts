/*
 * /proc/vmstat. Kernel: Documentation/filesystems/proc.rst names it, mm/vmstat.c has the
 * keys; since 2.6, oom_kill since 4.13.
 *
 *   pgfault 4244419
 *   pgmajfault 1744
 *   oom_kill 0
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/** Page faults and processes killed for want of memory, of the whole machine since boot. */
export interface Vmstat {
  pgfault?: number;
  pgmajfault?: number;
  oomKill?: number;
}

const KEYS = compileFlatKeys<keyof Vmstat>('vmstat', {
  pgfault: 'pgfault',
  pgmajfault: 'pgmajfault',
  oom_kill: 'oomKill',
});

/**
 * Parses /proc/vmstat.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseVmstat(bytes: KernelBytes): Vmstat {
  return parseFlatKeys(bytes, KEYS);
}
