import type { Scope } from '../metrics/metric';
import type { FieldDefinition } from './field';

const EVERYTHING = ['node', 'pod', 'container', 'cgroup'] as const;
const NETWORKED = ['node', 'pod'] as const;
const LIMITED = ['pod', 'container'] as const;
const PRESSED = ['node', 'pod', 'container'] as const;
const NODE = ['node'] as const;

interface Shape {
  scopes: readonly Scope[];
  description: string;
  example: number;
  decimals?: number;
  summed?: boolean;
}

function define(
  name: string,
  derivation: FieldDefinition['derivation'],
  { scopes, description, example, decimals = 0, summed = false }: Shape,
): FieldDefinition {
  return { name, scopes, derivation, decimals, summed, description, example };
}

function gauge(name: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'gauge', metric: name }, shape);
}

function counter(name: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'counter', metric: name }, shape);
}

function perSecond(metric: string, shape: Shape): FieldDefinition {
  return define(
    `${metric}_per_second`,
    { kind: 'rate', metric, scale: 1 },
    { decimals: 1, ...shape },
  );
}

/** Millicores from a counter of µs: µs per s are millionths of a core. */
function millicores(name: string, metric: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'rate', metric, scale: 1 / 1_000 }, { decimals: 3, ...shape });
}

const CPU: readonly FieldDefinition[] = [
  define(
    'cpu_millicores',
    {
      kind: 'rate',
      metric: 'cpu_usage_microseconds',
      scale: 1 / 1_000,
      given: 'cpu_millicores',
    },
    {
      scopes: EVERYTHING,
      description: 'CPU use, thousandths of a core, between the two newest readings.',
      example: 71.576,
      decimals: 3,
      summed: true,
    },
  ),
  gauge('cpu_capacity_millicores', {
    scopes: NODE,
    description: 'CPUs of the node, thousandths of a core.',
    example: 4000,
  }),
  gauge('cpu_limit_millicores', {
    scopes: LIMITED,
    description: 'CPU limit the kernel enforces.',
    example: 200,
    decimals: 3,
  }),
  define(
    'cpu_throttled_ratio',
    { kind: 'ratio', part: 'cpu_throttled_periods', whole: 'cpu_periods' },
    {
      scopes: LIMITED,
      description: 'Share of the scheduling periods in which the CPU limit held tasks back.',
      example: 0.12,
      decimals: 4,
    },
  ),
  millicores('cpu_iowait_millicores', 'cpu_iowait_microseconds', {
    scopes: NODE,
    description: 'CPUs idle while a task waited for a disk.',
    example: 35.2,
  }),
  millicores('cpu_steal_millicores', 'cpu_steal_microseconds', {
    scopes: NODE,
    description: 'CPU the hypervisor gave to other machines.',
    example: 0,
  }),
];

const MEMORY: readonly FieldDefinition[] = [
  gauge('memory_bytes', {
    scopes: EVERYTHING,
    description: 'Working set: usage − inactive file pages, as kubectl top shows it.',
    example: 970_752,
    summed: true,
  }),
  gauge('memory_usage_bytes', {
    scopes: EVERYTHING,
    description: 'All charged memory, page cache included.',
    example: 1_970_752,
    summed: true,
  }),
  gauge('memory_rss_bytes', {
    scopes: EVERYTHING,
    description: 'Anonymous memory.',
    example: 167_936,
    summed: true,
  }),
  gauge('memory_cache_bytes', {
    scopes: EVERYTHING,
    description: 'Page cache, tmpfs and shared memory included.',
    example: 802_816,
    summed: true,
  }),
  gauge('memory_swap_bytes', {
    scopes: EVERYTHING,
    description: 'Swap in use.',
    example: 0,
    summed: true,
  }),
  gauge('memory_limit_bytes', {
    scopes: LIMITED,
    description: 'Memory limit the kernel enforces.',
    example: 134_217_728,
  }),
  gauge('memory_total_bytes', {
    scopes: NODE,
    description: 'Memory of the node.',
    example: 25_276_510_208,
  }),
  gauge('memory_available_bytes', {
    scopes: NODE,
    description: 'Memory new work could have without swapping.',
    example: 23_675_138_048,
  }),
  define(
    'memory_used_bytes',
    { kind: 'difference', from: 'memory_total_bytes', minus: 'memory_available_bytes' },
    {
      scopes: NODE,
      description:
        'Total − available, as free(1) and node dashboards show it; not the working set.',
      example: 1_601_372_160,
    },
  ),
  gauge('memory_swap_total_bytes', { scopes: NODE, description: 'Swap the node has.', example: 0 }),
  counter('memory_major_faults', {
    scopes: EVERYTHING,
    description: 'Page faults that read from a disk, since the start.',
    example: 12,
  }),
  counter('memory_limit_hits', {
    scopes: LIMITED,
    description: 'Times the memory limit was reached, since the start.',
    example: 0,
  }),
  counter('memory_oom_kills', {
    scopes: PRESSED,
    description: 'Processes killed for want of memory, since the start.',
    example: 0,
  }),
];

