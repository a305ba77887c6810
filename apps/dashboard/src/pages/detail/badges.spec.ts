import type { Node, Pod, Workload } from '../../api/types';
import { badgesOf, type Badged } from './badges';

const POD = { page: 'pod', namespace: 'shop', pod: 'web-0' } as const;
const NODE = { page: 'node', node: 'a' } as const;
const WORKLOAD = {
  page: 'workload',
  namespace: 'shop',
  kind: 'Deployment',
  workload: 'web',
} as const;

function texts(data: Badged): string[] {
  return badgesOf(data).map(({ text, level }) => `${level}: ${text}`);
}

it.each<[string, Badged, string[]]>([
  [
    'a pod in a crash loop',
    { subject: POD, now: { status: 'CrashLoopBackOff', restarts: 4 } as Pod },
    ['bad: CrashLoopBackOff', 'warning: 4 restarts'],
  ],
  [
    'a pod that runs',
    { subject: POD, now: { status: 'Running', restarts: 0 } as Pod },
    ['good: Running'],
  ],
  [
    'a pod without a status',
    { subject: POD, now: { phase: 'Pending' } as Pod },
    ['warning: Pending'],
  ],
  [
    'a cordoned node that was last heard of long ago',
    {
      subject: NODE,
      now: { ready: true, schedulable: false, stale: true, age_seconds: 92 } as Node,
    },
    ['good: ready', 'warning: cordoned', 'warning: last heard of 1 min 32 s ago'],
  ],
  [
    'a node that is not ready',
    { subject: NODE, now: { ready: false } as Node },
    ['bad: not ready'],
  ],
  [
    'a workload that lacks a pod',
    { subject: WORKLOAD, now: { ready_pods: 5, desired_pods: 6 } as Workload },
    ['bad: 5 of 6 ready'],
  ],
  ['what is gone', { subject: POD, now: undefined }, []],
])('%s', (_name, data, expected) => {
  expect(texts(data)).toEqual(expected);
});
