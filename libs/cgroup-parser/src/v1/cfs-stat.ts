/*
 * cpu.stat of cgroup v1: the CFS bandwidth controller. Kernel:
 * Documentation/scheduler/sched-bwc.rst; since 3.2; nr_bursts and burst_time are younger.
 *
 *   nr_periods 16
 *   nr_throttled 8
 *   throttled_time 502892064
 */
import type { KernelBytes } from '../kernel-bytes';
import { compileFlatKeys, nanoseconds, parseFlatKeys } from '../text/flat-keys';

/** Throttling of a cgroup since it was made. Counts only while a CPU limit is set. */
export interface CfsStat {
  nrPeriods?: number;
  nrThrottled?: number;
  throttledUsec?: number;
  nrBursts?: number;
  burstUsec?: number;
}

const KEYS = compileFlatKeys<keyof CfsStat>('cpu.stat', {
  nr_periods: 'nrPeriods',
  nr_throttled: 'nrThrottled',
  throttled_time: nanoseconds('throttledUsec'),
  nr_bursts: 'nrBursts',
  burst_time: nanoseconds('burstUsec'),
});

/**
 * Parses cpu.stat of cgroup v1. The two times, which the kernel writes in nanoseconds, are
 * whole microseconds here, rounded down, so that they have the unit they have on v2.
 * @throws KernelFormatError `empty`, `malformed`, `overflow`
 */
export function parseCfsStat(bytes: KernelBytes): CfsStat {
  return parseFlatKeys(bytes, KEYS);
}
