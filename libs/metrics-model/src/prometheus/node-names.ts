import type { SeriesName, SeriesNames } from './series-name';

const MICROSECONDS = 1_000_000;

/** CPU time in one mode, of all CPUs together: without the label `cpu`. */
const cpuMode = (mode: string): SeriesName => ({
  name: 'node_cpu_seconds_total',
  labels: { mode },
  divisor: MICROSECONDS,
});

/**
 * Names of what a node has, after node_exporter (prometheus/node_exporter `collector/*.go`)
 * and, for what the kubelet counts of the node's root cgroup, its `/metrics/resource`. Disks
 * and interfaces are summed: there is no label `device`.
 */
export const NODE_NAMES: SeriesNames = {
  cpu_usage_microseconds: { name: 'node_cpu_usage_seconds_total', divisor: MICROSECONDS },
  cpu_user_microseconds: cpuMode('user'),
  cpu_system_microseconds: cpuMode('system'),
  cpu_idle_microseconds: cpuMode('idle'),
  cpu_iowait_microseconds: cpuMode('iowait'),
  cpu_steal_microseconds: cpuMode('steal'),
  cpu_millicores: { name: 'node_cpu_usage_cores', divisor: 1_000 },
  cpu_capacity_millicores: { name: 'machine_cpu_cores', divisor: 1_000 },
  memory_bytes: { name: 'node_memory_working_set_bytes' },
  memory_usage_bytes: { name: 'node_memory_usage_bytes' },
  memory_rss_bytes: { name: 'node_memory_rss_bytes' },
  memory_cache_bytes: { name: 'node_memory_cache_bytes' },
  memory_swap_bytes: { name: 'node_swap_usage_bytes' },
  memory_major_faults: { name: 'node_vmstat_pgmajfault' },
  memory_oom_kills: { name: 'node_vmstat_oom_kill' },
  memory_total_bytes: { name: 'node_memory_MemTotal_bytes' },
  memory_available_bytes: { name: 'node_memory_MemAvailable_bytes' },
  memory_swap_total_bytes: { name: 'node_memory_SwapTotal_bytes' },
  disk_read_bytes: { name: 'node_disk_read_bytes_total' },
  disk_write_bytes: { name: 'node_disk_written_bytes_total' },
  disk_read_operations: { name: 'node_disk_reads_completed_total' },
  disk_write_operations: { name: 'node_disk_writes_completed_total' },
  disk_busy_milliseconds: { name: 'node_disk_io_time_seconds_total', divisor: 1_000 },
  ...Object.fromEntries(
    (['rx', 'tx'] as const).flatMap((direction) => {
      const verb = `node_network_${direction === 'rx' ? 'receive' : 'transmit'}`;
      return [
        [`network_${direction}_bytes`, { name: `${verb}_bytes_total` }],
        [`network_${direction}_packets`, { name: `${verb}_packets_total` }],
        [`network_${direction}_errors`, { name: `${verb}_errs_total` }],
        [`network_${direction}_dropped`, { name: `${verb}_drop_total` }],
      ];
    }),
  ),
  pids: { name: 'node_processes_threads' },
  load_1m: { name: 'node_load1' },
  load_5m: { name: 'node_load5' },
  load_15m: { name: 'node_load15' },
  processes_running: { name: 'node_procs_running' },
  processes_blocked: { name: 'node_procs_blocked' },
  uptime_seconds: { name: 'node_uptime_seconds' },
  ...Object.fromEntries(
    (['cpu', 'memory', 'io'] as const).flatMap((resource) => [
      [
        `${resource}_pressure_some_microseconds`,
        { name: `node_pressure_${resource}_waiting_seconds_total`, divisor: MICROSECONDS },
      ],
      [
        `${resource}_pressure_full_microseconds`,
        { name: `node_pressure_${resource}_stalled_seconds_total`, divisor: MICROSECONDS },
      ],
    ]),
  ),
};
