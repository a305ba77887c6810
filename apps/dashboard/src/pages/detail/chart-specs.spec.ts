import { chartsOf, fieldsOfCharts } from './chart-specs';
import { fieldsOfSubject } from './subject';
import { readView } from './views';

it.each(['node', 'namespace', 'workload', 'pod', 'container'] as const)(
  'a %s is asked only for fields its answer has',
  (page) => {
    const known = fieldsOfSubject(page).map(({ name }) => name);
    expect(fieldsOfCharts(page).filter((field) => !known.includes(field))).toEqual([]);
  },
);

it.each([
  ['container', ['cpu', 'throttling', 'memory', 'disk', 'operations', 'pressure', 'tasks']],
  ['namespace', ['cpu', 'memory', 'network', 'disk', 'operations', 'tasks']],
  ['node', ['cpu', 'memory', 'network', 'disk', 'operations', 'pressure', 'tasks', 'load', 'busy']],
] as const)('a %s has the charts %j', (page, keys) => {
  expect(chartsOf(page).map(({ key }) => key)).toEqual(keys);
});

it('reads the OOM kills, whose rises are marks, where they are counted', () => {
  expect(fieldsOfCharts('pod')).toContain('memory_oom_kills');
  expect(fieldsOfCharts('workload')).not.toContain('memory_oom_kills');
});

it('shows the whole when the view is none of the page', () => {
  expect(readView('node', 'namespaces')).toBe('namespaces');
  expect(readView('pod', 'namespaces')).toBe('total');
  expect(readView('pod', null)).toBe('total');
});
