import type { ApiEnvironment } from '@kubemonitor/config';
import type { Report } from '@kubemonitor/metrics-model';
import { writeClusterLists } from './cluster';
import { buildReport, type ContainerRow, type PodRow, type Values } from './reports';
import { startServer, type TestServer } from './server';

/**
 * Two nodes with four pods each, read three times: at 11:59:50, 11:59:55 and 12:00:00. Every
 * list below holds the three readings; what follows from them is worked out in the specs.
 */

/** Two seconds after the newest reports. */
export const NOW = '2026-11-23T12:00:02.000Z';

/** 12:00:00. */
export const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

type Readings = readonly [number | null, number | null, number | null];
type ReadingsByMetric = Readonly<Record<string, Readings>>;

function always(value: number): Readings {
  return [value, value, value];
}

const HOSTS: Readonly<Record<string, ReadingsByMetric>> = {
  'worker-1': {
    cpu_usage_microseconds: [100_000_000, 104_000_000, 110_000_000],
    cpu_capacity_millicores: always(4_000),
    memory_bytes: always(2_000_000_000),
    memory_total_bytes: always(8_000_000_000),
    memory_available_bytes: always(5_500_000_000),
    disk_read_bytes: [1_000_000, 1_000_000, 1_050_000],
    load_1m: [0.4, 0.42, 0.4567],
  },
  'worker-2': {
    cpu_usage_microseconds: [50_000_000, 50_500_000, 51_000_000],
    cpu_capacity_millicores: always(2_000),
    memory_bytes: always(1_000_000_000),
    memory_total_bytes: always(4_000_000_000),
    memory_available_bytes: always(3_000_000_000),
    disk_read_bytes: always(0),
    load_1m: always(0.05),
  },
};

interface PodReadings {
  readonly node: string;
  readonly metrics: ReadingsByMetric;
  readonly offsetsMs?: readonly [number, number, number];
  readonly hostNetwork?: boolean;
}

const NO_DISK = { disk_read_bytes: always(0), disk_write_bytes: always(0) };
const NO_NETWORK = { network_rx_bytes: always(0), network_tx_bytes: always(0) };
const UNLIMITED: ReadingsByMetric = {
  cpu_periods: always(0),
  cpu_throttled_periods: always(0),
  cpu_limit_millicores: [null, null, null],
  memory_limit_bytes: [null, null, null],
};

/** By the uid in the cgroup path. */
const PODS: Readonly<Record<string, PodReadings>> = {
  'web-1': {
    node: 'worker-1',
    metrics: {
      cpu_usage_microseconds: [1_000_000, 1_250_000, 1_600_000],
      memory_bytes: [30_000_000, 34_000_000, 37_748_736],
      disk_read_bytes: [0, 0, 4_096],
      disk_write_bytes: always(8_192),
      network_rx_bytes: [1_000, 2_000, 4_000],
      network_tx_bytes: [500, 500, 750],
      cpu_periods: [100, 150, 200],
      cpu_throttled_periods: [10, 15, 40],
      cpu_limit_millicores: [null, null, null],
      memory_limit_bytes: always(150_994_944),
    },
  },
  'db-0': {
    node: 'worker-1',
    // Read 5.09 s and then 5.25 s apart, though the ticks are 5 s apart.
    offsetsMs: [10, 100, 350],
    metrics: {
      cpu_usage_microseconds: [2_000_000, 2_050_900, 2_155_900],
      memory_bytes: always(67_108_864),
      ...NO_DISK,
      ...NO_NETWORK,
      cpu_periods: [50, 100, 150],
      cpu_throttled_periods: always(0),
      cpu_limit_millicores: always(100),
      memory_limit_bytes: always(67_108_864),
    },
  },
  f03506c4: {
    node: 'worker-1',
    metrics: {
      cpu_usage_microseconds: [10_000, 10_000, 20_000],
      memory_bytes: always(1_000_000),
      ...NO_DISK,
      ...NO_NETWORK,
      ...UNLIMITED,
    },
  },
  hostnet: {
    node: 'worker-1',
    hostNetwork: true,
    metrics: {
      cpu_usage_microseconds: [5_000, 5_000, 30_000],
      memory_bytes: always(3_000_000),
      ...NO_DISK,
      network_rx_bytes: [null, null, null],
      network_tx_bytes: [null, null, null],
      ...UNLIMITED,
    },
  },
  'web-2': {
    node: 'worker-2',
    metrics: {
      cpu_usage_microseconds: [3_000_000, 3_100_000, 3_250_000],
      memory_bytes: always(20_000_000),
      ...NO_DISK,
      network_rx_bytes: always(100),
      network_tx_bytes: [0, 0, 500],
      ...UNLIMITED,
    },
  },
  tick: {
    node: 'worker-2',
    metrics: {
      cpu_usage_microseconds: [1_000, 1_000, 6_000],
      memory_bytes: always(2_000_000),
      ...NO_DISK,
      ...NO_NETWORK,
      ...UNLIMITED,
    },
  },
  'bare-db': {
    node: 'worker-2',
    metrics: {
      cpu_usage_microseconds: [400_000, 500_000, 600_000],
      memory_bytes: always(6_000_000),
      ...NO_DISK,
      ...NO_NETWORK,
      ...UNLIMITED,
    },
  },
  /** The cluster has not named this one. */
  mystery: {
    node: 'worker-2',
    metrics: {
      cpu_usage_microseconds: [0, 500_000, 1_000_000],
      memory_bytes: always(9_000_000),
      ...NO_DISK,
      ...NO_NETWORK,
      ...UNLIMITED,
    },
  },
};

