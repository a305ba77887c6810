import { REPORT_SCHEMA_VERSION, type Report, type ReportSection } from '@kubemonitor/metrics-model';

/**
 * A small cluster at noon: worker-1 was read at 11:59:50, 11:59:55 and 12:00:00, worker-2 last
 * at 11:59:35. What follows from the numbers is worked out in the specs.
 */
export const NOW = '2026-11-23T12:00:02.000Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12);
const INTERVAL_SECONDS = 5;

type Values = Readonly<Record<string, number>>;

/** A report by hand: values of the host, of pods by uid and of cgroups by path. */
function buildReport(
  node: string,
  atMs: number,
  rows: {
    readonly host: Values;
    readonly pods: Readonly<Record<string, Values>>;
    readonly cgroups?: Readonly<Record<string, Values>>;
  },
): Report {
  const pods = Object.keys(rows.pods);
  return {
    schema_version: REPORT_SCHEMA_VERSION,
    node,
    boot_id: 'boot-1',
    tick: Math.floor(atMs / 1_000 / INTERVAL_SECONDS),
    interval_seconds: INTERVAL_SECONDS,
    timestamp_milliseconds: atMs,
    uptime_seconds: 600,
    clock_stepped: false,
    host: section({ [node]: rows.host }),
    pods: {
      ...section(rows.pods),
      qos: pods.map(() => 'Burstable' as const),
      host_network: pods.map(() => false),
    },
    containers: { ...section({}), pods: [], sandbox: [] },
    cgroups: section(rows.cgroups ?? {}),
    skipped: { gone: 0, broken: 0 },
    facts: {
      hostname: node,
      cpu_model: 'AMD EPYC 7B13',
      cpu_cores: 4,
      kernel_version: '6.1.0-18-amd64',
      os: 'Debian GNU/Linux 12',
      architecture: 'x64',
      collector_version: '0.1.0',
      cgroup_version: 'v2',
      cgroup_driver: 'systemd',
    },
  };
}

function section(rows: Readonly<Record<string, Values>>): ReportSection {
  const fields = [...new Set(Object.values(rows).flatMap((values) => Object.keys(values)))];
  return {
    fields,
    ids: Object.keys(rows),
    offsets_milliseconds: Object.keys(rows).map(() => 0),
    rows: Object.values(rows).map((values) => fields.map((field) => values[field] ?? null)),
    absent: [],
  };
}

const CPU = 'cpu_usage_microseconds';

/** A cgroup whose name would be a formula to a spreadsheet, and reorders what a terminal shows. */
export const EVIL_CGROUP = '=cmd|"x"\u202e.service';

/** All reports, oldest first. */
export const REPORTS: readonly Report[] = [
  ...[50_000_000, 50_500_000].map((cpu, at) =>
    buildReport('worker-2', NOON_MS - 30_000 + at * 5_000, {
      host: {
        [CPU]: cpu,
        cpu_capacity_millicores: 2_000,
        memory_bytes: 1_000_000_000,
        memory_total_bytes: 4_000_000_000,
        disk_read_bytes: 0,
      },
      pods: { 'db-0': { [CPU]: 2_000_000 + at * 250_000, memory_bytes: 67_108_864 } },
    }),
  ),
  ...[
    { host: 100_000_000, read: 1_000_000, web: 1_000_000, memory: 30_000_000, rx: 1_000 },
    { host: 104_000_000, read: 1_000_000, web: 1_250_000, memory: 34_000_000, rx: 2_000 },
    { host: 110_000_000, read: 1_050_000, web: 1_600_000, memory: 37_748_736, rx: 4_000 },
  ].map(({ host, read, web, memory, rx }, at) =>
    buildReport('worker-1', NOON_MS - 10_000 + at * 5_000, {
      host: {
        [CPU]: host,
        cpu_capacity_millicores: 4_000,
        memory_bytes: 2_000_000_000,
        memory_total_bytes: 8_000_000_000,
        disk_read_bytes: read,
      },
      pods: {
        'web-0': { [CPU]: web, memory_bytes: memory, network_rx_bytes: rx, network_tx_bytes: 500 },
        nobody: { [CPU]: 10_000 + at * 10_000, memory_bytes: 3_145_728 },
      },
      cgroups: { [EVIL_CGROUP]: { memory_bytes: 4_096 } },
    }),
  ),
];

function pod(name: string, node: string, kind: string, resources: object): object {
  const [owner] = name.split('-');
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      labels: { app: owner },
      ownerReferences: [{ kind, name: owner, uid: `uid-of-${owner}`, controller: true }],
    },
    spec: { nodeName: node, containers: [{ name: owner, resources }] },
    status: { phase: 'Running', qosClass: 'Burstable' },
  };
}

/** The cluster's list of pods, as the API server would answer. */
export const POD_LIST = {
  kind: 'PodList',
  items: [
    pod('web-0', 'worker-1', 'StatefulSet', {
      requests: { cpu: '200m', memory: '64Mi' },
      limits: { cpu: '500m', memory: '128Mi' },
    }),
    pod('db-0', 'worker-2', 'StatefulSet', {}),
  ],
};
