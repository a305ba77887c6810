import type { Finding } from '../../api/types';
import { groupFindings, subjectsOf } from './group-findings';

function finding(code: string, name: string, container?: string): Finding {
  return { severity: 'error', code, kind: 'pod', namespace: 'shop', name, container, message: '' };
}

const FINDINGS = [
  finding('crash_loop', 'web-0', 'app'),
  finding('pod_pending', 'db-0'),
  finding('crash_loop', 'web-0', 'proxy'),
  finding('crash_loop', 'web-1', 'app'),
];

it('puts findings of one kind together, in the order of the first of each', () => {
  const groups = groupFindings(FINDINGS);
  expect(groups.map(({ code, items }) => [code, items.length])).toEqual([
    ['crash_loop', 3],
    ['pod_pending', 1],
  ]);
});

it('keeps kinds of another severity apart', () => {
  const warning: Finding = { ...finding('crash_loop', 'web-2'), severity: 'warning' };
  expect(groupFindings([...FINDINGS, warning]).map(({ key }) => key)).toEqual([
    'error crash_loop',
    'error pod_pending',
    'warning crash_loop',
  ]);
});

it('names a thing once', () => {
  expect(subjectsOf(groupFindings(FINDINGS)[0].items).map(({ name }) => name)).toEqual([
    'web-0',
    'web-1',
  ]);
});
