/*
 * memory.stat of cgroup v1. Kernel: Documentation/admin-guide/cgroup-v1/memory.rst, "5.2
 * stat file"; since 2.6.25.
 *
 *   total_cache 47083520
 *   total_rss 2252800
 *   total_inactive_file 35684352
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/**
 * Where the memory of a cgroup and everything below it is, in bytes, and its page faults,
 * counted since it was made. The keys without `total_` leave out what is below and are not
 * read.
 */
export interface MemoryStatV1 {
  /** Anonymous memory. */
  totalRssBytes?: number;
  /** Page cache, tmpfs and shared memory included. */
  totalCacheBytes?: number;
  totalInactiveFileBytes?: number;
  totalActiveFileBytes?: number;
  totalMappedFileBytes?: number;
  totalShmemBytes?: number;
  /** Absent without swap accounting. */
  totalSwapBytes?: number;
  totalPgfault?: number;
  totalPgmajfault?: number;
}

const KEYS = compileFlatKeys<keyof MemoryStatV1>('memory.stat', {
  total_rss: 'totalRssBytes',
  total_cache: 'totalCacheBytes',
  total_inactive_file: 'totalInactiveFileBytes',
  total_active_file: 'totalActiveFileBytes',
  total_mapped_file: 'totalMappedFileBytes',
  total_shmem: 'totalShmemBytes',
  total_swap: 'totalSwapBytes',
  total_pgfault: 'totalPgfault',
  total_pgmajfault: 'totalPgmajfault',
});

/**
 * Parses memory.stat of cgroup v1. `totalInactiveFileBytes` is what cadvisor and kubelet
 * take from the usage to get the working set (cadvisor lib/container/libcontainer/handler.go).
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseMemoryStatV1(bytes: KernelBytes): MemoryStatV1 {
  return parseFlatKeys(bytes, KEYS);
}
