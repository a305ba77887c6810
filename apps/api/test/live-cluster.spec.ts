import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterServer } from '../src/identity/kubernetes/testing/cluster-server';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';
import { NOON_MS, NOW } from './two-nodes';

const PODS = '/api/v1/pods';
const OTHERS = [
  '/api/v1/nodes',
  '/api/v1/namespaces',
  '/apis/apps/v1/replicasets',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/statefulsets',
  '/apis/apps/v1/daemonsets',
  '/apis/batch/v1/jobs',
  '/apis/batch/v1/cronjobs',
];

const WEB = {
  metadata: { uid: 'web-1', name: 'web-7f-abc', namespace: 'shop', resourceVersion: '2' },
  spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
  status: { phase: 'Running' },
};

/** Asks again until the answer is right: the cluster is heard on a connection of its own. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask()));
}

describe('the server with a live cluster', () => {
  const cluster = new ClusterServer();
  const folder = mkdtempSync(join(tmpdir(), 'live-cluster-'));
  let server: TestServer;

  beforeAll(async () => {
    const url = await cluster.start();
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        'current-context': 'c',
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster: { server: url.href } }],
        users: [{ name: 'u', user: { token: 'secret' } }],
      }),
    );
    for (const path of [PODS, ...OTHERS]) cluster.list(path, []);
    cluster.deny('/api/v1/nodes');
    server = await startServer({
      IDENTITY_SOURCE: 'kubernetes',
      KUBECONFIG: kubeconfig,
      FREEZE_CLOCK_AT: NOW,
    });
  });

  afterAll(async () => {
    await server.close();
    await cluster.close();
    rmSync(folder, { recursive: true });
  });

  const items = async () => (await server.get('/api/pods')).body.items;

  it('takes samples of pods it has no name for, and names them when it hears of them', async () => {
    const pods = { 'web-1': { values: { memory_bytes: 4_096 } } };
    await server.post('/api/reports', buildReport({ node: 'worker-1', atMs: NOON_MS, pods }));
    expect(await items()).toMatchObject([{ pod: null, uid: 'web-1', memory_bytes: 4_096 }]);
    await until(() => Promise.resolve(cluster.isWatched(PODS)));
    cluster.send(PODS, JSON.stringify({ type: 'ADDED', object: WEB }));
    await until(async () => (await items())[0]?.pod === 'web-7f-abc');
    expect((await server.get('/api/namespaces/shop/pods/web-7f-abc')).body).toMatchObject({
      namespace: 'shop',
      memory_bytes: 4_096,
      phase: 'Running',
    });
  });

  it('tells how it follows the cluster, and is ready though it may not list all of it', async () => {
    await until(async () => {
      const { body } = await server.get('/health');
      return body.cluster_watches.some(({ phase }: { phase: string }) => phase === 'denied');
    });
    const { cluster_watches: watches } = (await server.get('/health')).body;
    expect(watches.map(({ resource }: { resource: string }) => resource).sort()).toEqual([
      'cronjobs',
      'daemonsets',
      'deployments',
      'jobs',
      'namespaces',
      'nodes',
      'pods',
      'replicasets',
      'statefulsets',
    ]);
    expect(watches).toContainEqual({
      resource: 'nodes',
      phase: 'denied',
      synced: false,
      last_heard: null,
      lists: 0,
      watches: 0,
      failures: 1,
      last_error: { timestamp: expect.any(String), reason: 'Refused403' },
    });
    expect((await server.get('/readyz')).status).toBe(200);
    const { body } = await server.get('/metrics');
    expect(body).toContain('kubemonitor_cluster_watch_synced{resource="pods"} 1\n');
    expect(body).toContain('kubemonitor_cluster_watch_synced{resource="nodes"} 0\n');
    expect(body).toContain('kubemonitor_cluster_watch_connected{resource="nodes"} 0\n');
    expect(body).toContain('kubemonitor_cluster_watch_events_total{resource="pods"} 1\n');
    expect(body).toContain('kubemonitor_cluster_watch_failures_total{resource="nodes"} 1\n');
  });

  it('does not start without a way to the cluster', async () => {
    const starting = startServer({ IDENTITY_SOURCE: 'kubernetes', KUBECONFIG: '/nowhere/config' });
    await expect(starting).rejects.toThrow('/nowhere/config cannot be read');
  });
});