const DISK: readonly FieldDefinition[] = (['read', 'write'] as const).flatMap((direction) => {
  const verb = direction === 'read' ? 'read from' : 'written to';
  return [
    counter(`disk_${direction}_bytes`, {
      scopes: EVERYTHING,
      description: `Bytes ${verb} disks since the start (cumulative).`,
      example: 44_040_192,
      summed: true,
    }),
    perSecond(`disk_${direction}_bytes`, {
      scopes: EVERYTHING,
      description: `Bytes ${verb} disks each second.`,
      example: 524_288,
      summed: true,
    }),
    perSecond(`disk_${direction}_operations`, {
      scopes: EVERYTHING,
      description: `Operations that ${direction} on disks each second.`,
      example: 2.4,
      summed: true,
    }),
  ];
});

const DISK_BUSY = define(
  'disk_busy_ratio',
  { kind: 'rate', metric: 'disk_busy_milliseconds', scale: 1 / 1_000 },
  {
    scopes: NODE,
    description: 'Disks at work on average: 1 = one disk all the time.',
    example: 0.02,
    decimals: 4,
  },
);

const NETWORK: readonly FieldDefinition[] = (['rx', 'tx'] as const).flatMap((direction) => {
  const verb = direction === 'rx' ? 'received' : 'sent';
  return [
    counter(`network_${direction}_bytes`, {
      scopes: NETWORKED,
      description: `Bytes ${verb} since the start (cumulative).`,
      example: 223_299,
      summed: true,
    }),
    perSecond(`network_${direction}_bytes`, {
      scopes: NETWORKED,
      description: `Bytes ${verb} each second.`,
      example: 1_204.6,
      summed: true,
    }),
    perSecond(`network_${direction}_packets`, {
      scopes: NETWORKED,
      description: `Packets ${verb} each second.`,
      example: 12.2,
      summed: true,
    }),
    counter(`network_${direction}_errors`, {
      scopes: NETWORKED,
      description: `Faulty packets ${verb}, since the start.`,
      example: 0,
    }),
    counter(`network_${direction}_dropped`, {
      scopes: NETWORKED,
      description: `Packets dropped instead of being ${verb}, since the start.`,
      example: 0,
    }),
  ];
});

const TASKS: readonly FieldDefinition[] = [
  gauge('pids', {
    scopes: EVERYTHING,
    description: 'Tasks: processes and threads.',
    example: 7,
    summed: true,
  }),
  gauge('pids_limit', { scopes: LIMITED, description: 'Most tasks allowed.', example: 1024 }),
];

const PRESSURE: readonly FieldDefinition[] = (['cpu', 'memory', 'io'] as const).flatMap(
  (resource) =>
    (['some', 'full'] as const).map((share) =>
      define(
        `${resource}_pressure_${share}_ratio`,
        { kind: 'rate', metric: `${resource}_pressure_${share}_microseconds`, scale: 1e-6 },
        {
          scopes: PRESSED,
          description: `Share of the time in which ${share === 'some' ? 'a task' : 'every task'} waited for ${resource}.`,
          example: 0.031,
          decimals: 4,
        },
      ),
    ),
);

const HOST: readonly FieldDefinition[] = [
  ...(['load_1m', 'load_5m', 'load_15m'] as const).map((name) =>
    gauge(name, {
      scopes: NODE,
      description: `Tasks running or waiting, mean of about ${name.slice(5, -1)} min.`,
      example: 0.42,
      decimals: 2,
    }),
  ),
  gauge('processes_running', {
    scopes: NODE,
    description: 'Tasks on a CPU or ready for one.',
    example: 2,
  }),
  gauge('processes_blocked', {
    scopes: NODE,
    description: 'Tasks that wait for a disk.',
    example: 0,
  }),
  gauge('uptime_seconds', {
    scopes: NODE,
    description: 'Time since the node was booted.',
    example: 588.05,
    decimals: 2,
  }),
];

/** Every number an answer about a node, pod, container or cgroup can have, in the order of the answer. */
export const FIELDS: readonly FieldDefinition[] = [
  ...CPU,
  ...MEMORY,
  ...DISK,
  DISK_BUSY,
  ...NETWORK,
  ...TASKS,
  ...PRESSURE,
  ...HOST,
];

/** The fields of one scope, in the order of the answer. */
export function fieldsOf(scope: Scope): readonly FieldDefinition[] {
  return FIELDS.filter((field) => field.scopes.includes(scope));
}

/** The fields sums over pods have: of namespaces, deployments and other workloads. */
export const SUMMED_FIELDS: readonly FieldDefinition[] = FIELDS.filter((field) => field.summed);

/** The stored metrics a field is made from, the given gauge included. */
export function metricsBehind({ derivation }: FieldDefinition): readonly string[] {
  switch (derivation.kind) {
    case 'gauge':
    case 'counter':
      return [derivation.metric];
    case 'rate':
      return derivation.given === undefined
        ? [derivation.metric]
        : [derivation.metric, derivation.given];
    case 'ratio':
      return [derivation.part, derivation.whole];
    case 'difference':
      return [derivation.from, derivation.minus];
  }
}
