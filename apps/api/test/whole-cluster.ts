import { writeLists } from './cluster';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';

/**
 * A cluster the server is told of as a whole, reported by one of its two nodes: a Deployment
 * that is half there, one scaled to 0, a pod that crashes, one that is done, an empty namespace.
 */

/** Two seconds after the newest report. */
const NOW = '2026-11-23T12:00:02Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

const MIB = 1_048_576;

function ownedBy(kind: string, name: string): object[] {
  return [{ kind, name, uid: `uid-of-${name}`, controller: true }];
}

function webPod(uid: string, nodeName: string | undefined, phase: string): object {
  const resources = {
    requests: { cpu: '200m', memory: '100Mi' },
    limits: { cpu: '400m', memory: '200Mi' },
  };
  return {
    metadata: {
      name: uid,
      namespace: 'shop',
      uid,
      labels: { app: 'web', 'pod-template-hash': '1a' },
      ownerReferences: ownedBy('ReplicaSet', 'web-1a'),
      creationTimestamp: '2026-11-23T11:50:00Z',
    },
    spec: { nodeName, containers: [{ name: 'app', resources }] },
    status: { phase },
  };
}

const DONE = {
  metadata: {
    name: 'done',
    namespace: 'batch',
    uid: 'done',
    ownerReferences: ownedBy('Job', 'once'),
    creationTimestamp: '2026-11-23T11:55:00Z',
  },
  spec: { nodeName: 'worker-1', containers: [{ name: 'work' }] },
  status: {
    phase: 'Succeeded',
    containerStatuses: [
      {
        name: 'work',
        containerID: 'containerd://c-work',
        state: { terminated: { exitCode: 0, reason: 'Completed' } },
      },
    ],
  },
};

const OOM = {
  reason: 'OOMKilled',
  exitCode: 137,
  finishedAt: '2026-11-23T11:59:57Z',
  containerID: 'containerd://c-old',
};

/** Its `app` has run as c-older and c-old, and waits to run again. */
const CRASH = {
  metadata: { name: 'crash', namespace: 'broken', uid: 'crash' },
  spec: {
    nodeName: 'worker-1',
    containers: [{ name: 'app', image: 'app:1' }, { name: 'helper' }],
    initContainers: [{ name: 'setup' }],
  },
  status: {
    phase: 'Running',
    initContainerStatuses: [
      {
        name: 'setup',
        containerID: 'containerd://c-setup',
        state: { terminated: { exitCode: 0, reason: 'Completed' } },
      },
    ],
    containerStatuses: [
      {
        name: 'app',
        containerID: 'containerd://c-old',
        restartCount: 2,
        ready: false,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: OOM },
      },
      { name: 'helper', containerID: 'containerd://c-ok', ready: true, state: { running: {} } },
    ],
  },
};

function node(name: string, ready: string, unschedulable: boolean): object {
  return {
    metadata: { name, uid: `uid-of-${name}` },
    spec: { unschedulable },
    status: {
      capacity: { cpu: '4', memory: '8Gi', pods: '110' },
      allocatable: { cpu: '2', memory: '2000000000', pods: '100' },
      conditions: [{ type: 'Ready', status: ready }],
    },
  };
}

function workload(namespace: string, name: string, more: object): object {
  return { metadata: { name, namespace, uid: `uid-of-${name}` }, ...more };
}

const LISTS = [
  {
    kind: 'PodList',
    items: [
      webPod('web-1', 'worker-1', 'Running'),
      webPod('web-2', undefined, 'Pending'),
      DONE,
      CRASH,
    ],
  },
  { kind: 'NodeList', items: [node('worker-1', 'True', false), node('worker-2', 'Unknown', true)] },
  {
    kind: 'NamespaceList',
    items: ['batch', 'broken', 'empty', 'shop'].map((name) => ({
      metadata: { name, uid: `uid-of-${name}` },
      status: { phase: name === 'empty' ? 'Terminating' : 'Active' },
    })),
  },
  {
    kind: 'DeploymentList',
    items: [
      workload('shop', 'idle', { spec: { replicas: 0 } }),
      workload('shop', 'web', { spec: { replicas: 2 }, status: { readyReplicas: 1 } }),
    ],
  },
  { kind: 'CronJobList', items: [workload('batch', 'nightly', {})] },
  {
    kind: 'JobList',
    items: [
      workload('batch', 'once', {
        spec: { completions: 1 },
        status: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] },
      }),
    ],
  },
];

/** The report of worker-1 at noon, or the one before. */
function reportOf(isLast: boolean) {
  const app = (cpu: number, memory: number) => ({
    values: { cpu_usage_microseconds: cpu, memory_bytes: memory },
  });
  return buildReport({
    node: 'worker-1',
    atMs: NOON_MS - (isLast ? 0 : 5_000),
    host: {
      // 2,000,000 µs in 5 s are 400 millicores.
      cpu_usage_microseconds: isLast ? 12_000_000 : 10_000_000,
      cpu_capacity_millicores: 4_000,
      memory_bytes: 1_000_000_000,
      memory_total_bytes: 8_000_000_000,
      memory_available_bytes: 6_500_000_000,
    },
    pods: {
      // 500,000 µs in 5 s are 100 millicores.
      'web-1': app(isLast ? 1_500_000 : 1_000_000, 50 * MIB),
      crash: app(7, 3_000),
      ...(isLast ? {} : { done: app(9, 5_000) }),
    },
    containers: {
      'c-ok': { pod: 'crash', ...app(1, 1_000) },
      ...(isLast ? {} : { 'c-old': { pod: 'crash', ...app(2, 2_000) } }),
    },
  });
}

/**
 * A server told of the cluster, with both reports of worker-1.
 * @param now where its clock stands; two seconds after the newest report when left out
 */
export async function startWholeCluster(now = NOW): Promise<TestServer> {
  const { files, remove } = writeLists(LISTS);
  const server = await startServer({
    FREEZE_CLOCK_AT: now,
    IDENTITY_SOURCE: 'file',
    IDENTITY_FILE: files,
  });
  remove();
  for (const isLast of [false, true]) {
    const { status } = await server.post('/api/reports', reportOf(isLast));
    if (status !== 200) throw new Error(`report: ${status}`);
  }
  return server;
}
