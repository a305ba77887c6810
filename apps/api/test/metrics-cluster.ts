import { writeLists } from './cluster';
import { buildReport, type ContainerRow, type Values } from './reports';
import { startServer, type TestServer } from './server';

/**
 * A cluster for the resource metrics API: pods of every kind that API has a rule for, on
 * worker-1, which was read at 11:59:50, 11:59:55 and 12:00:00; worker-2 has been silent for more
 * than a minute, worker-3 was never heard of, worker-4 was read at 11:59:20 and 12:00:00.
 */

/** 2.7 s after the newest report. */
const NOW = '2026-11-23T12:00:02.700Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

interface PodWords {
  readonly namespace?: string;
  readonly node?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly phase?: string;
  /** Names of containers that run and their ids; a name alone has no id yet. */
  readonly running: Readonly<Record<string, string>>;
  readonly sidecars?: Readonly<Record<string, string>>;
  readonly more?: { readonly spec?: readonly object[]; readonly statuses?: readonly object[] };
}

function statusesOf(containers: Readonly<Record<string, string>>): object[] {
  return Object.entries(containers).map(([name, id]) => ({
    name,
    containerID: `containerd://${id}`,
    ready: true,
    state: { running: {} },
  }));
}

function pod(name: string, words: PodWords): object {
  const { namespace = 'shop', node = 'worker-1', labels, phase = 'Running' } = words;
  const { running, sidecars = {}, more = {} } = words;
  const inits = Object.keys(sidecars).map((sidecar) => ({
    name: sidecar,
    restartPolicy: 'Always',
  }));
  return {
    metadata: { name, namespace, uid: name, ...(labels === undefined ? {} : { labels }) },
    spec: {
      nodeName: node,
      containers: [...Object.keys(running).map((own) => ({ name: own })), ...(more.spec ?? [])],
      initContainers: [{ name: 'setup' }, ...inits],
    },
    status: {
      phase,
      initContainerStatuses: [
        {
          name: 'setup',
          containerID: 'containerd://setup-id',
          state: { terminated: { exitCode: 0 } },
        },
        ...statusesOf(sidecars),
      ],
      containerStatuses: [...statusesOf(running), ...(more.statuses ?? [])],
    },
  };
}

const WAITING = { waiting: { reason: 'CrashLoopBackOff' } };

const PODS = [
  pod('web-0', {
    labels: { app: 'web', tier: 'front' },
    running: { app: 'web-app' },
    sidecars: { proxy: 'web-proxy' },
  }),
  pod('fresh', { labels: { app: 'db' }, running: { app: 'fresh-app', late: 'fresh-late' } }),
  pod('lost', { running: { app: 'lost-app', unseen: 'lost-unseen' } }),
  pod('restarted', { running: { app: 'restarted-new', helper: 'restarted-helper' } }),
  pod('crash', {
    running: { helper: 'crash-helper' },
    more: { spec: [{ name: 'app' }], statuses: [{ name: 'app', state: WAITING }] },
  }),
  pod('once', { running: { app: 'once-app' } }),
  pod('pending', { running: {}, phase: 'Pending' }),
  pod('done', { namespace: 'batch', running: { app: 'done-app' }, phase: 'Succeeded' }),
  pod('job', { namespace: 'batch', labels: { app: 'web' }, running: { work: 'job-work' } }),
  pod('silent', { namespace: 'batch', node: 'worker-2', running: { app: 'silent-app' } }),
];

const NODES = [
  { metadata: { name: 'worker-1', uid: 'n1', labels: { zone: 'a', disk: 'ssd' } } },
  { metadata: { name: 'worker-2', uid: 'n2', labels: { zone: 'b' } } },
  { metadata: { name: 'worker-3', uid: 'n3', labels: { zone: 'b' } } },
  { metadata: { name: 'worker-4', uid: 'n4' } },
];

interface ContainerWords {
  readonly pod: string;
  /** CPU time in each of the three readings; null = not in that report. */
  readonly cpu: readonly (number | null)[];
  readonly memory: number;
  readonly swap?: number;
  readonly offsetsMs?: readonly number[];
}

