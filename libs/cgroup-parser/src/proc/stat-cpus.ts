/*
 * The lines of /proc/stat that are of one CPU; for the file see stat.ts. CPUs that are
 * offline have none, so that their numbers may have gaps.
 *
 *   cpu  117229 28005 35875 159232 1092 0 1413 428 0 0
 *   cpu0 57144 14110 17628 81506 496 0 496 208 0 0
 *   cpu2 57144 14110 17628 81506 496 0 496 208 0 0
 */
import { SPACE, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';
import { readTicks, type CpuTicks } from './stat';

/** What one CPU did since boot. */
export interface OneCpuTicks extends CpuTicks {
  /** Its number, as the kernel writes it. */
  cpu: number;
}

const CPU = asciiBytes('cpu');

/**
 * Parses the lines of single CPUs, in the kernel's order.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseCpuLines(bytes: KernelBytes): OneCpuTicks[] {
  const cursor = new KernelCursor(bytes, 'stat');
  const cpus: OneCpuTicks[] = [];
  while (!cursor.isAtEnd) {
    if (cursor.take(CPU) && bytes[cursor.position] !== SPACE) {
      cpus.push({ cpu: readColumn(cursor), ...readTicks(cursor) });
    }
    cursor.skipLine();
  }
  return cpus;
}
