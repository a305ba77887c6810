/*
 * io.stat of cgroup v2. Kernel: Documentation/admin-guide/cgroup-v2.rst, "IO Interface
 * Files"; since 4.5.
 *
 *   7:7
 *   7:6
 *   254:0 rbytes=359150592 wbytes=213549056 rios=5133 wios=5214 dbytes=0 dios=0
 */
import { NEWLINE, SPACE, ZERO } from '../kernel-bytes';
import type { KernelBytes } from '../kernel-bytes';
import { UNKNOWN_DEVICE, readDeviceNumber } from '../text/device-number';
import { KernelCursor } from '../text/kernel-cursor';
import { compileNestedKeys, readNestedKeys } from '../text/nested-keys';

/** What a cgroup and everything below it read from and wrote to one block device. */
export interface DeviceIo {
  /** The device's number, `8:0`. */
  device: string;
  readBytes: number;
  writeBytes: number;
  readOperations: number;
  writeOperations: number;
}

const KEYS = compileNestedKeys<Exclude<keyof DeviceIo, 'device'>>({
  rbytes: 'readBytes',
  wbytes: 'writeBytes',
  rios: 'readOperations',
  wios: 'writeOperations',
});

const EQUALS = 0x3d;

/**
 * Parses io.stat of cgroup v2: one entry for each device that was used, in the kernel's
 * order. No I/O yet is an empty file, hence an empty array.
 *
 * The kernel writes the numbers of a device together or, when all are zero, not at all; then
 * the line has only the device's number, or statistics of the I/O controllers
 * (`cost.usage=…`), and is skipped. Some 5.x kernels forget the newline behind a lone number:
 * a line may begin with several, of which the last one owns what follows, and the file may
 * end with one. The lines of `(unknown)` devices are skipped.
 *
 * A stacked device (dm, md) and the disk below it are both listed: adding them up counts
 * twice.
 * @throws KernelFormatError `malformed`, also when only some of rbytes, wbytes, rios and
 * wios are there; `overflow`
 */
export function parseIoStat(bytes: KernelBytes): DeviceIo[] {
  const devices: DeviceIo[] = [];
  const lines = withoutLoneEnd(bytes);
  if (lines.length === 0) return devices;
  const cursor = new KernelCursor(lines, 'io.stat');
  while (!cursor.isAtEnd) {
    const device = readOwner(cursor);
    const numbers = readNestedKeys(cursor, KEYS);
    if (device !== undefined && numbers !== undefined) devices.push({ device, ...numbers });
    cursor.expect(NEWLINE);
  }
  return devices;
}

/** The file without lone device numbers that no newline follows. */
function withoutLoneEnd(bytes: KernelBytes): KernelBytes {
  const { length } = bytes;
  if (length === 0 || bytes[length - 1] === NEWLINE) return bytes;
  const start = bytes.lastIndexOf(NEWLINE) + 1;
  const isLone = !bytes.subarray(start).includes(EQUALS);
  return isLone ? bytes.subarray(0, start) : bytes;
}

/** Reads the devices at the beginning of the line; the last one's number if it has one. */
function readOwner(cursor: KernelCursor): string | undefined {
  let owner: string | undefined;
  do {
    owner = cursor.take(UNKNOWN_DEVICE) ? undefined : readDeviceNumber(cursor);
    if (!cursor.isAtLineEnd) cursor.expect(SPACE);
  } while (isAtDevice(cursor));
  return owner;
}

function isAtDevice({ bytes, position }: KernelCursor): boolean {
  const byte = bytes[position];
  return byte === UNKNOWN_DEVICE[0] || (byte >= ZERO && byte <= ZERO + 9);
}
