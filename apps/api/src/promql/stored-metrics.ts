import {
  exposedFamilies,
  seriesNamesOf,
  type ExposedMember,
  type Exposer,
  type FamilyType,
  type Scope,
} from '@kubemonitor/metrics-model';

/** What a stored metric is in PromQL: one name, and the labels that come with it. */
export interface StoredMetric {
  readonly name: string;
  /** `job` as dashboards expect it, of the program that is stood in for. */
  readonly job: string;
  readonly scope: Exclude<Scope, 'cgroup'>;
  readonly type: FamilyType;
  readonly help: string;
  readonly members: readonly ExposedMember[];
}

const JOBS: Readonly<Record<Exposer, string>> = {
  cadvisor: 'cadvisor',
  node: 'node-exporter',
  resource: 'kubelet',
};

const SCOPES = ['container', 'pod', 'node'] as const;

/** 1 at each reading of a node, which is what a scrape of it would have been: it has no members. */
export const UP: StoredMetric = {
  name: 'up',
  type: 'gauge',
  help: '1 where the node was read.',
  job: 'kubelet',
  scope: 'node',
  members: [],
};

/**
 * The stored metrics by the names of cAdvisor, node_exporter and the kubelet. A name two of
 * their expositions have is there once, so that a sum over it counts nothing twice.
 */
export const STORED_METRICS: readonly StoredMetric[] = [...listExposed(), ofAllCpus(), UP];

function listExposed(): StoredMetric[] {
  const exposed = (['cadvisor', 'node', 'resource'] as const).flatMap((exposer) =>
    SCOPES.flatMap((scope) =>
      exposedFamilies(exposer, scope).map(({ name, type, help, members }): StoredMetric => ({
        ...{ name, type, help, members, scope },
        job: JOBS[exposer],
      })),
    ),
  );
  const names = new Set<string>();
  return exposed.filter(({ name }) => !names.has(name) && names.add(name));
}

/** The modes of all CPUs of a node together; its label says so, as cAdvisor's does. */
function ofAllCpus(): StoredMetric {
  const name = 'node_cpu_seconds_total';
  const members = Object.entries(seriesNamesOf('node')).flatMap(([metric, series]) =>
    series.name === name
      ? {
          metric,
          labels: { ...series.labels, cpu: 'total' },
          divisor: series.divisor ?? 1,
          decimals: 6,
        }
      : [],
  );
  const help = 'CPU time by mode, of all CPUs of a node together.';
  return { name, type: 'counter', help, job: JOBS.node, scope: 'node', members };
}
