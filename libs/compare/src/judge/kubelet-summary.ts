import type { ComparisonContext } from './comparison-context';
import type { Measured } from './usage-rules';

/** What one node, pod or container used, as somebody else measured it. */
export interface MeasuredPart {
  /** Millicores. */
  readonly cpu?: Measured;
  /** Working set, bytes. */
  readonly memory?: Measured;
  /** Cumulative bytes. */
  readonly rx?: Measured;
  readonly tx?: Measured;
}

export interface MeasuredPod extends MeasuredPart {
  readonly namespace: string;
  readonly name: string;
  readonly containers: ReadonlyMap<string, MeasuredPart>;
}

/** One node and its pods at one moment. */
export interface MeasuredNode extends MeasuredPart {
  readonly name: string;
  readonly pods: readonly MeasuredPod[];
}

interface SummaryPart {
  readonly cpu?: { readonly time: string; readonly usageNanoCores?: number };
  readonly memory?: { readonly time: string; readonly workingSetBytes?: number };
  readonly network?: {
    readonly time: string;
    readonly rxBytes?: number;
    readonly txBytes?: number;
    readonly interfaces?: readonly { readonly name: string }[];
  } | null;
}

/** kubelet's `/stats/summary`: k8s.io/kubelet `pkg/apis/stats/v1alpha1/types.go`. */
export interface StatsSummary {
  readonly node: SummaryPart & { readonly nodeName: string };
  readonly pods: readonly (SummaryPart & {
    readonly podRef: { readonly name: string; readonly namespace: string };
    readonly containers?: readonly (SummaryPart & { readonly name: string })[];
  })[];
}

/** kubelet's figures of a node, or why they cannot be had. */
export type KubeletAnswer =
  | { readonly node: string; readonly measured: MeasuredNode }
  | { readonly node: string; readonly reason: string };

/** Asks a node's kubelet through the API server with the rights of the person who runs this. */
export async function readKubelet(
  { kubectl }: ComparisonContext,
  node: string,
): Promise<KubeletAnswer & { readonly raw: string }> {
  const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/stats/summary`;
  const { code, stdout, stderr } = await kubectl.attempt(['get', '--raw', path]);
  if (code !== 0) {
    const reason = /forbidden/i.test(stderr)
      ? 'your user may not get nodes/proxy'
      : (stderr.trim().split('\n').at(-1) ?? 'no answer');
    return { node, reason, raw: stderr };
  }
  return { node, measured: toMeasuredNode(JSON.parse(stdout) as StatsSummary), raw: stdout };
}

/** Reads a summary; a part without a value is left out, never 0. */
export function toMeasuredNode(summary: StatsSummary): MeasuredNode {
  const { node, pods } = summary;
  // The node's own network only where it is one interface: ours is the sum of the physical ones.
  const hasOneInterface = (node.network?.interfaces ?? []).length === 1;
  return {
    ...toPart(hasOneInterface ? node : { ...node, network: null }),
    name: node.nodeName,
    pods: pods.map((pod) => ({
      ...toPart(pod),
      namespace: pod.podRef.namespace,
      name: pod.podRef.name,
      containers: new Map((pod.containers ?? []).map((part) => [part.name, toPart(part)])),
    })),
  };
}

function toPart({ cpu, memory, network }: SummaryPart): MeasuredPart {
  return {
    cpu: toMeasured(cpu?.time, cpu?.usageNanoCores, 1e-6),
    memory: toMeasured(memory?.time, memory?.workingSetBytes),
    rx: toMeasured(network?.time, network?.rxBytes),
    tx: toMeasured(network?.time, network?.txBytes),
  };
}

function toMeasured(
  time: string | undefined,
  value: number | undefined,
  factor = 1,
): Measured | undefined {
  const atMs = Date.parse(time ?? '');
  if (value === undefined || Number.isNaN(atMs)) return undefined;
  return { atMs, value: value * factor };
}
