import { findingsPathOf } from './subject-findings';

const web = { namespace: 'shop', pod: 'web-0' };

it.each([
  [{ page: 'node', node: 'a' } as const, 'node=a'],
  [{ page: 'namespace', namespace: 'a&b' } as const, 'namespace=a%26b'],
  [
    { page: 'workload', namespace: 'shop', kind: 'Deployment', workload: 'web' } as const,
    'namespace=shop&workload=Deployment%2Fweb',
  ],
  [{ page: 'pod', ...web } as const, 'namespace=shop&pod=web-0'],
  [
    { page: 'container', ...web, container: 'app' } as const,
    'namespace=shop&pod=web-0&container=app',
  ],
])('findings of %j are asked for by %s', (subject, filters) => {
  expect(findingsPathOf(subject)).toBe(`/api/findings?${filters}&limit=500`);
});

it('findings of a pod are not asked for before its namespace is known', () => {
  expect(findingsPathOf({ page: 'pod', namespace: '-', pod: 'x' })).toBeUndefined();
});
