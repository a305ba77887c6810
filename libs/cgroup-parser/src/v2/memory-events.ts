/*
 * memory.events and memory.events.local of cgroup v2. Kernel:
 * Documentation/admin-guide/cgroup-v2.rst, "Memory Interface Files"; since 4.5, oom_kill
 * since 4.13, oom_group_kill since 5.17. The root has none.
 *
 *   max 127
 *   oom 5
 *   oom_kill 5
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/** How often memory limits took effect in a cgroup (and, but for `.local`, below it). */
export interface MemoryEvents {
  low?: number;
  high?: number;
  /** Times the usage was about to exceed memory.max. */
  max?: number;
  oom?: number;
  /** Processes killed. */
  oomKill?: number;
  oomGroupKill?: number;
}

const KEYS = compileFlatKeys<keyof MemoryEvents>('memory.events', {
  low: 'low',
  high: 'high',
  max: 'max',
  oom: 'oom',
  oom_kill: 'oomKill',
  oom_group_kill: 'oomGroupKill',
});

/**
 * Parses memory.events of cgroup v2.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseMemoryEvents(bytes: KernelBytes): MemoryEvents {
  return parseFlatKeys(bytes, KEYS);
}
