import { REPORT_SCHEMA_VERSION, type Report, type ReportSection } from '@kubemonitor/metrics-model';

/** Metrics of one row, by their names. */
export type Values = Readonly<Record<string, number>>;

/** What a node read in one tick. */
export interface NodeReading {
  readonly node: string;
  readonly atMs: number;
  readonly intervalSeconds: number;
  readonly cores: number;
  readonly host: Values;
  readonly pods: readonly PodReading[];
}

export interface PodReading {
  readonly uid: string;
  readonly isHostNetwork: boolean;
  readonly values: Values;
  /** By container id. */
  readonly containers: ReadonlyMap<string, Values>;
}

/** The report a collector would send of it. */
export function toReport({ node, atMs, intervalSeconds, cores, host, pods }: NodeReading): Report {
  const containers = pods.flatMap((pod, index) =>
    [...pod.containers].map(([id, values]) => ({ id, values, pod: index })),
  );
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    node,
    boot_id: 'boot-1',
    tick: Math.floor(atMs / 1_000 / intervalSeconds),
    interval_seconds: intervalSeconds,
    timestamp_milliseconds: atMs,
    uptime_seconds: Math.floor(atMs / 1_000) % 1_000_000,
    clock_stepped: false,
    host: section([{ id: node, values: host }]),
    pods: {
      ...section(pods.map(({ uid, values }) => ({ id: uid, values }))),
      qos: pods.map(() => 'Burstable' as const),
      host_network: pods.map(({ isHostNetwork }) => isHostNetwork),
    },
    containers: {
      ...section(containers),
      pods: containers.map(({ pod }) => pod),
      sandbox: containers.map(() => false),
    },
    cgroups: section([]),
    skipped: { gone: 0, broken: 0 },
    facts: {
      hostname: node,
      cpu_model: 'AMD EPYC 7B13',
      cpu_cores: cores,
      kernel_version: '6.1.0-18-amd64',
      os: 'Debian GNU/Linux 12',
      architecture: 'x64',
      collector_version: '0.1.0',
      cgroup_version: 'v2',
      cgroup_driver: 'systemd',
    },
  };
}

function section(rows: readonly { readonly id: string; readonly values: Values }[]): ReportSection {
  const fields = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  return {
    fields,
    ids: rows.map(({ id }) => id),
    offsets_milliseconds: rows.map(() => 0),
    rows: rows.map(({ values }) => fields.map((field) => values[field] ?? null)),
    absent: [],
  };
}
