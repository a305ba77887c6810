import { EVERYTHING, LIMITED, PRESSED, NODE, counter, define, gauge } from './define-field';
import type { FieldDefinition } from './field';

/** Memory, swap, faults and kills. */
export const MEMORY: readonly FieldDefinition[] = [
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
