import { AbsentReasons } from './absent-reasons';

describe('AbsentReasons', () => {
  const reasons = new AbsentReasons([
    { field: 'network_rx_bytes', reason: 'host_network' },
    { field: 'network_rx_bytes', row: 2, reason: 'no_process' },
    { field: 'memory_limit_bytes', row: 1, reason: 'no_limit' },
  ]);

  it.each([
    ['network_rx_bytes', 0, 'host_network'],
    ['network_rx_bytes', 2, 'no_process'],
    ['memory_limit_bytes', 1, 'no_limit'],
    ['memory_limit_bytes', 0, undefined],
    ['memory_bytes', 0, undefined],
  ])('of %s in row %d is %s', (metric, row, reason) => {
    expect(reasons.find(metric, row)).toBe(reason);
  });
});
