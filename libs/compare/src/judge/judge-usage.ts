import type { ApiView } from './api-view';
import type { ClusterTruth } from './cluster-truth';
import type { ExpectedPod } from './expected-pod';
import type { MeasuredNode, MeasuredPart, MeasuredPod } from './kubelet-summary';
import type { ResourceMetrics } from './metrics-server';
import { judgeGroupUsage, judgeNodeUsage, judgePodUsage } from './usage';
import { skip, type Source, type Verdict } from './verdict';

/** What others measured, and what is needed to hold ours against it. */
export interface UsageComparison {
  readonly view: ApiView;
  readonly truth: ClusterTruth;
  readonly intervalMs: number;
  /** When the others were asked: pods that had not run for a while then have no full window. */
  readonly askedMs: number;
}

/** kubelet's window, its time-lag and ours: a pod must have run so long to be compared. */
const LEAST_AGE_MS = 45_000;

/** Compares all numbers with kubelets'. */
export function judgeKubelets(
  comparison: UsageComparison,
  measured: readonly MeasuredNode[],
): Verdict[] {
  const { view, intervalMs } = comparison;
  const options = { source: 'kubelet', intervalMs } as const;
  const pods = measured.flatMap((node) => node.pods);
  return [
    ...measured.flatMap((node) => {
      const answer = view.nodes.find(({ latest }) => latest.node === node.name);
      return answer === undefined ? [] : judgeNodeUsage(answer.series, node, options);
    }),
    ...judgePods(comparison, pods, 'kubelet'),
    ...judgeGroups(comparison, pods),
  ];
}

/** Compares nodes' and containers' numbers with metrics.k8s.io's. */
export function judgeResourceMetrics(
  comparison: UsageComparison,
  metrics: ResourceMetrics,
): Verdict[] {
  const { view, intervalMs } = comparison;
  const options = { source: 'metrics.k8s.io', intervalMs } as const;
  return [
    ...view.nodes.flatMap(({ latest, series }) => {
      const part = metrics.nodes.get(latest.node);
      return part === undefined ? [] : judgeNodeUsage(series, part, options);
    }),
    ...judgePods(comparison, metrics.pods, 'metrics.k8s.io').filter(
      // metrics.k8s.io has containers only; that a pod has no sum there says nothing.
      ({ subject, state }) => !(subject.startsWith('pod ') && state === 'skipped'),
    ),
  ];
}

function judgePods(
  { view, truth, intervalMs, askedMs }: UsageComparison,
  measured: readonly MeasuredPod[],
  source: Source,
): Verdict[] {
  const byKey = new Map(measured.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  return view.details.flatMap(({ series }) => {
    const key = `${series.namespace}/${series.pod}`;
    const expected = truth.unchanged.get(key);
    const question = { subject: `pod ${key}`, field: 'use', source };
    const part = byKey.get(key);
    if (expected?.phase !== 'Running') return [];
    if (part === undefined) return [skip(question, undefined, `${source} has no figures`)];
    if (!hasRunLong(expected, askedMs)) {
      return [skip(question, undefined, 'a container of it was started a moment ago')];
    }
    return judgePodUsage(series, part, { source, intervalMs });
  });
}

function judgeGroups(comparison: UsageComparison, measured: readonly MeasuredPod[]): Verdict[] {
  const { view, intervalMs } = comparison;
  const judge = (subject: string, series: ApiView['namespaces'][0]['series'], own: PodFilter) => {
    const parts = findParts(comparison, measured, own);
    const question = { subject, field: 'use', source: 'kubelet' } as const;
    if (typeof parts === 'string') return [skip(question, undefined, parts)];
    return parts.length === 0
      ? []
      : judgeGroupUsage(subject, series, parts, { source: 'kubelet', intervalMs });
  };
  return view.namespaces.flatMap(({ name, series, workloads }) => [
    ...judge(`namespace ${name}`, series, (pod) => pod.namespace === name),
    ...workloads.flatMap((workload) =>
      judge(
        `workload ${name}/${workload.kind}/${workload.name}`,
        workload.series,
        (pod) =>
          pod.namespace === name &&
          pod.workload.kind === workload.kind &&
          pod.workload.name === workload.name,
      ),
    ),
  ]);
}

type PodFilter = (pod: ExpectedPod) => boolean;

/** kubelet's figures of all pods of a group, or why they do not add up to it. */
function findParts(
  { truth, askedMs }: UsageComparison,
  measured: readonly MeasuredPod[],
  own: PodFilter,
): MeasuredPart[] | string {
  const alive = truth.all.filter((pod) => own(pod) && !isFinished(pod) && pod.node !== undefined);
  const parts: MeasuredPart[] = [];
  for (const { key } of new Map(alive.map((pod) => [pod.key, pod])).values()) {
    const pod = truth.unchanged.get(key);
    if (pod === undefined) return `${key} changed while it was looked at`;
    if (pod.phase !== 'Running') return `${key} is ${pod.phase}: kubelet does not count it`;
    if (!hasRunLong(pod, askedMs)) return `a container of ${key} was started a moment ago`;
    const part = measured.find((m) => `${m.namespace}/${m.name}` === key);
    if (part === undefined) return `kubelet has no figures of ${key}`;
    parts.push(part);
  }
  return parts;
}

function isFinished({ phase }: ExpectedPod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function hasRunLong({ runningSinceMs, containers }: ExpectedPod, askedMs: number): boolean {
  const isWhole = containers.every(({ runningId }) => runningId !== undefined);
  // A container between two runs: kubelet and the kernel disagree about its last moments.
  if (!isWhole || runningSinceMs === undefined) return false;
  return runningSinceMs <= askedMs - LEAST_AGE_MS;
}
