import { missingReason, numberOf, runsOf, type Measured } from './measured';

const POD = { namespace: 'shop', pod: 'web-0', node: 'worker-1' };

it('tells a value that is missing from one the answer does not have', () => {
  expect(numberOf({ pids: 3 }, 'pids')).toBe(3);
  expect(numberOf({ pids: null }, 'pids')).toBeNull();
  expect(numberOf({}, 'pids')).toBeUndefined();
  expect(numberOf({ pids: '3' }, 'pids')).toBeUndefined();
  expect(numberOf(undefined, 'pids')).toBeUndefined();
});

it.each<[missing: Measured['missing'], field: string, reason: string]>([
  [{ network_rx_bytes: 'host_network' }, 'network_rx_bytes', 'host_network'],
  [{}, 'network_rx_bytes', 'not_collected'],
  [{ cpu_millicores: 'first_sample' }, 'cpu_limit_percent', 'first_sample'],
  [{}, 'cpu_limit_percent', 'no_limit'],
  [{ cpu_millicores: 'first_sample' }, 'memory_request_percent', 'no_request'],
])('with %j of %s says %s', (missing, field, reason) => {
  expect(missingReason({ ...POD, missing }, field)).toBe(reason);
});

it('finds the runs of a container by its name, or by its id while it has none', () => {
  const first = { container: 'app', container_id: 'a1' };
  const second = { container: 'app', container_id: 'a2' };
  const unnamed = { container: null, container_id: 'c3' };
  const pod = { ...POD, containers: [first, unnamed, second] };
  expect(runsOf(pod, 'app')).toEqual([first, second]);
  expect(runsOf(pod, 'c3')).toEqual([unnamed]);
  expect(runsOf(pod, 'a1')).toEqual([]);
  expect(runsOf(undefined, 'app')).toEqual([]);
});
