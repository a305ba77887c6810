import { presentCards, presentRest } from './present-fields';

it.each([
  ['node', ['cpu_allocatable_percent', 'cpu_percent', 'cpu_requested_percent']],
  ['namespace', ['cpu_limit_percent', 'cpu_request_percent']],
  ['workload', ['cpu_limit_percent', 'cpu_request_percent']],
  ['pod', ['cpu_limit_percent', 'cpu_request_percent', 'cpu_node_percent']],
  ['container', ['cpu_limit_percent', 'cpu_request_percent', 'cpu_node_percent']],
] as const)('the CPU of a %s is measured against %j', (page, expected) => {
  const [cpu] = presentCards(page);
  expect(cpu.shares.map(({ field }) => field)).toEqual(expected);
});

it('shows only what a kind of page has a field for', () => {
  // Network is counted for the pod as a whole.
  expect(presentRest('container').map(({ field }) => field)).not.toContain(
    'network_rx_bytes_per_second',
  );
  const [cpu] = presentCards('namespace');
  expect(cpu.beside).toEqual([]);
});
