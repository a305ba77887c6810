/*
 * memory.oom_control of cgroup v1. Kernel: Documentation/admin-guide/cgroup-v1/memory.rst,
 * "10. OOM Control"; since 2.6.35, oom_kill since 4.13.
 *
 *   oom_kill_disable 0
 *   under_oom 0
 *   oom_kill 0
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/** State of the OOM killer in a cgroup: two flags of 0 or 1, and processes killed. */
export interface OomControl {
  oomKillDisable?: number;
  underOom?: number;
  oomKill?: number;
}

const KEYS = compileFlatKeys<keyof OomControl>('memory.oom_control', {
  oom_kill_disable: 'oomKillDisable',
  under_oom: 'underOom',
  oom_kill: 'oomKill',
});

/**
 * Parses memory.oom_control of cgroup v1. `oomKill` counts the cgroup itself, not what is
 * below it.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseOomControl(bytes: KernelBytes): OomControl {
  return parseFlatKeys(bytes, KEYS);
}
