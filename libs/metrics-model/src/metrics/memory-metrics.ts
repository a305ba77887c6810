import type { MetricDefinition } from './metric';

const EVERYTHING = ['node', 'pod', 'container', 'cgroup'] as const;
const LIMITED = ['pod', 'container'] as const;
const NODE = ['node'] as const;

/** Memory in bytes. The field's names: working set, usage, rss and cache are four things. */
export const MEMORY_METRICS: readonly MetricDefinition[] = [
  {
    name: 'memory_bytes',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'Working set, as kubectl top and the eviction manager see it.',
    v1: 'memory.usage_in_bytes, memory.stat total_inactive_file',
    v2: 'memory.current, memory.stat inactive_file; node: memory.stat anon, file, inactive_file',
    formula: 'usage − inactive_file, not below 0',
  },
  {
    name: 'memory_usage_bytes',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'All memory charged to the cgroup, page cache included.',
    v1: 'memory.usage_in_bytes',
    v2: 'memory.current; node: memory.stat anon + file',
  },
  {
    name: 'memory_rss_bytes',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'Anonymous memory.',
    v1: 'memory.stat total_rss',
    v2: 'memory.stat anon',
  },
  {
    name: 'memory_cache_bytes',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'Page cache, tmpfs and shared memory included.',
    v1: 'memory.stat total_cache',
    v2: 'memory.stat file',
  },
  {
    name: 'memory_swap_bytes',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'Swap in use; on a node SwapTotal − SwapFree.',
    v1: 'memory.stat total_swap; node: P/meminfo',
    v2: 'memory.swap.current; node: P/meminfo',
  },
  {
    name: 'memory_limit_bytes',
    type: 'gauge',
    scopes: LIMITED,
    description: 'Memory limit the kernel enforces.',
    v1: 'memory.limit_in_bytes',
    v2: 'memory.max',
    formula: 'no value (no_limit) for max and, on v1, above 2^62',
  },
  {
    name: 'memory_major_faults',
    type: 'counter',
    scopes: EVERYTHING,
    description: 'Page faults that had to read from a disk.',
    v1: 'memory.stat total_pgmajfault; node: P/vmstat pgmajfault',
    v2: 'memory.stat pgmajfault; node: P/vmstat pgmajfault',
  },
  {
    name: 'memory_limit_hits',
    type: 'counter',
    scopes: LIMITED,
    description: 'Times the memory limit was reached.',
    v1: 'memory.failcnt',
    v2: 'memory.events max',
  },
  {
    name: 'memory_oom_kills',
    type: 'counter',
    scopes: ['node', 'pod', 'container'],
    description: 'Processes killed for want of memory.',
    v1: 'memory.oom_control oom_kill; node: P/vmstat oom_kill',
    v2: 'memory.events oom_kill; node: P/vmstat oom_kill',
  },
  {
    name: 'memory_total_bytes',
    type: 'gauge',
    scopes: NODE,
    description: 'Memory the kernel manages.',
    v1: 'P/meminfo MemTotal',
    v2: 'P/meminfo MemTotal',
    formula: 'kB × 1024',
  },
  {
    name: 'memory_available_bytes',
    type: 'gauge',
    scopes: NODE,
    description: 'Memory new work could have without swapping, the kernel’s estimate.',
    v1: 'P/meminfo MemAvailable',
    v2: 'P/meminfo MemAvailable',
    formula: 'kB × 1024',
  },
  {
    name: 'memory_swap_total_bytes',
    type: 'gauge',
    scopes: NODE,
    description: 'Swap the node has.',
    v1: 'P/meminfo SwapTotal',
    v2: 'P/meminfo SwapTotal',
    formula: 'kB × 1024',
  },
];

/** Tasks. */
export const TASK_METRICS: readonly MetricDefinition[] = [
  {
    name: 'pids',
    type: 'gauge',
    scopes: EVERYTHING,
    description: 'Tasks: processes and their threads.',
    v1: 'pids.current; node: P/loadavg, after the slash',
    v2: 'pids.current; node: P/loadavg, after the slash',
  },
  {
    name: 'pids_limit',
    type: 'gauge',
    scopes: LIMITED,
    description: 'Most tasks the cgroup may have.',
    v1: 'pids.max',
    v2: 'pids.max',
    formula: 'no value (no_limit) for max',
  },
];

function load(minutes: 1 | 5 | 15): MetricDefinition {
  const field = { 1: 1, 5: 2, 15: 3 }[minutes];
  return {
    name: `load_${minutes}m`,
    type: 'gauge',
    scopes: NODE,
    description: `Tasks running or waiting, mean of about ${minutes} min.`,
    v1: `P/loadavg, field ${field}`,
    v2: `P/loadavg, field ${field}`,
  };
}

/** What only a whole machine has. */
export const HOST_METRICS: readonly MetricDefinition[] = [
  load(1),
  load(5),
  load(15),
  {
    name: 'processes_running',
    type: 'gauge',
    scopes: NODE,
    description: 'Tasks on a CPU or ready for one.',
    v1: 'P/stat procs_running',
    v2: 'P/stat procs_running',
  },
  {
    name: 'processes_blocked',
    type: 'gauge',
    scopes: NODE,
    description: 'Tasks that wait for a disk.',
    v1: 'P/stat procs_blocked',
    v2: 'P/stat procs_blocked',
  },
  {
    name: 'uptime_seconds',
    type: 'gauge',
    scopes: NODE,
    description: 'Time since the node was booted.',
    v1: 'P/uptime, field 1',
    v2: 'P/uptime, field 1',
  },
];