const CONTAINERS: Readonly<
  Record<string, { pod: string; sandbox?: boolean; metrics: ReadingsByMetric }>
> = {
  'web-1-pause': {
    pod: 'web-1',
    sandbox: true,
    metrics: { cpu_usage_microseconds: always(40_000), memory_bytes: always(500_000) },
  },
  'web-1-side': {
    pod: 'web-1',
    metrics: {
      cpu_usage_microseconds: [60_000, 110_000, 160_000],
      memory_bytes: always(1_000_000),
    },
  },
  'web-1-app': {
    pod: 'web-1',
    metrics: {
      cpu_usage_microseconds: [900_000, 1_100_000, 1_400_000],
      memory_bytes: always(36_000_000),
    },
  },
  'mystery-1': {
    pod: 'mystery',
    metrics: { cpu_usage_microseconds: always(7), memory_bytes: always(8_000_000) },
  },
};

const CGROUPS: Readonly<Record<string, ReadingsByMetric>> = {
  '/system.slice/ssh.service': {
    cpu_usage_microseconds: [7_000_000, 7_005_000, 7_010_000],
    memory_bytes: always(2_105_344),
  },
  '/system.slice/cron.service': {
    cpu_usage_microseconds: always(90_000),
    memory_bytes: always(400_000),
  },
};

function valuesAt(metrics: ReadingsByMetric, reading: number): Values {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, readings]) => [name, readings[reading]]),
  );
}

/** One of the three reports of a node. */
export function reportOf(node: string, reading: 0 | 1 | 2): Report {
  const pods: Record<string, PodRow> = {};
  for (const [uid, pod] of Object.entries(PODS)) {
    if (pod.node !== node) continue;
    const { metrics, offsetsMs, hostNetwork } = pod;
    const values = valuesAt(metrics, reading);
    pods[uid] = { values, offsetMs: offsetsMs?.[reading], hostNetwork };
  }
  const containers: Record<string, ContainerRow> = {};
  for (const [id, { pod, sandbox, metrics }] of Object.entries(CONTAINERS)) {
    if (pod in pods) containers[id] = { pod, sandbox, values: valuesAt(metrics, reading) };
  }
  const cgroups = Object.entries(CGROUPS).map(
    ([path, metrics]) => [path, { values: valuesAt(metrics, reading) }] as const,
  );
  const hostnetRow = Object.keys(pods).indexOf('hostnet');
  return buildReport({
    node,
    atMs: NOON_MS + (reading - 2) * 5_000,
    host: valuesAt(HOSTS[node], reading),
    pods,
    containers,
    cgroups: node === 'worker-1' ? Object.fromEntries(cgroups) : {},
    absent: {
      pods: [
        { field: 'cpu_limit_millicores', reason: 'no_limit' },
        { field: 'memory_limit_bytes', reason: 'no_limit' },
        ...(['network_rx_bytes', 'network_tx_bytes'] as const)
          .filter(() => hostnetRow >= 0)
          .map((field) => ({ field, row: hostnetRow, reason: 'host_network' as const })),
      ],
    },
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
  });
}

/** A server whose clock stands at NOW, with all reports of both nodes and the cluster's names. */
export async function startTwoNodes(overrides: Partial<ApiEnvironment> = {}): Promise<TestServer> {
  const { files, remove } = writeClusterLists();
  const server = await startServer({
    FREEZE_CLOCK_AT: NOW,
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: files,
    ...overrides,
  });
  remove();
  for (const reading of [0, 1, 2] as const) {
    for (const node of ['worker-1', 'worker-2']) {
      const { status } = await server.post('/api/reports', reportOf(node, reading));
      if (status !== 200) throw new Error(`report ${reading} of ${node}: ${status}`);
    }
  }
  return server;
}
