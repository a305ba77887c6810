import type { Scope } from '../metrics/metric';
import { CPU } from './cpu-fields';
import type { FieldDefinition } from './field';
import { DISK, DISK_BUSY, NETWORK } from './io-fields';
import { MEMORY } from './memory-fields';
import { HOST, PRESSURE, TASKS } from './task-fields';

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
export function metricsBehind({
  derivation,
}: Pick<FieldDefinition, 'derivation'>): readonly string[] {
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
