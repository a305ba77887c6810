import type { Finding } from '../../api/types';
import { findingsOf, findingsPathOf } from './subject-findings';

const FINDINGS: readonly Finding[] = [
  { severity: 'error', code: 'node_not_ready', kind: 'node', name: 'a', node: 'a', message: '1' },
  {
    severity: 'error',
    code: 'crash_loop',
    kind: 'pod',
    namespace: 'shop',
    name: 'web-0',
    node: 'a',
    container: 'app',
    message: '2',
  },
  {
    severity: 'warning',
    code: 'pod_pending',
    kind: 'pod',
    namespace: 'shop',
    name: 'web-0',
    message: '3',
  },
  // The same name elsewhere.
  {
    severity: 'warning',
    code: 'pod_pending',
    kind: 'pod',
    namespace: 'batch',
    name: 'web-0',
    message: '4',
  },
  { severity: 'info', code: 'x', kind: 'store', name: 'store', message: '5' },
];

it.each([
  [{ page: 'node', node: 'a' } as const, ['1', '2']],
  [{ page: 'namespace', namespace: 'shop' } as const, ['2', '3']],
  [{ page: 'pod', namespace: 'shop', pod: 'web-0' } as const, ['2', '3']],
  [{ page: 'container', namespace: 'shop', pod: 'web-0', container: 'app' } as const, ['2', '3']],
  [{ page: 'container', namespace: 'shop', pod: 'web-0', container: 'log' } as const, ['3']],
  [{ page: 'workload', namespace: 'shop', kind: 'Deployment', workload: 'web' } as const, []],
])('of %j are %j', (subject, messages) => {
  expect(findingsOf(subject, FINDINGS).map(({ message }) => message)).toEqual(messages);
});

it('are asked for by namespace where there is one', () => {
  expect(findingsPathOf({ page: 'namespace', namespace: 'a&b' })).toBe(
    '/api/findings?namespace=a%26b&limit=500',
  );
  expect(findingsPathOf({ page: 'pod', namespace: '-', pod: 'x' })).toBeUndefined();
});
