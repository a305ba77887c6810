import type { Scope } from '../metrics/metric';
import type { FieldDefinition } from './field';

export const EVERYTHING = ['node', 'pod', 'container', 'cgroup'] as const;
export const NETWORKED = ['node', 'pod'] as const;
export const LIMITED = ['pod', 'container'] as const;
export const PRESSED = ['node', 'pod', 'container'] as const;
export const NODE = ['node'] as const;

/** What a field says of itself besides how it is derived. */
interface Shape {
  scopes: readonly Scope[];
  description: string;
  example: number;
  decimals?: number;
  summed?: boolean;
}

/** A field of its own derivation. */
export function define(
  name: string,
  derivation: FieldDefinition['derivation'],
  { scopes, description, example, decimals = 0, summed = false }: Shape,
): FieldDefinition {
  return { name, scopes, derivation, decimals, summed, description, example };
}

/** A field that is a stored gauge of the same name. */
export function gauge(name: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'gauge', metric: name }, shape);
}

/** A field that is a stored counter of the same name. */
export function counter(name: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'counter', metric: name }, shape);
}

/** The rate of a stored counter, `<metric>_per_second`. */
export function perSecond(metric: string, shape: Shape): FieldDefinition {
  return define(
    `${metric}_per_second`,
    { kind: 'rate', metric, scale: 1 },
    { decimals: 1, ...shape },
  );
}

/** Millicores from a counter of µs: µs per s are millionths of a core. */
export function millicores(name: string, metric: string, shape: Shape): FieldDefinition {
  return define(name, { kind: 'rate', metric, scale: 1 / 1_000 }, { decimals: 3, ...shape });
}
