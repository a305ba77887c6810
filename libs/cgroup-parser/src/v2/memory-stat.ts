/*
 * memory.stat of cgroup v2. Kernel: Documentation/admin-guide/cgroup-v2.rst, "Memory
 * Interface Files"; since 4.5, `kernel` since 5.18, `percpu` and the split of refaults into
 * anon and file since 5.9.
 *
 *   anon 252391424
 *   file 291680256
 *   kernel 28921856
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/**
 * Where the memory of a cgroup and everything below it is, in bytes, and its page faults,
 * counted since it was made.
 */
export interface MemoryStat {
  anonBytes?: number;
  /** Page cache, tmpfs and shared memory included. */
  fileBytes?: number;
  inactiveFileBytes?: number;
  activeFileBytes?: number;
  shmemBytes?: number;
  fileMappedBytes?: number;
  kernelBytes?: number;
  kernelStackBytes?: number;
  pagetablesBytes?: number;
  slabBytes?: number;
  slabReclaimableBytes?: number;
  sockBytes?: number;
  percpuBytes?: number;
  pgfault?: number;
  pgmajfault?: number;
  workingsetRefaultFile?: number;
  workingsetRefaultAnon?: number;
}

const KEYS = compileFlatKeys<keyof MemoryStat>('memory.stat', {
  anon: 'anonBytes',
  file: 'fileBytes',
  inactive_file: 'inactiveFileBytes',
  active_file: 'activeFileBytes',
  shmem: 'shmemBytes',
  file_mapped: 'fileMappedBytes',
  kernel: 'kernelBytes',
  kernel_stack: 'kernelStackBytes',
  pagetables: 'pagetablesBytes',
  slab: 'slabBytes',
  slab_reclaimable: 'slabReclaimableBytes',
  sock: 'sockBytes',
  percpu: 'percpuBytes',
  pgfault: 'pgfault',
  pgmajfault: 'pgmajfault',
  workingset_refault_file: 'workingsetRefaultFile',
  workingset_refault_anon: 'workingsetRefaultAnon',
});

/**
 * Parses memory.stat of cgroup v2. `inactiveFileBytes` is what cadvisor and kubelet take
 * from the usage to get the working set (cadvisor lib/container/libcontainer/handler.go).
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseMemoryStat(bytes: KernelBytes): MemoryStat {
  return parseFlatKeys(bytes, KEYS);
}
