import { EVERYTHING, LIMITED, PRESSED, NODE, define, gauge } from './define-field';
import type { FieldDefinition } from './field';

/** Processes and threads. */
export const TASKS: readonly FieldDefinition[] = [
  gauge('pids', {
    scopes: EVERYTHING,
    description: 'Tasks: processes and threads.',
    example: 7,
    summed: true,
  }),
  gauge('pids_limit', { scopes: LIMITED, description: 'Most tasks allowed.', example: 1024 }),
];

/** Time lost waiting (PSI). */
export const PRESSURE: readonly FieldDefinition[] = (['cpu', 'memory', 'io'] as const).flatMap(
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

/** What only a machine has. */
export const HOST: readonly FieldDefinition[] = [
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