const CONTAINERS: Readonly<Record<string, ContainerWords>> = {
  'web-app': {
    pod: 'web-0',
    cpu: [1_000_000, 1_050_000, 1_123_457],
    memory: 18_681_856,
    swap: 0,
    offsetsMs: [100, 100, 350],
  },
  'web-proxy': {
    pod: 'web-0',
    cpu: [77_000, 77_000, 77_000],
    memory: 5_242_880,
    swap: 1_500,
    offsetsMs: [100, 100, 340],
  },
  'fresh-app': { pod: 'fresh', cpu: [null, 1_000, 11_000], memory: 1_048_577 },
  'fresh-late': { pod: 'fresh', cpu: [null, null, 9_000], memory: 2_048 },
  'lost-app': { pod: 'lost', cpu: [0, 0, 100_000], memory: 4_096 },
  'restarted-old': { pod: 'restarted', cpu: [500, 600, null], memory: 4_096 },
  'restarted-new': { pod: 'restarted', cpu: [null, null, 1], memory: 8_192 },
  'restarted-helper': { pod: 'restarted', cpu: [0, 0, 20], memory: 4_096 },
  'crash-helper': { pod: 'crash', cpu: [0, 10_000, 20_000], memory: 0 },
  'once-app': { pod: 'once', cpu: [null, null, 5], memory: 4_096 },
  'done-app': { pod: 'done', cpu: [1, 2, 3], memory: 4_096 },
  'job-work': { pod: 'job', cpu: [0, 5_000_000, 10_000_000], memory: 1_073_741_824 },
};

const HOST: readonly Values[] = [
  { cpu_usage_microseconds: 10_000_000, memory_bytes: 1 },
  { cpu_usage_microseconds: 11_000_000, memory_bytes: 2 },
  { cpu_usage_microseconds: 14_120_933, memory_bytes: 3_192_918_016 },
];

function reportOfWorker1(reading: number) {
  const containers: Record<string, ContainerRow> = {};
  for (const [id, words] of Object.entries(CONTAINERS)) {
    const cpu = words.cpu[reading];
    if (cpu === null) continue;
    const { swap = null, memory, offsetsMs } = words;
    const values = { cpu_usage_microseconds: cpu, memory_bytes: memory, memory_swap_bytes: swap };
    containers[id] = { pod: words.pod, offsetMs: offsetsMs?.[reading], values };
  }
  const uids = new Set(Object.values(containers).map((container) => container.pod));
  return buildReport({
    node: 'worker-1',
    atMs: NOON_MS + (reading - 2) * 5_000,
    host: HOST[reading],
    pods: Object.fromEntries([...uids].map((uid) => [uid, { values: { memory_bytes: 1 } }])),
    containers,
  });
}

/** Reports of worker-2 that end 62.7 s before NOW. */
function reportOfWorker2(reading: number) {
  const values = { cpu_usage_microseconds: 1_000_000 * (reading + 1), memory_bytes: 4_096 };
  return buildReport({
    node: 'worker-2',
    atMs: NOON_MS - 60_000 + (reading - 2) * 5_000,
    host: values,
    pods: { silent: { values } },
    containers: { 'silent-app': { pod: 'silent', values } },
  });
}

/** 20 s of CPU time in 40 s. */
function reportOfWorker4(isLast: boolean) {
  return buildReport({
    node: 'worker-4',
    atMs: NOON_MS - (isLast ? 0 : 40_000),
    host: { cpu_usage_microseconds: isLast ? 21_000_000 : 1_000_000, memory_bytes: 2_048 },
  });
}

/** The server with all reports; its clock stands at NOW. */
export async function startMetricsCluster(): Promise<TestServer> {
  const { files, remove } = writeLists([
    { kind: 'PodList', items: PODS },
    { kind: 'NodeList', items: NODES },
  ]);
  const server = await startServer({
    FREEZE_CLOCK_AT: NOW,
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: files,
  });
  remove();
  const reports = [0, 1, 2].flatMap((reading) => [
    reportOfWorker2(reading),
    reportOfWorker1(reading),
  ]);
  for (const report of [...reports, reportOfWorker4(false), reportOfWorker4(true)]) {
    const { status } = await server.post('/api/reports', report);
    if (status !== 200) throw new Error(`report ${report.tick} of ${report.node}: ${status}`);
  }
  return server;
}
