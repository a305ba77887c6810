import type { MetricDefinition } from './metric';

const EVERYTHING = ['node', 'pod', 'container', 'cgroup'] as const;
const LIMITED = ['pod', 'container'] as const;
const PRESSED = ['node', 'pod', 'container'] as const;

/** CPU time and limits. Times are µs as `number`: 2^53 µs are 285 core-years. */
export const CPU_METRICS: readonly MetricDefinition[] = [
  {
    name: 'cpu_usage_microseconds',
    type: 'counter',
    scopes: EVERYTHING,
    description: 'CPU time of all tasks of the cgroup and below it.',
    v1: 'cpuacct.usage',
    v2: 'cpu.stat usage_usec',
    formula: 'v1: nanoseconds / 1000, rounded down',
  },
  {
    name: 'cpu_user_microseconds',
    type: 'counter',
    scopes: EVERYTHING,
    description: 'CPU time in user mode. On v1 coarse: user + system is not usage.',
    v1: 'cpuacct.stat user',
    v2: 'cpu.stat user_usec',
    formula: 'v1: ticks × 1,000,000 / USER_HZ (100)',
  },
  {
    name: 'cpu_system_microseconds',
    type: 'counter',
    scopes: EVERYTHING,
    description: 'CPU time in kernel mode. On v1 coarse: user + system is not usage.',
    v1: 'cpuacct.stat system',
    v2: 'cpu.stat system_usec',
    formula: 'v1: ticks × 1,000,000 / USER_HZ (100)',
  },
  {
    name: 'cpu_millicores',
    type: 'gauge',
    scopes: ['node', 'pod'],
    description: 'CPU use as given by a POST of one sample; collectors never send it.',
    v1: 'none',
    v2: 'none',
  },
  {
    name: 'cpu_periods',
    type: 'counter',
    scopes: LIMITED,
    description: 'CFS periods in which the cgroup could run; grows only under a CPU limit.',
    v1: 'cpu.stat nr_periods',
    v2: 'cpu.stat nr_periods',
  },
  {
    name: 'cpu_throttled_periods',
    type: 'counter',
    scopes: LIMITED,
    description: 'CFS periods in which the cgroup used up its quota and had to wait.',
    v1: 'cpu.stat nr_throttled',
    v2: 'cpu.stat nr_throttled',
  },
  {
    name: 'cpu_throttled_microseconds',
    type: 'counter',
    scopes: LIMITED,
    description: 'Time for which tasks were held back by the CPU limit.',
    v1: 'cpu.stat throttled_time',
    v2: 'cpu.stat throttled_usec',
    formula: 'v1: nanoseconds / 1000, rounded down',
  },
  {
    name: 'cpu_limit_millicores',
    type: 'gauge',
    scopes: LIMITED,
    description: 'CPU limit the kernel enforces.',
    v1: 'cpu.cfs_quota_us, cpu.cfs_period_us',
    v2: 'cpu.max',
    formula: 'quota / period × 1000; no value (no_limit) for -1 and max',
  },
  {
    name: 'cpu_capacity_millicores',
    type: 'gauge',
    scopes: ['node'],
    description: 'Online CPUs of the node.',
    v1: 'P/stat',
    v2: 'P/stat',
    formula: 'number of cpuN lines × 1000',
  },
  {
    name: 'cpu_idle_microseconds',
    type: 'counter',
    scopes: ['node'],
    description: 'Time in which CPUs had nothing to run.',
    v1: 'P/stat cpu, field 4',
    v2: 'P/stat cpu, field 4',
    formula: 'ticks × 1,000,000 / USER_HZ (100)',
  },
  {
    name: 'cpu_iowait_microseconds',
    type: 'counter',
    scopes: ['node'],
    description: 'Time in which CPUs were idle while a task waited for a disk.',
    v1: 'P/stat cpu, field 5',
    v2: 'P/stat cpu, field 5',
    formula: 'ticks × 1,000,000 / USER_HZ (100)',
  },
  {
    name: 'cpu_steal_microseconds',
    type: 'counter',
    scopes: ['node'],
    description: 'Time the hypervisor gave to other machines.',
    v1: 'P/stat cpu, field 8',
    v2: 'P/stat cpu, field 8',
    formula: 'ticks × 1,000,000 / USER_HZ (100)',
  },
];

function pressure(resource: 'cpu' | 'memory' | 'io', share: 'some' | 'full'): MetricDefinition {
  const who = share === 'some' ? 'at least one task' : 'all tasks at once';
  return {
    name: `${resource}_pressure_${share}_microseconds`,
    type: 'counter',
    scopes: PRESSED,
    description: `Time in which ${who} waited for ${resource}.`,
    v1: `node: P/pressure/${resource} ${share} total; pods: none (no_psi)`,
    v2: `${resource}.pressure ${share} total; node: P/pressure/${resource}`,
  };
}

/** Pressure stall information, kernel Documentation/accounting/psi.rst. */
export const PRESSURE_METRICS: readonly MetricDefinition[] = [
  pressure('cpu', 'some'),
  pressure('cpu', 'full'),
  pressure('memory', 'some'),
  pressure('memory', 'full'),
  pressure('io', 'some'),
  pressure('io', 'full'),
];
