import { COLON, asciiBytes } from '../kernel-bytes';
import { readCounter } from '../number/counter';
import type { KernelCursor } from './kernel-cursor';

/**
 * What the kernel writes for a device that has no number to show: the single paths below a
 * multipath NVMe disk (containerd/cgroups issue 393). The disk above them is listed too.
 */
export const UNKNOWN_DEVICE = asciiBytes('(unknown)');

/**
 * Reads a block device's number, `major:minor` in decimal (`254:0`), as the kernel writes
 * it in io.stat, in the blkio files and below /sys/dev/block.
 * @throws KernelFormatError `malformed` for other text
 */
export function readDeviceNumber(cursor: KernelCursor): string {
  const major = readCounter(cursor);
  cursor.expect(COLON);
  const minor = readCounter(cursor);
  return `${major}:${minor}`;
}
