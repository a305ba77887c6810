import { writeLists } from './cluster';
import { buildReport, type Values } from './reports';
import { startServer, type TestServer } from './server';

/**
 * A cluster as Prometheus scrapes it: one node; in `shop` a Deployment with one of its two
 * pods running, the other one waiting; in `batch` a Job of a CronJob. Two reports of the node,
 * five seconds apart, with what grew between them in round numbers.
 */

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);
const NOW = '2026-11-23T12:00:02Z';
const MIB = 1_048_576;

function ownedBy(kind: string, name: string): object[] {
  return [{ kind, name, uid: `uid-of-${name}`, controller: true }];
}

function webPod(name: string, nodeName: string | undefined, status: object): object {
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      labels: { 'pod-template-hash': '1a' },
      ownerReferences: ownedBy('ReplicaSet', 'web-1a'),
      creationTimestamp: '2026-11-23T11:50:00Z',
    },
    spec: {
      nodeName,
      containers: [
        {
          name: 'app',
          image: 'registry.example/web:1.4',
          resources: {
            requests: { cpu: '200m', memory: '100Mi' },
            limits: { cpu: '400m', memory: '200Mi' },
          },
        },
      ],
    },
    status: { startTime: '2026-11-23T11:50:01Z', ...status },
  };
}

const TICK = {
  metadata: {
    name: 'tick-1-x',
    namespace: 'batch',
    uid: 'uid-tick',
    labels: { 'job-name': 'tick-1' },
    ownerReferences: ownedBy('Job', 'tick-1'),
  },
  spec: {
    nodeName: 'worker-1',
    containers: [{ name: 'say "hi"\\', image: 'registry.example/tick:1' }],
  },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'say "hi"\\',
        containerID: 'containerd://c-tick',
        ready: true,
        restartCount: 0,
        state: { running: {} },
      },
    ],
  },
};

const LISTS = [
  {
    kind: 'PodList',
    items: [
      webPod('web-1a-one', 'worker-1', {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'app',
            containerID: 'containerd://c-app',
            ready: true,
            restartCount: 3,
            state: { running: {} },
            lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
          },
        ],
      }),
      webPod('web-1a-two', undefined, { phase: 'Pending' }),
      TICK,
    ],
  },
  {
    kind: 'NodeList',
    items: [
      {
        metadata: { name: 'worker-1', uid: 'uid-of-worker-1' },
        status: {
          capacity: { cpu: '4', memory: '8Gi', pods: '110' },
          allocatable: { cpu: '3800m', memory: '7Gi', pods: '110' },
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      },
    ],
  },
  {
    kind: 'DeploymentList',
    items: [
      {
        metadata: { name: 'web', namespace: 'shop', uid: 'uid-of-web' },
        spec: { replicas: 2 },
        status: { readyReplicas: 1 },
      },
    ],
  },
  {
    kind: 'ReplicaSetList',
    items: [
      {
        metadata: {
          name: 'web-1a',
          namespace: 'shop',
          uid: 'uid-of-web-1a',
          ownerReferences: ownedBy('Deployment', 'web'),
        },
      },
    ],
  },
  {
    kind: 'JobList',
    items: [
      {
        metadata: {
          name: 'tick-1',
          namespace: 'batch',
          uid: 'uid-of-tick-1',
          ownerReferences: ownedBy('CronJob', 'tick'),
        },
      },
    ],
  },
];

/** What grows is larger in the second report. */
function reportOf(isLast: boolean) {
  const app: Values = {
    // 500,000 µs more.
    cpu_usage_microseconds: isLast ? 1_500_000 : 1_000_000,
    cpu_periods: isLast ? 100 : 50,
    cpu_throttled_periods: isLast ? 25 : 5,
    cpu_throttled_microseconds: isLast ? 900_000 : 100_000,
    cpu_limit_millicores: 400,
    memory_bytes: 50 * MIB,
    memory_usage_bytes: 60 * MIB,
    memory_rss_bytes: 40 * MIB,
    memory_cache_bytes: 12 * MIB,
    memory_swap_bytes: 0,
    memory_limit_bytes: 200 * MIB,
    disk_read_bytes: isLast ? 8_192 : 4_096,
    disk_write_bytes: isLast ? 20_480 : 4_096,
    disk_read_operations: isLast ? 2 : 1,
    disk_write_operations: isLast ? 5 : 1,
    pids: 7,
  };
  const network: Values = {
    network_rx_bytes: isLast ? 9_000 : 1_000,
    network_tx_bytes: isLast ? 5_000 : 1_000,
    network_rx_packets: isLast ? 90 : 10,
    network_tx_packets: isLast ? 50 : 10,
    network_rx_dropped: 0,
    network_tx_dropped: isLast ? 2 : 1,
  };
  const idle: Values = { cpu_usage_microseconds: 7, memory_bytes: 3_000 };
  return buildReport({
    node: 'worker-1',
    atMs: NOON_MS - (isLast ? 0 : 5_000),
    host: {
      // 2 s of CPU time more.
      cpu_usage_microseconds: isLast ? 12_000_000 : 10_000_000,
      cpu_capacity_millicores: 4_000,
      memory_bytes: 1_000_000_000,
      memory_total_bytes: 8_000_000_000,
      memory_available_bytes: 6_000_000_000,
      memory_swap_total_bytes: 1_000_000,
      memory_swap_bytes: 250_000,
      disk_read_bytes: isLast ? 300_000 : 100_000,
      disk_write_bytes: isLast ? 500_000 : 100_000,
      network_rx_bytes: isLast ? 80_000 : 10_000,
      network_tx_bytes: isLast ? 60_000 : 10_000,
      load_1m: 0.52,
      uptime_seconds: 1_000,
    },
    pods: {
      'uid-web-1a-one': { values: { ...app, ...network } },
      'uid-tick': { values: { ...idle, ...network } },
    },
    containers: {
      'c-pause': { pod: 'uid-web-1a-one', sandbox: true, values: idle },
      'c-app': { pod: 'uid-web-1a-one', values: app },
      'c-tick': { pod: 'uid-tick', values: idle },
    },
    facts: {
      hostname: 'worker-1',
      cpu_model: 'Recorded',
      cpu_cores: 4,
      kernel_version: '6.1.0',
      os: 'Debian 12',
      architecture: 'x64',
      collector_version: '0.1.0',
      cgroup_version: 'v2',
      cgroup_driver: 'systemd',
    },
  });
}

/** The cluster's server, and what sends its second report. */
export interface ScrapedCluster {
  readonly server: TestServer;
  reportAgain(): Promise<void>;
}

/** A server told of the cluster, with the first report. @param now where its clock stands */
export async function startScrapedCluster(now = NOW): Promise<ScrapedCluster> {
  const { files, remove } = writeLists(LISTS);
  const server = await startServer({
    FREEZE_CLOCK_AT: now,
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: files,
  });
  remove();
  const send = async (isLast: boolean) => {
    const { status } = await server.post('/api/reports', reportOf(isLast));
    if (status !== 200) throw new Error(`report: ${status}`);
  };
  await send(false);
  return { server, reportAgain: () => send(true) };
}
