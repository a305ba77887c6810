import { toByteQuantity, toCpuQuantity } from './quantity';
import { toGoDuration, type AnswerTime } from './time';
import type { Usage } from './usage';

/** The API group served here. */
export const METRICS_GROUP = 'metrics.k8s.io';

/** Its versions, the preferred one first; they differ in nothing but their names. */
export const METRICS_VERSIONS = ['v1', 'v1beta1'] as const;

export type MetricsVersion = (typeof METRICS_VERSIONS)[number];

/** Usage by resource, as quantities; what is not known is left out. */
export interface UsageList {
  readonly cpu?: string;
  readonly memory?: string;
  readonly swap?: string;
}

/** Metadata of NodeMetrics and PodMetrics: of ObjectMeta what metrics have. */
export interface MetricsMetadata {
  readonly name: string;
  readonly namespace?: string;
  /** Time of the answer. */
  readonly creationTimestamp: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Measured {
  readonly metadata: MetricsMetadata;
  /** End of the measured interval. */
  readonly timestamp: string;
  /** Its length, a Go duration. */
  readonly window: string;
}

/** NodeMetrics without kind and apiVersion. */
export interface NodeMetrics extends Measured {
  readonly usage: UsageList;
}

/** PodMetrics without kind and apiVersion. */
export interface PodMetrics extends Measured {
  readonly containers: readonly { readonly name: string; readonly usage: UsageList }[];
}

/** One object of a list, and what stands for it in a table: sums, where all parts are known. */
export interface MetricsItem {
  readonly metrics: NodeMetrics | PodMetrics;
  readonly total: UsageList;
}

/** What is known of an entity before its usage is. */
export interface Named {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Amounts of a Usage. */
type Amounts = Pick<Usage, 'cpuNanocores' | 'memoryBytes' | 'swapBytes'>;

/** The sum of some usages; of a resource only where all of them have it. */
export function sumUsages(usages: readonly (Usage | undefined)[]): Amounts {
  const sum = (name: keyof Amounts) =>
    usages.reduce<number | undefined>((total, usage) => {
      const amount = usage?.[name];
      return total === undefined || amount === undefined ? undefined : total + amount;
    }, 0);
  return {
    cpuNanocores: sum('cpuNanocores'),
    memoryBytes: sum('memoryBytes'),
    swapBytes: sum('swapBytes'),
  };
}

/** Usage as quantities, in the order their names have. */
export function toUsageList(usage: Amounts | undefined): UsageList {
  const list: { cpu?: string; memory?: string; swap?: string } = {};
  if (usage === undefined) return list;
  const { cpuNanocores, memoryBytes, swapBytes } = usage;
  if (cpuNanocores !== undefined) list.cpu = toCpuQuantity(cpuNanocores);
  if (memoryBytes !== undefined) list.memory = toByteQuantity(memoryBytes);
  if (swapBytes !== undefined) list.swap = toByteQuantity(swapBytes);
  return list;
}

/** The members NodeMetrics and PodMetrics share. */
export function toMeasured(
  { name, namespace, labels }: Named,
  { timestampMs, windowMs }: { readonly timestampMs: number; readonly windowMs: number },
  { created, seconds }: AnswerTime,
): Measured {
  return {
    metadata: { name, namespace, creationTimestamp: created, labels: orNone(labels) },
    timestamp: seconds.format(timestampMs),
    window: toGoDuration(windowMs),
  };
}

/** No labels are left out, as undefined members are. */
function orNone(labels: Named['labels']): Named['labels'] | undefined {
  for (const _name in labels) return labels;
  return undefined;
}
