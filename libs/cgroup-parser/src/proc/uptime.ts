/*
 * /proc/uptime. Kernel: Documentation/filesystems/proc.rst; before 2.6. One line, at three
 * moments:
 *
 *   1727.81 1592.32
 *   588.05 85.16
 *   1742.29 1593.56
 */
import type { KernelBytes } from '../kernel-bytes';
import { readDecimalColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** Seconds, in hundredths. */
export interface Uptime {
  /** Since boot, time in suspension included. */
  uptimeSeconds: number;
  /** Idle time of all CPUs added up, so it may exceed the uptime. */
  idleSeconds: number;
}

/**
 * Parses /proc/uptime.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseUptime(bytes: KernelBytes): Uptime {
  const cursor = new KernelCursor(bytes, 'uptime');
  return { uptimeSeconds: readDecimalColumn(cursor), idleSeconds: readDecimalColumn(cursor) };
}
