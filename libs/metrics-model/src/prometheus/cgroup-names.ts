import type { SeriesNames } from './series-name';

const MICROSECONDS = 1_000_000;

/**
 * Names of what every cgroup has, after cAdvisor (google/cadvisor
 * `lib/metrics/prometheus.go`) with its prefix `container_` or another.
 */
export function cgroupNames(prefix: 'container' | 'pod'): SeriesNames {
  return {
    cpu_usage_microseconds: { name: `${prefix}_cpu_usage_seconds_total`, divisor: MICROSECONDS },
    cpu_user_microseconds: { name: `${prefix}_cpu_user_seconds_total`, divisor: MICROSECONDS },
    cpu_system_microseconds: { name: `${prefix}_cpu_system_seconds_total`, divisor: MICROSECONDS },
    cpu_periods: { name: `${prefix}_cpu_cfs_periods_total` },
    cpu_throttled_periods: { name: `${prefix}_cpu_cfs_throttled_periods_total` },
    cpu_throttled_microseconds: {
      name: `${prefix}_cpu_cfs_throttled_seconds_total`,
      divisor: MICROSECONDS,
    },
    cpu_limit_millicores: { name: `${prefix}_spec_cpu_limit_cores`, divisor: 1_000 },
    memory_bytes: { name: `${prefix}_memory_working_set_bytes` },
    memory_usage_bytes: { name: `${prefix}_memory_usage_bytes` },
    memory_rss_bytes: { name: `${prefix}_memory_rss` },
    memory_cache_bytes: { name: `${prefix}_memory_cache` },
    memory_swap_bytes: { name: `${prefix}_memory_swap` },
    memory_limit_bytes: { name: `${prefix}_spec_memory_limit_bytes` },
    memory_major_faults: {
      name: `${prefix}_memory_failures_total`,
      labels: { failure_type: 'pgmajfault', scope: 'hierarchy' },
    },
    memory_limit_hits: { name: `${prefix}_memory_failcnt` },
    memory_oom_kills: { name: `${prefix}_oom_events_total` },
    disk_read_bytes: { name: `${prefix}_fs_reads_bytes_total` },
    disk_write_bytes: { name: `${prefix}_fs_writes_bytes_total` },
    disk_read_operations: { name: `${prefix}_fs_reads_total` },
    disk_write_operations: { name: `${prefix}_fs_writes_total` },
    pids: { name: `${prefix}_threads` },
    pids_limit: { name: `${prefix}_threads_max` },
    ...Object.fromEntries(
      (['cpu', 'memory', 'io'] as const).flatMap((resource) => [
        [
          `${resource}_pressure_some_microseconds`,
          { name: `${prefix}_pressure_${resource}_waiting_seconds_total`, divisor: MICROSECONDS },
        ],
        [
          `${resource}_pressure_full_microseconds`,
          { name: `${prefix}_pressure_${resource}_stalled_seconds_total`, divisor: MICROSECONDS },
        ],
      ]),
    ),
  };
}
