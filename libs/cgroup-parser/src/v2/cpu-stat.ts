/*
 * cpu.stat of cgroup v2. Kernel: Documentation/admin-guide/cgroup-v2.rst, "CPU Interface
 * Files"; since 4.15; the root has it since 5.8, nr_bursts and burst_usec are younger.
 *
 *   usage_usec 542906
 *   user_usec 135726
 *   system_usec 407179
 */
import type { KernelBytes } from '../kernel-bytes';
import { kernelFormatError } from '../kernel-format-error';
import { compileFlatKeys, parseFlatKeys } from '../text/flat-keys';

/** CPU time of a cgroup and everything below it since it was made, in microseconds. */
export interface CpuStat {
  usageUsec: number;
  userUsec?: number;
  systemUsec?: number;
  /** Enforcement periods in which the cgroup was runnable; only counts under a limit. */
  nrPeriods?: number;
  nrThrottled?: number;
  throttledUsec?: number;
  nrBursts?: number;
  burstUsec?: number;
}

const KEYS = compileFlatKeys<keyof CpuStat>('cpu.stat', {
  usage_usec: 'usageUsec',
  user_usec: 'userUsec',
  system_usec: 'systemUsec',
  nr_periods: 'nrPeriods',
  nr_throttled: 'nrThrottled',
  throttled_usec: 'throttledUsec',
  nr_bursts: 'nrBursts',
  burst_usec: 'burstUsec',
});

/**
 * Parses cpu.stat of cgroup v2. Without the cpu controller the kernel leaves out the
 * periods and throttling, which stay `undefined`. `usageUsec` agrees with what cadvisor
 * publishes as container_cpu_usage_seconds_total (lib/container/libcontainer/handler.go).
 * @throws KernelFormatError `empty`; `malformed` also without usage_usec; `overflow`
 */
export function parseCpuStat(bytes: KernelBytes): CpuStat {
  const stat = parseFlatKeys(bytes, KEYS);
  if (!hasUsage(stat)) throw kernelFormatError('malformed', KEYS.file, bytes, 0);
  return stat;
}

function hasUsage(stat: Partial<CpuStat>): stat is CpuStat {
  return stat.usageUsec !== undefined;
}
