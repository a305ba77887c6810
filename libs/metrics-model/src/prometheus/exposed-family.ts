import { METRICS } from '../metrics/catalogue';
import type { Scope } from '../metrics/metric';
import { seriesNamesOf } from './series-name';

/** As `# TYPE` has it. `untyped`: what node_exporter takes over from the kernel unseen. */
export type FamilyType = 'counter' | 'gauge' | 'untyped';

/** What an exposition says of a metric once, above its samples. */
export interface FamilyHead {
  readonly name: string;
  readonly type: FamilyType;
  readonly help: string;
}

/** One stored metric among the samples of a family. */
export interface ExposedMember {
  /** Name in the catalogue. */
  readonly metric: string;
  /** Labels besides those of the entity. */
  readonly labels: Readonly<Record<string, string>>;
  /** Stored units in one base unit. */
  readonly divisor: number;
  /** Digits after the point that carry meaning, once divided. */
  readonly decimals: number;
}

/** A metric of an exposition and the stored metrics its samples are. */
export interface ExposedFamily extends FamilyHead {
  readonly members: readonly ExposedMember[];
}

/**
 * Whose exposition stands in for: the kubelet's `/metrics/cadvisor` and `/metrics/resource`,
 * node_exporter.
 */
export type Exposer = 'cadvisor' | 'resource' | 'node';

/** Digits a gauge in base units may have: loads, and parts of a core. */
const GAUGE_DECIMALS = 3;

/** The kernel's own words, which are neither counters nor gauges to node_exporter. */
const UNTYPED = /^node_vmstat_/;

const NETWORK = /^network_/;

/**
 * Stored for the whole machine where node_exporter has a series a CPU: rules count those to
 * learn how many CPUs there are, and would find one.
 */
const OF_ONE_CPU = 'node_cpu_seconds_total';

/** `/metrics/resource` of the kubelet: names by scope and stored metric. */
const RESOURCE: Readonly<Partial<Record<Scope, Readonly<Record<string, string>>>>> = {
  node: {
    cpu_usage_microseconds: 'node_cpu_usage_seconds_total',
    memory_bytes: 'node_memory_working_set_bytes',
    memory_swap_bytes: 'node_swap_usage_bytes',
  },
  pod: {
    cpu_usage_microseconds: 'pod_cpu_usage_seconds_total',
    memory_bytes: 'pod_memory_working_set_bytes',
    memory_swap_bytes: 'pod_swap_usage_bytes',
  },
  container: {
    cpu_usage_microseconds: 'container_cpu_usage_seconds_total',
    memory_bytes: 'container_memory_working_set_bytes',
    memory_swap_bytes: 'container_swap_usage_bytes',
  },
};

/** What cAdvisor says of the machine it runs on. */
const MACHINE: Readonly<Record<string, string>> = {
  cpu_capacity_millicores: 'machine_cpu_cores',
  memory_total_bytes: 'machine_memory_bytes',
};

/** cAdvisor's label of a series that is not of one CPU. */
const ALL_CPUS = { cpu: 'total' } as const;

/**
 * What an exposition has of the entities of a scope, in the order of the catalogue. No name is
 * in two of a program's expositions for the same entity but those the kubelet has twice, too.
 */
export function exposedFamilies(exposer: Exposer, scope: Scope): readonly ExposedFamily[] {
  switch (exposer) {
    case 'resource':
      return toFamilies(scope, (metric) => RESOURCE[scope]?.[metric]);
    case 'node':
      return scope === 'node' ? toFamilies(scope, nameOfNode) : [];
    case 'cadvisor':
      return toFamilies(scope, (metric) => nameOfCadvisor(scope, metric)).map(withCpuLabel);
  }
}

function nameOfNode(metric: string): string | undefined {
  const { name } = seriesNamesOf('node')[metric] ?? {};
  const isElsewhere = metric in (RESOURCE.node ?? {}) || metric === 'cpu_capacity_millicores';
  // Only a POST of one sample has it, and it is a rate.
  const isGiven = metric === 'cpu_millicores';
  return isElsewhere || isGiven || name === OF_ONE_CPU ? undefined : name;
}

function nameOfCadvisor(scope: Scope, metric: string): string | undefined {
  if (scope === 'node') return MACHINE[metric];
  // Of a pod only the network: sums over containers would count its other values twice.
  if (scope === 'pod' && !NETWORK.test(metric)) return undefined;
  return seriesNamesOf(scope)[metric]?.name;
}

function withCpuLabel(family: ExposedFamily): ExposedFamily {
  if (family.name !== 'container_cpu_usage_seconds_total') return family;
  return { ...family, members: family.members.map((member) => ({ ...member, labels: ALL_CPUS })) };
}

function toFamilies(
  scope: Scope,
  nameOf: (metric: string) => string | undefined,
): readonly ExposedFamily[] {
  const families = new Map<string, FamilyHead & { readonly members: ExposedMember[] }>();
  for (const { name: metric, type, scopes, description } of METRICS) {
    const name = scopes.includes(scope) ? nameOf(metric) : undefined;
    if (name === undefined) continue;
    const head = { name, type: UNTYPED.test(name) ? 'untyped' : type, help: description } as const;
    const family = families.get(name) ?? { ...head, members: [] };
    families.set(name, family);
    family.members.push(toMember(scope, metric, type === 'counter'));
  }
  return [...families.values()];
}

function toMember(scope: Scope, metric: string, isCounter: boolean): ExposedMember {
  const { labels = {}, divisor = 1 } = seriesNamesOf(scope)[metric];
  const digits = Math.round(Math.log10(divisor));
  return {
    metric,
    labels,
    divisor,
    decimals: isCounter ? digits : Math.max(digits, GAUGE_DECIMALS),
  };
}
