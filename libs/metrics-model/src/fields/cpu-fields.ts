import { EVERYTHING, LIMITED, NODE, define, gauge, millicores } from './define-field';
import type { FieldDefinition } from './field';

/** CPU time and its limits. */
export const CPU: readonly FieldDefinition[] = [
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
