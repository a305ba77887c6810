/*
 * /proc/diskstats. Kernel: Documentation/admin-guide/iostats.rst; since 2.6; columns for
 * discards since 4.18, for flushes since 5.5.
 *
 *    7       0 loop0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
 *  254       0 vda 370525 62405 19483506 345351 105853 273939 31509888 185318 0 45372 537420 28283 60 5715720 5165 8915 1584
 *  253       0 zram0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
 */
import type { KernelBytes } from '../kernel-bytes';
import { readColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** What one block device did since it appeared. A sector is 512 bytes, whatever the disk's. */
export interface Diskstat {
  /** The device's number, `8:0`. */
  device: string;
  name: string;
  readsCompleted: number;
  sectorsRead: number;
  writesCompleted: number;
  sectorsWritten: number;
  /** Time in which the device had work. */
  ioMilliseconds: number;
}

/**
 * Parses /proc/diskstats: all block devices in the kernel's order, with partitions and
 * devices that stand on others; `isWholeDisk` tells which to add up. A machine without block
 * devices has an empty file, hence an empty array.
 * @throws KernelFormatError `malformed`, `overflow`
 */
export function parseDiskstats(bytes: KernelBytes): Diskstat[] {
  const disks: Diskstat[] = [];
  if (bytes.length === 0) return disks;
  const cursor = new KernelCursor(bytes, 'diskstats');
  while (!cursor.isAtEnd) {
    disks.push(readLine(cursor));
    cursor.skipLine();
  }
  return disks;
}

/** Reads the line's columns 1 to 13, as iostats.rst counts its fields from column 4. */
function readLine(cursor: KernelCursor): Diskstat {
  const major = readColumn(cursor);
  const minor = readColumn(cursor);
  const name = cursor.readWord();
  const readsCompleted = readColumn(cursor);
  cursor.skipWords(1); // reads merged
  const sectorsRead = readColumn(cursor);
  cursor.skipWords(1); // milliseconds reading
  const writesCompleted = readColumn(cursor);
  cursor.skipWords(1); // writes merged
  const sectorsWritten = readColumn(cursor);
  cursor.skipWords(2); // milliseconds writing, requests in progress
  const ioMilliseconds = readColumn(cursor);
  const device = `${major}:${minor}`;
  return {
    device,
    name,
    readsCompleted,
    sectorsRead,
    writesCompleted,
    sectorsWritten,
    ioMilliseconds,
  };
}
