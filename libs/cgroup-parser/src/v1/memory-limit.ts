/*
 * memory.limit_in_bytes and memory.memsw.limit_in_bytes of cgroup v1. Kernel:
 * Documentation/admin-guide/cgroup-v1/memory.rst; since 2.6.25. One number; of three cgroups:
 *
 *   16777216
 *   25165824
 *   9223372036854771712
 */
import type { KernelBytes } from '../kernel-bytes';
import { readUnboundedCounter } from '../number/counter';
import { KernelCursor } from '../text/kernel-cursor';

/** Limits above it are none: the kernel's "none" is 2^63 − 1 rounded down to a page. */
const LARGEST_LIMIT_BYTES = 2 ** 62;

/**
 * Parses memory.limit_in_bytes of cgroup v1: bytes, or `max` above 2^62, which is how the
 * kernel writes that there is no limit.
 * @throws KernelFormatError `empty`; `malformed`; `overflow` between 2^53 and 2^62
 */
export function parseMemoryLimitV1(bytes: KernelBytes): number | 'max' {
  const cursor = new KernelCursor(bytes, 'memory.limit_in_bytes', 'value');
  const limit = readUnboundedCounter(cursor);
  cursor.expectEnd();
  if (limit > LARGEST_LIMIT_BYTES) return 'max';
  if (limit > Number.MAX_SAFE_INTEGER) throw cursor.fault('overflow');
  return limit;
}
