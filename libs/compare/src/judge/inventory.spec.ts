import type { PodAnswer } from '../api/answers';
import type { ExpectedContainer, ExpectedPod } from './expected-pod';
import { judgeNode, judgePod } from './inventory';
import type { Verdict } from './verdict';

const RUNNING: ExpectedContainer = {
  name: 'c',
  state: 'running',
  reason: undefined,
  isReady: true,
  runningId: 'id1',
  restarts: 1,
  cpuLimitMillicores: 5,
  memoryLimitBytes: 100_000,
};

const EXPECTED: ExpectedPod = {
  key: 'a/p',
  namespace: 'a',
  name: 'p',
  uid: 'u',
  node: 'n',
  phase: 'Running',
  status: 'Running',
  restarts: 1,
  isOnHostNetwork: false,
  qos: 'Burstable',
  workload: { kind: 'Deployment', name: 'd' },
  cpuRequestMillicores: 5,
  memoryRequestBytes: undefined,
  containers: [RUNNING],
  initContainers: [],
  runningSinceMs: 0,
};

// A limit of 5 millicores is raised to kubelet's least of 10; 100,000 bytes are cut to pages.
const CONTAINER = {
  container: 'c',
  container_id: 'id1',
  restarts: 1,
  state: 'running',
  ready: true,
  cpu_limit_millicores: 10,
  memory_limit_bytes: 98_304,
};

const ANSWER: PodAnswer = {
  namespace: 'a',
  pod: 'p',
  uid: 'u',
  node: 'n',
  phase: 'Running',
  status: 'Running',
  restarts: 1,
  qos: 'Burstable',
  host_network: false,
  workload: { kind: 'Deployment', name: 'd' },
  deployment: 'd',
  cpu_request_millicores: 5,
  containers: [CONTAINER],
};

const off = (verdicts: readonly Verdict[]) =>
  verdicts.filter(({ state }) => state !== 'ok').map(({ subject, field }) => `${subject} ${field}`);

it('finds nothing wrong with a right answer', () => {
  const verdicts = judgePod(EXPECTED, ANSWER);
  expect(off(verdicts)).toEqual([]);
  expect(verdicts).toHaveLength(17);
});

it.each<[string, Partial<PodAnswer>, string]>([
  ['another owner', { workload: { kind: 'ReplicaSet', name: 'd-1' } }, 'pod a/p workload'],
  ['restarts', { restarts: 0 }, 'pod a/p restarts'],
  ['a request that is not there', { memory_request_bytes: 0 }, 'pod a/p memory_request_bytes'],
  ['its status', { status: 'Pending' }, 'pod a/p status'],
  [
    'a limit',
    { containers: [{ ...CONTAINER, memory_limit_bytes: 10 } as never] },
    'container a/p/c memory_limit_bytes',
  ],
  ['a state', { containers: [{ ...CONTAINER, ready: false }] }, 'container a/p/c state'],
  ['a missing container', { containers: [] }, 'pod a/p containers'],
])('finds %s', (_, change, fault) => {
  expect(off(judgePod(EXPECTED, { ...ANSWER, ...change }))).toContain(fault);
});

it('without the cluster wants the running containers and no other', () => {
  const plain = { ...CONTAINER, state: undefined, ready: undefined };
  const ended = { ...plain, container: 'old', container_id: 'id0', stale: false };
  const blind = { ...ANSWER, status: undefined };
  expect(off(judgePod(EXPECTED, { ...blind, containers: [plain] }))).toEqual([]);
  expect(off(judgePod(EXPECTED, { ...blind, containers: [plain, ended] }))).toEqual([
    'pod a/p containers',
  ]);
});

it('compares a node’s size, and leaves out what the API does not tell', () => {
  const node = {
    metadata: { name: 'n', uid: 'u' },
    status: { capacity: { cpu: '2', memory: '4Ki' }, allocatable: { cpu: '1900m' } },
  };
  const verdicts = judgeNode(node, {
    node: 'n',
    cpu_capacity_millicores: 2_000,
    memory_total_bytes: 4_095,
  });
  expect(verdicts.map(({ field, state }) => `${field} ${state}`)).toEqual([
    'cpu_capacity_millicores ok',
    'memory_total_bytes off',
    'memory_capacity_bytes skipped',
    'cpu_allocatable_millicores skipped',
    'memory_allocatable_bytes skipped',
  ]);
});
