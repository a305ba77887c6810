import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLists } from './cluster';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';
import { NOW, startTwoNodes } from './two-nodes';

/** The same server again, on the same directory; nobody tells names any more. */
describe('a server that starts again', () => {
  const directory = mkdtempSync(join(tmpdir(), 'restart-'));
  const asked = [
    '/api/pods?window=30&fields=memory_bytes',
    '/api/namespaces?window=30&fields=memory_bytes',
    '/api/namespaces/shop/deployments/web?window=30&fields=memory_bytes',
  ];
  let before: unknown[];
  let server: TestServer;

  beforeAll(async () => {
    const first = await startTwoNodes({ STORAGE_DIR: directory });
    before = await Promise.all(asked.map(async (path) => (await first.get(path)).body));
    await first.close();
    server = await startServer({ FREEZE_CLOCK_AT: NOW, STORAGE_DIR: directory });
  });

  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it('has the same time series of the same names and sums', async () => {
    const samplesOf = (body: unknown) =>
      JSON.stringify(body, (key, value: unknown) => (CLUSTER_ONLY.has(key) ? undefined : value));
    for (const [index, path] of asked.entries()) {
      expect(samplesOf((await server.get(path)).body)).toEqual(samplesOf(before[index]));
    }
  });

  it('knows pods by name and uid, with workload and containers', async () => {
    const { body } = await server.get('/api/namespaces/shop/pods/web-cc944f86-2wm5w');
    expect(body).toMatchObject({
      namespace: 'shop',
      pod: 'web-cc944f86-2wm5w',
      uid: 'web-1',
      deployment: 'web',
      workload: { kind: 'Deployment', name: 'web' },
      containers: [
        { container: 'app', container_id: 'web-1-app', image: 'registry.example/web:1.4' },
        { container: 'sidecar', container_id: 'web-1-side', image: 'registry.example/proxy:2' },
      ],
    });
    expect((await server.get('/api/pods/mirror-1')).body.pod).toBe('static-web-worker-1');
  });
});

describe('a server that starts again in a cluster that has changed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'restart-'));
  // The cluster is known as a whole, and has no pod any more.
  const { files, remove } = writeLists([
    { kind: 'PodList', items: [] },
    { kind: 'NamespaceList', items: [{ metadata: { name: 'shop', uid: 'ns' } }] },
  ]);
  let server: TestServer;

  beforeAll(async () => {
    await (await startTwoNodes({ STORAGE_DIR: directory })).close();
    server = await startServer({
      FREEZE_CLOCK_AT: NOW,
      STORAGE_DIR: directory,
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: files,
    });
  });

  afterAll(async () => {
    await server.close();
    remove();
    rmSync(directory, { recursive: true });
  });

  it('has what is gone in windows only', async () => {
    expect((await server.get('/api/pods')).body.metadata.total).toBe(0);
    // Seven the cluster had named, and one nobody has.
    expect((await server.get('/api/pods?window=30')).body.metadata.total).toBe(8);
  });
});

/** What only the cluster knows, and is not kept. */
const CLUSTER_ONLY = new Set([
  'qos',
  'host_network',
  'static_pod',
  'phase',
  'status',
  'created_at',
  'started_at',
  'restarts',
  'cpu_request_millicores',
  'memory_request_bytes',
]);

/** The container `app` of pod web-0 ran as c1 until :35, ended at :38, and runs as c2 from :45 on. */
describe('a server that starts again where nobody tells of the cluster any more', () => {
  const directory = mkdtempSync(join(tmpdir(), 'restart-'));
  let server: TestServer;

  beforeAll(async () => {
    const ended = { reason: 'Error', exitCode: 3, finishedAt: '2026-11-23T11:59:38Z' };
    const { files, remove } = writeLists([
      {
        kind: 'PodList',
        items: [
          {
            metadata: { name: 'web-0', namespace: 'shop', uid: 'web-0' },
            spec: { nodeName: 'w', containers: [{ name: 'app' }] },
            status: {
              phase: 'Running',
              containerStatuses: [
                {
                  name: 'app',
                  containerID: 'containerd://c2',
                  restartCount: 1,
                  state: { running: { startedAt: '2026-11-23T11:59:43Z' } },
                  lastState: { terminated: { containerID: 'containerd://c1', ...ended } },
                },
              ],
            },
          },
        ],
      },
    ]);
    const first = await startServer({
      FREEZE_CLOCK_AT: NOW,
      STORAGE_DIR: directory,
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: files,
    });
    remove();
    const values = { memory_bytes: 1 };
    for (const [second, id] of [
      [30, 'c1'],
      [35, 'c1'],
      [45, 'c2'],
      [50, 'c2'],
    ] as const) {
      const atMs = Date.UTC(2026, 10, 23, 11, 59, second);
      const containers = { [id]: { pod: 'web-0', values } };
      const report = buildReport({ node: 'w', atMs, pods: { 'web-0': { values } }, containers });
      expect((await first.post('/api/reports', report)).status).toBe(200);
    }
    await first.close();
    server = await startServer({ FREEZE_CLOCK_AT: NOW, STORAGE_DIR: directory });
  });

  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it('still knows how a run ended; when the next began it knows by samples', async () => {
    const { body } = await server.get('/api/namespaces/shop/pods/web-0/events');
    const place = {
      namespace: 'shop',
      pod: 'web-0',
      uid: 'web-0',
      node: 'w',
      workload: { kind: 'Pod', name: 'web-0' },
    };
    const how = { container: 'app', reason: 'Error', exit_code: 3 };
    expect(body.items).toEqual([
      { at: '2026-11-23T11:59:38.000Z', kind: 'ended', ...place, ...how, container_id: 'c1' },
      {
        at: '2026-11-23T11:59:45.000Z',
        after: '2026-11-23T11:59:35.000Z',
        kind: 'restart',
        ...place,
        ...how,
        container_id: 'c2',
      },
    ]);
  });
});
