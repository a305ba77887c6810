import type { ComparisonContext } from './comparison-context';
import { parseQuantity, toMillicores } from '../kubernetes/quantity';
import type { MeasuredPart, MeasuredPod } from './kubelet-summary';

interface Usage {
  readonly cpu: string;
  readonly memory: string;
}

interface MetricsItem {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly timestamp: string;
  readonly window: string;
}

/** `PodMetricsList` of metrics.k8s.io/v1beta1. */
export interface PodMetricsList {
  readonly items: readonly (MetricsItem & {
    readonly containers: readonly { readonly name: string; readonly usage: Usage }[];
  })[];
}

/** `NodeMetricsList` of metrics.k8s.io/v1beta1. */
export interface NodeMetricsList {
  readonly items: readonly (MetricsItem & { readonly usage: Usage })[];
}

/** What `kubectl top` shows, with all its digits. */
export interface ResourceMetrics {
  readonly nodes: ReadonlyMap<string, MeasuredPart>;
  readonly pods: readonly MeasuredPod[];
}

interface ApiService {
  readonly spec?: { readonly service?: { readonly namespace: string; readonly name: string } };
  readonly status?: { readonly conditions?: readonly { type: string; status: string }[] };
}

/** Who answers metrics.k8s.io in the cluster; `unknown` = the caller may not look. */
export type MetricsProvider = 'none' | 'unavailable' | 'unknown' | 'kubemonitor' | 'other';

/** Finds out who answers `kubectl top`: when it is kubemonitor itself, it proves nothing. */
export async function findMetricsProvider({
  kubectl,
  namespace,
}: ComparisonContext): Promise<MetricsProvider> {
  const words = ['get', 'apiservice', 'v1beta1.metrics.k8s.io'];
  const service = await kubectl.jsonOrUndefined<ApiService>(words);
  if (service === undefined) {
    const { stderr } = await kubectl.attempt(words);
    return /forbidden/i.test(stderr) ? 'unknown' : 'none';
  }
  const available = service.status?.conditions?.find(({ type }) => type === 'Available');
  if (available?.status !== 'True') return 'unavailable';
  return service.spec?.service?.namespace === namespace ? 'kubemonitor' : 'other';
}

/**
 * Reads metrics.k8s.io.
 * @throws CommandError when it does not answer
 */
export async function readResourceMetrics({
  kubectl,
}: ComparisonContext): Promise<ResourceMetrics> {
  const path = '/apis/metrics.k8s.io/v1beta1';
  const nodes = await kubectl.json<NodeMetricsList>(['get', '--raw', `${path}/nodes`]);
  const pods = await kubectl.json<PodMetricsList>(['get', '--raw', `${path}/pods`]);
  return toResourceMetrics(nodes, pods);
}

/** Reads the two lists. */
export function toResourceMetrics(nodes: NodeMetricsList, pods: PodMetricsList): ResourceMetrics {
  return {
    nodes: new Map(nodes.items.map((item) => [item.metadata.name, toPart(item, item.usage)])),
    pods: pods.items.map((item) => ({
      namespace: item.metadata.namespace ?? '',
      name: item.metadata.name,
      containers: new Map(item.containers.map(({ name, usage }) => [name, toPart(item, usage)])),
    })),
  };
}

function toPart({ timestamp, window }: MetricsItem, usage: Usage): MeasuredPart {
  const atMs = Date.parse(timestamp);
  const millicores = toMillicores(usage.cpu);
  const bytes = parseQuantity(usage.memory);
  return {
    cpu:
      millicores === undefined
        ? undefined
        : { atMs, value: millicores, windowMs: parseDuration(window) },
    memory: bytes === undefined ? undefined : { atMs, value: bytes },
  };
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** A Go duration such as `1m0.5s` in ms; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.map(([part]) => part).join('') !== text || parts.length === 0) return undefined;
  return parts.reduce((sum, [, digits, unit]) => sum + Number(digits) * UNIT_MS[unit], 0);
}
