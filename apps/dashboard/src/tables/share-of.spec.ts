import { shareOf } from './share-of';

describe('shareOf', () => {
  it.each([
    ['cpu_percent', 'cpu_millicores', 'cpu_capacity_millicores'],
    ['memory_percent', 'memory_bytes', 'memory_total_bytes'],
    ['cpu_limit_percent', 'cpu_millicores', 'cpu_limit_millicores'],
    ['memory_request_percent', 'memory_bytes', 'memory_request_bytes'],
    ['cpu_node_percent', 'cpu_millicores', 'cpu_allocatable_millicores'],
    ['memory_allocatable_percent', 'memory_bytes', 'memory_allocatable_bytes'],
    ['cpu_requested_percent', 'cpu_request_millicores', 'cpu_allocatable_millicores'],
    ['memory_limited_percent', 'memory_limit_bytes', 'memory_allocatable_bytes'],
  ])('%s is %s of %s', (field, part, whole) => {
    expect(shareOf(field)).toEqual({ part, whole });
  });

  it('knows what is no share of CPU or memory', () => {
    expect(shareOf('cpu_millicores')).toBeUndefined();
    expect(shareOf('disk_busy_percent')).toBeUndefined();
  });
});
