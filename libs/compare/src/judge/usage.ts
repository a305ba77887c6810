import type { EntityAnswer, NodeAnswer, PodAnswer, Point } from '../api/answers';
import type { MeasuredNode, MeasuredPart, MeasuredPod } from './kubelet-summary';
import { TOLERANCE } from './tolerances';
import {
  CPU_STEADY,
  judgeCounter,
  judgeCpu,
  judgeMemory,
  NODE_CPU,
  type Margin,
  type Measured,
} from './usage-rules';
import { skip, type Question, type Source, type Verdict } from './verdict';

/** Whose figures are judged, and how often ours are taken. */
export interface UsageOptions {
  readonly source: Source;
  readonly intervalMs: number;
}

interface PartMargins {
  readonly cpu: Margin;
  readonly memory?: Margin;
}

/** Compares a node's CPU, memory and network. */
export function judgeNodeUsage(
  answer: NodeAnswer,
  measured: MeasuredNode | MeasuredPart,
  options: UsageOptions,
): Verdict[] {
  const margins = {
    cpu: NODE_CPU,
    memory: { share: TOLERANCE.nodeMemoryShare, absolute: TOLERANCE.nodeMemoryBytes },
  };
  return judgePart(`node ${answer.node}`, answer.samples ?? [], measured, options, margins);
}

/** Compares a pod's CPU, memory and network, and its containers' CPU and memory. */
export function judgePodUsage(
  answer: PodAnswer,
  measured: MeasuredPod,
  options: UsageOptions,
): Verdict[] {
  const key = `${answer.namespace}/${answer.pod}`;
  const margins = { cpu: CPU_STEADY };
  // A pod on its node's network has no counters of its own; kubelet shows the node's.
  const part =
    answer.host_network === true ? { ...measured, rx: undefined, tx: undefined } : measured;
  return [
    ...judgePart(`pod ${key}`, answer.samples ?? [], part, options, margins),
    ...[...measured.containers].flatMap(([name, container]) => {
      const own = newest(answer.containers?.filter((c) => c.container === name) ?? []);
      const subject = `container ${key}/${name}`;
      return judgePart(subject, own?.samples ?? [], container, options, margins);
    }),
  ];
}

/**
 * Compares a namespace's or workload's sums with the sums of its pods' figures; undefined
 * parts of a pod leave the sum unjudged.
 */
export function judgeGroupUsage(
  subject: string,
  answer: EntityAnswer,
  pods: readonly MeasuredPart[],
  options: UsageOptions,
): Verdict[] {
  const part = { cpu: sum(pods.map(({ cpu }) => cpu)), memory: sum(pods.map((p) => p.memory)) };
  const count = pods.length;
  return judgePart(subject, answer.samples ?? [], part, options, {
    cpu: { ...CPU_STEADY, absolute: CPU_STEADY.absolute * count },
    memory: { share: TOLERANCE.memoryShare, absolute: TOLERANCE.memoryBytes * count },
  });
}

function judgePart(
  subject: string,
  points: readonly Point[],
  part: MeasuredPart,
  { source, intervalMs }: UsageOptions,
  margins: PartMargins,
): Verdict[] {
  const judge = (
    field: string,
    measured: Measured | undefined,
    rule: (question: Question, measured: Measured) => Verdict,
  ): Verdict[] => {
    const question = { subject, field, source };
    return measured === undefined ? [] : [rule(question, measured)];
  };
  const none = [part.cpu, part.memory].every((measured) => measured === undefined);
  if (none) return [skip({ subject, field: 'use', source }, undefined, `${source} has no figures`)];
  return [
    ...judge('cpu_millicores', part.cpu, (question, measured) =>
      judgeCpu(question, points, measured, { intervalMs, margin: margins.cpu }),
    ),
    ...judge('memory_bytes', part.memory, (question, measured) =>
      judgeMemory(question, points, measured, margins.memory),
    ),
    ...judge('network_rx_bytes', part.rx, (q, measured) => judgeCounter(q, points, measured)),
    ...judge('network_tx_bytes', part.tx, (q, measured) => judgeCounter(q, points, measured)),
  ];
}

/** The sum of values that are all known; its time is the middle of theirs. */
function sum(values: readonly (Measured | undefined)[]): Measured | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  const times = known.map(({ atMs }) => atMs);
  return {
    atMs: (Math.min(...times) + Math.max(...times)) / 2,
    value: known.reduce((total, { value }) => total + value, 0),
  };
}

/** The container that runs last under a name: before it, others may have died. */
function newest<T extends EntityAnswer>(answers: readonly T[]): T | undefined {
  const end = (answer: T) => answer.samples?.at(-1)?.timestamp ?? '';
  return answers.reduce<T | undefined>(
    (best, answer) => (best === undefined || end(answer) > end(best) ? answer : best),
    undefined,
  );
}
