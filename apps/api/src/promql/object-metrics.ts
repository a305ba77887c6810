import type { HostFacts } from '@kubemonitor/metrics-model';
import type { NodeIdentity } from '../identity/cluster-view';
import { info, type StateMetric, type StateSample } from '../prometheus/state/state-family';

/** An object of the cluster as a source of series. */
export interface ObjectGroup {
  readonly metricNames: readonly string[];
  /** What there is now; each has labels, a beginning, and samples of each of the metrics. */
  objects(): Iterable<ClusterObject>;
}

export interface ClusterObject {
  readonly labels: Readonly<Record<string, string | undefined>>;
  /** Since when it has been there, ms since the epoch; undefined = not known. */
  readonly sinceMs: number | undefined;
  samplesOf(metricName: string): readonly StateSample[];
}

/** The metrics of objects of one kind as a group. */
export function toGroup<T>(
  metrics: readonly StateMetric<T>[],
  list: () => Iterable<T>,
  labelsOf: (item: T) => Readonly<Record<string, string | undefined>>,
  sinceOf: (item: T) => number | undefined = () => undefined,
): ObjectGroup {
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  return {
    metricNames: [...byName.keys()],
    *objects() {
      for (const item of list()) {
        yield {
          labels: labelsOf(item),
          sinceMs: sinceOf(item),
          samplesOf: (name) => byName.get(name)?.samplesOf(item) ?? [],
        };
      }
    },
  };
}

/** Labels of the kernel, of nodes whose collector has told its facts. */
export function unameMetric(
  factsOf: (node: string) => HostFacts | undefined,
): StateMetric<NodeIdentity | { readonly name: string }> {
  return {
    name: 'node_uname_info',
    type: 'gauge',
    help: 'The kernel of a node, always 1.',
    samplesOf: ({ name }) => {
      const facts = factsOf(name);
      if (facts === undefined) return [];
      const { hostname, kernel_version: release, architecture: machine } = facts;
      return info({ nodename: hostname, release, machine, sysname: 'Linux' });
    },
  };
}

/** Pods of a node that run, as the cluster has them. */
export function runningPodsMetric(
  countOn: (node: string) => number,
): StateMetric<{ readonly name: string }> {
  return {
    name: 'kubelet_running_pods',
    type: 'gauge',
    help: 'Pods of a node whose phase is Running.',
    samplesOf: ({ name }) => [{ value: countOn(name) }],
  };
}
