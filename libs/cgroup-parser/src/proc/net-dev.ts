/*
 * /proc/<pid>/net/dev: the interfaces of the process's network namespace. Kernel:
 * Documentation/filesystems/proc.rst, "1.4 Networking info in /proc/net"; before 2.6.
 *
 *  face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
 *     lo: 20068347   53915    0    0    0     0          0         0 20068347   53915    0    0    0     0       0          0
 *   eth0:   77446    1083    0    0    0     0          0         0 16605513    1163    0    0    0     0       0          0
 */
import { COLON, decodeText } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { readColumn } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** What one interface received (`rx`) and sent (`tx`) since it appeared. */
export interface NetDevice {
  name: string;
  rxBytes: number;
  rxPackets: number;
  rxErrors: number;
  rxDropped: number;
  txBytes: number;
  txPackets: number;
  txErrors: number;
  txDropped: number;
}

const HEADER_LINES = 2;

/**
 * Parses /proc/<pid>/net/dev: all interfaces of the namespace in the kernel's order;
 * `isNodeInterface` and `isPodInterface` tell which to add up. The colon may touch the
 * first number.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseNetDev(bytes: KernelBytes): NetDevice[] {
  const cursor = new KernelCursor(bytes, 'net/dev');
  for (let line = 0; line < HEADER_LINES; line++) {
    if (cursor.isAtEnd) throw cursor.fault('malformed');
    cursor.skipLine();
  }
  const devices: NetDevice[] = [];
  while (!cursor.isAtEnd) {
    devices.push(readDevice(cursor));
    cursor.skipLine();
  }
  return devices;
}

function readDevice(cursor: KernelCursor): NetDevice {
  const name = readName(cursor);
  const rxBytes = readColumn(cursor);
  const rxPackets = readColumn(cursor);
  const rxErrors = readColumn(cursor);
  const rxDropped = readColumn(cursor);
  cursor.skipWords(4); // fifo, frame, compressed, multicast
  const txBytes = readColumn(cursor);
  const txPackets = readColumn(cursor);
  const txErrors = readColumn(cursor);
  const txDropped = readColumn(cursor);
  return {
    name,
    rxBytes,
    rxPackets,
    rxErrors,
    rxDropped,
    txBytes,
    txPackets,
    txErrors,
    txDropped,
  };
}

/**
 * Reads the name and its colon, which may touch the first number. Old kernels (3.10) allow a
 * colon within a name (`team0:1`), so the last one of the word ends it.
 */
function readName(cursor: KernelCursor): string {
  cursor.skipSpaces();
  const { bytes, position: start } = cursor;
  cursor.skipWord();
  let end = cursor.position - 1;
  while (end > start && bytes[end] !== COLON) end--;
  if (end <= start) throw cursor.fault('malformed');
  cursor.position = end + 1;
  return decodeText(bytes, start, end);
}
