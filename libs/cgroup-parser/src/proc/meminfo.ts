/*
 * /proc/meminfo. Kernel: Documentation/filesystems/proc.rst, "meminfo"; before 2.6,
 * MemAvailable since 3.14.
 *
 *   MemTotal:       24684092 kB
 *   MemFree:        20252772 kB
 *   MemAvailable:   23079272 kB
 */
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { compileFlatKeys, kibibytes, parseFlatKeys } from '../text/flat-keys';

/** Memory of the machine, in bytes. */
export interface Meminfo {
  memTotalBytes: number;
  memFreeBytes?: number;
  /** What new work could have without swapping, the kernel's estimate. */
  memAvailableBytes?: number;
  buffersBytes?: number;
  cachedBytes?: number;
  swapTotalBytes?: number;
  swapFreeBytes?: number;
  shmemBytes?: number;
  slabReclaimableBytes?: number;
}

const KEYS = compileFlatKeys<keyof Meminfo>('meminfo', {
  'MemTotal:': kibibytes('memTotalBytes'),
  'MemFree:': kibibytes('memFreeBytes'),
  'MemAvailable:': kibibytes('memAvailableBytes'),
  'Buffers:': kibibytes('buffersBytes'),
  'Cached:': kibibytes('cachedBytes'),
  'SwapTotal:': kibibytes('swapTotalBytes'),
  'SwapFree:': kibibytes('swapFreeBytes'),
  'Shmem:': kibibytes('shmemBytes'),
  'SReclaimable:': kibibytes('slabReclaimableBytes'),
});

/**
 * Parses /proc/meminfo. The kernel's kB are 1,024 bytes.
 * @throws KernelFormatError `empty`; `malformed` also without MemTotal; `overflow`
 */
export function parseMeminfo(bytes: KernelBytes): Meminfo {
  const meminfo = parseFlatKeys(bytes, KEYS);
  if (!hasTotal(meminfo)) throw kernelFormatError('malformed', KEYS.file, bytes, 0);
  return meminfo;
}

function hasTotal(meminfo: Partial<Meminfo>): meminfo is Meminfo {
  return meminfo.memTotalBytes !== undefined;
}
