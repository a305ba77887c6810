import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLists } from './cluster';
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
