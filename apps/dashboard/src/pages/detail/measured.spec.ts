import { runsOf } from './measured';

const POD = { namespace: 'shop', pod: 'web-0', node: 'worker-1' };

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
