import type { ContainerAnswer, NodeAnswer, PodAnswer } from '../api/answers';
import type { Node } from '../kubernetes/objects';
import { parseQuantity, toMillicores } from '../kubernetes/quantity';
import type { ExpectedContainer, ExpectedPod } from './expected-pod';
import { TOLERANCE } from './tolerances';
import { judgeEqual, judgeNear, judgeSets, skip, type Verdict } from './verdict';

/** Compares what the API says of a pod with its object; numbers of use are judged elsewhere. */
export function judgePod(expected: ExpectedPod, answer: PodAnswer): Verdict[] {
  const equal = (field: string, ours: Parameters<typeof judgeEqual>[1], theirs: typeof ours) =>
    judgeEqual({ subject: `pod ${expected.key}`, field, source: 'kubectl' }, ours, theirs);
  const verdicts = [
    equal('uid', answer.uid, expected.uid),
    equal('node', answer.node ?? undefined, expected.node),
    equal('phase', answer.phase, expected.phase),
    equal('restarts', answer.restarts, expected.restarts),
    equal('qos', answer.qos, expected.qos),
    equal('host_network', answer.host_network, expected.isOnHostNetwork),
    equal(
      'workload',
      `${answer.workload?.kind}/${answer.workload?.name}`,
      `${expected.workload.kind}/${expected.workload.name}`,
    ),
    equal('cpu_request_millicores', answer.cpu_request_millicores, expected.cpuRequestMillicores),
    equal('memory_request_bytes', answer.memory_request_bytes, expected.memoryRequestBytes),
  ];
  if (answer.status !== undefined) {
    verdicts.push(equal('status', answer.status, expected.status));
  }
  if (expected.workload.kind === 'Deployment') {
    verdicts.push(equal('deployment', answer.deployment, expected.workload.name));
  }
  return answer.containers === undefined
    ? verdicts
    : [...verdicts, ...judgeContainers(expected, answer.containers, answer.status !== undefined)];
}

/** Where the API does not see the cluster, it shows containers that run and no others. */
function judgeContainers(
  expected: ExpectedPod,
  answers: readonly ContainerAnswer[],
  seesCluster: boolean,
): Verdict[] {
  const { containers, initContainers, key } = expected;
  const running = containers.filter(({ runningId }) => runningId !== undefined);
  const limits = running.flatMap((container) => {
    const answer = answers.find(({ container_id: id }) => id === container.runningId);
    return answer === undefined ? [] : judgeContainer(expected, container, answer);
  });
  const question = { subject: `pod ${key}`, field: 'containers', source: 'kubectl' } as const;
  if (!seesCluster) {
    // Of a container that ended some seconds ago the last reading may still be shown.
    const shown = answers.filter(({ stale, container_id: id }) => {
      return stale !== true || running.some(({ runningId }) => runningId === id);
    });
    const theirs = toNames(running.map(({ name }) => name));
    return [judgeEqual(question, toNames(shown.map((c) => c.container)), theirs), ...limits];
  }
  const all = [...initContainers, ...containers];
  return [
    judgeSets(
      question,
      answers.map(({ container }) => container ?? 'unnamed'),
      all.map(({ name }) => name),
      new Set(all.map(({ name }) => name)),
    ),
    ...all.flatMap((container) => judgeState(expected, container, answers)),
    ...limits,
  ];
}

/** One of the runs shown under a container's name must be in the state kubectl tells. */
function judgeState(
  { key }: ExpectedPod,
  { name, state, reason, isReady }: ExpectedContainer,
  answers: readonly ContainerAnswer[],
): Verdict[] {
  const theirs = toState(state, reason, isReady);
  const runs = answers
    .filter(({ container }) => container === name)
    .map((run) => toState(run.state, run.reason, run.ready));
  const question = {
    subject: `container ${key}/${name}`,
    field: 'state',
    source: 'kubectl',
  } as const;
  if (state === undefined) return [];
  return [judgeEqual(question, runs.find((run) => run === theirs) ?? runs.join(' or '), theirs)];
}

function toState(state?: string, reason?: string, isReady?: boolean): string {
  return `${state} ${reason ?? ''} ${isReady === true ? 'ready' : 'not ready'}`;
}

function toNames(names: readonly (string | null)[]): string {
  return [...names].sort().join(', ');
}

function judgeContainer(
  pod: ExpectedPod,
  expected: ExpectedContainer,
  answer: ContainerAnswer,
): Verdict[] {
  const subject = `container ${pod.key}/${expected.name}`;
  const question = (field: string) => ({ subject, field, source: 'kubectl' }) as const;
  const numbers = answer as unknown as Readonly<Record<string, number | null | undefined>>;
  const limit = (field: string, wanted: number | undefined, least: number, by: number) => {
    const ours = numbers[field];
    if (wanted !== undefined) return judgeNear(question(field), ours, Math.max(wanted, least), by);
    return judgeEqual(question(field), ours ?? undefined, undefined);
  };
  const { cpuLimitMillicores: cpu, memoryLimitBytes: memory } = expected;
  return [
    judgeEqual(question('container'), answer.container, expected.name),
    judgeEqual(question('restarts'), answer.restarts, expected.restarts),
    limit(
      'cpu_limit_millicores',
      cpu,
      TOLERANCE.leastCpuLimitMillicores,
      TOLERANCE.cpuLimitMillicores,
    ),
    limit('memory_limit_bytes', memory, 0, TOLERANCE.memoryLimitBytes),
  ];
}

/** Compares what the API says of a node's size with its object. */
export function judgeNode(node: Node, answer: NodeAnswer): Verdict[] {
  const { name } = node.metadata;
  const question = (field: string) =>
    ({ subject: `node ${name}`, field, source: 'kubectl' }) as const;
  const { capacity, allocatable } = node.status;
  const rows: readonly (readonly [string, unknown, number | undefined])[] = [
    ['cpu_capacity_millicores', answer.cpu_capacity_millicores, toMillicores(capacity?.['cpu'])],
    ['memory_total_bytes', answer.memory_total_bytes, parseQuantity(capacity?.['memory'])],
    ['memory_capacity_bytes', answer.memory_capacity_bytes, parseQuantity(capacity?.['memory'])],
    [
      'cpu_allocatable_millicores',
      answer.cpu_allocatable_millicores,
      toMillicores(allocatable?.['cpu']),
    ],
    [
      'memory_allocatable_bytes',
      answer.memory_allocatable_bytes,
      parseQuantity(allocatable?.['memory']),
    ],
  ];
  return rows.map(([field, ours, theirs]) =>
    ours === undefined
      ? skip(question(field), theirs, 'the API does not tell it')
      : judgeEqual(question(field), ours as number | null, theirs),
  );
}
