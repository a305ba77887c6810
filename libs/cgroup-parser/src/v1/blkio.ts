/*
 * blkio.throttle.io_service_bytes, blkio.throttle.io_serviced, their _recursive variants and
 * those of blkio.bfq and CFQ, of cgroup v1. Kernel:
 * Documentation/admin-guide/cgroup-v1/blkio-controller.rst; since 2.6.33, throttle since 2.6.37.
 *
 *   254:0 Read 697327616
 *   254:0 Write 1873268736
 *   Total 3515105280
 */
import { NEWLINE, SPACE, asciiBytes } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { readCounter } from '../number/counter';
import { UNKNOWN_DEVICE, readDeviceNumber } from '../text/device-number';
import { KernelCursor } from '../text/kernel-cursor';

/** What one block device read and wrote: bytes, or operations for the io_serviced files. */
export interface BlkioEntry {
  /** The device's number, `8:0`. */
  device: string;
  read: number;
  write: number;
}

/** An entry that is still being read. */
type PartialEntry = Pick<BlkioEntry, 'device'> & Partial<BlkioEntry>;

const TOTAL = asciiBytes('Total ');
const READ = asciiBytes('Read ');
const WRITE = asciiBytes('Write ');

/**
 * Parses a blkio file of cgroup v1: one entry for each device, in the kernel's order. Only
 * Read and Write are taken: Sync and Async count the same again, Total adds all up. A file
 * with just `Total 0`, and an empty one, are an empty array: no I/O yet. The lines of
 * `(unknown)` devices are skipped. Buffered writes are charged to the root cgroup, so
 * `write` of a container is a lower bound.
 * @param file the kernel's name of the file, for errors
 * @throws KernelFormatError `malformed`, also when a device lacks Read or Write; `overflow`
 */
export function parseBlkio(bytes: KernelBytes, file = 'blkio'): BlkioEntry[] {
  const entries: PartialEntry[] = [];
  if (bytes.length === 0) return [];
  const cursor = new KernelCursor(bytes, file);
  while (!cursor.isAtEnd) {
    if (cursor.take(TOTAL) || cursor.take(UNKNOWN_DEVICE)) cursor.skipLine();
    else readLine(cursor, entries);
  }
  if (!entries.every(isComplete)) throw kernelFormatError('malformed', file, bytes, 0);
  return entries;
}

function isComplete(entry: PartialEntry): entry is BlkioEntry {
  return entry.read !== undefined && entry.write !== undefined;
}

function readLine(cursor: KernelCursor, entries: PartialEntry[]): void {
  const device = readDeviceNumber(cursor);
  cursor.expect(SPACE);
  const entry = entryOf(entries, device);
  if (cursor.take(READ)) entry.read = readLastNumber(cursor);
  else if (cursor.take(WRITE)) entry.write = readLastNumber(cursor);
  else cursor.skipLine();
}

/** The entry of `device`; its lines follow one another, so it is the last one or new. */
function entryOf(entries: PartialEntry[], device: string): PartialEntry {
  const last = entries.at(-1);
  if (last?.device === device) return last;
  const entry = { device, read: undefined, write: undefined };
  entries.push(entry);
  return entry;
}

function readLastNumber(cursor: KernelCursor): number {
  const value = readCounter(cursor);
  cursor.expect(NEWLINE);
  return value;
}
