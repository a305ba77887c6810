/*
 * /proc/loadavg. Kernel: Documentation/filesystems/proc.rst; before 2.6. One line, at three
 * moments:
 *
 *   4.96 5.38 3.51 12/437 15197
 *   8.59 8.67 4.82 5/287 3533
 *   9.77 8.88 5.09 7/291 3829
 */
import { SLASH } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readColumn, readCounter, readDecimalColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** Tasks that run or wait, as means of about 1, 5 and 15 minutes, and how many there are now. */
export interface Loadavg {
  load1: number;
  load5: number;
  load15: number;
  runnableTasks: number;
  /** Processes and their threads. */
  totalTasks: number;
}

/**
 * Parses /proc/loadavg. The newest process id, which ends the line, is skipped.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseLoadavg(bytes: KernelBytes): Loadavg {
  const cursor = new KernelCursor(bytes, 'loadavg');
  const load1 = readDecimalColumn(cursor);
  const load5 = readDecimalColumn(cursor);
  const load15 = readDecimalColumn(cursor);
  cursor.skipSpaces();
  const runnableTasks = readCounter(cursor);
  cursor.expect(SLASH);
  const totalTasks = readColumn(cursor);
  return { load1, load5, load15, runnableTasks, totalTasks };
}
