import { startTwoNodes } from './two-nodes';
import type { TestServer } from './server';

/** What all sums below have in common: made at noon, asked for two seconds later. */
const FRESH = { timestamp: '2026-11-23T12:00:00.000Z', age_seconds: 2, stale: false };

describe('sums over pods', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('of all namespaces', async () => {
    const { body } = await server.get('/api/namespaces');
    expect(body.metadata.total).toBe(4);
    expect(body.items).toMatchObject([
      { namespace: 'batch', pods: 2, cpu_millicores: 21, memory_bytes: 8_000_000 },
      { namespace: 'infra', pods: 1, cpu_millicores: 5, memory_bytes: 3_000_000 },
      { namespace: 'kube-system', pods: 1, cpu_millicores: 2, memory_bytes: 1_000_000 },
      { namespace: 'shop', pods: 3, cpu_millicores: 120, memory_bytes: 124_857_600 },
    ]);
  });

  it('of one namespace', async () => {
    const { body } = await server.get('/api/namespaces/shop');
    expect(body).toEqual({
      ...FRESH,
      namespace: 'shop',
      pods: 3,
      // 70 + 20 + 30.
      cpu_millicores: 120,
      // 37,748,736 + 67,108,864 + 20,000,000.
      memory_bytes: 124_857_600,
      disk_read_bytes: 4_096,
      disk_read_bytes_per_second: 819.2,
      disk_write_bytes: 8_192,
      disk_write_bytes_per_second: 0,
      network_rx_bytes: 4_100,
      network_rx_bytes_per_second: 400,
      network_tx_bytes: 1_250,
      network_tx_bytes_per_second: 150,
    });
  });

  it('are null where no pod has the value', async () => {
    const { body } = await server.get('/api/namespaces/infra?fields=network_rx_bytes,pids');
    expect(body).toEqual({
      ...FRESH,
      namespace: 'infra',
      pods: 1,
      network_rx_bytes: null,
      missing: { network_rx_bytes: 'no_pods' },
    });
  });

  it('of a deployment, over nodes', async () => {
    const { body } = await server.get('/api/namespaces/shop/deployments/web');
    expect(body).toMatchObject({
      namespace: 'shop',
      deployment: 'web',
      workload: { kind: 'Deployment', name: 'web' },
      pods: 2,
      cpu_millicores: 100,
      memory_bytes: 57_748_736,
    });
  });

  it('of the deployments of a namespace', async () => {
    const { body } = await server.get('/api/namespaces/shop/deployments');
    expect(body.metadata.total).toBe(1);
    expect(body.items).toMatchObject([{ deployment: 'web', pods: 2 }]);
    const { body: none } = await server.get('/api/namespaces/batch/deployments');
    expect(none).toMatchObject({ items: [], metadata: { total: 0 } });
  });

  it('of the workloads of a namespace', async () => {
    const { body: shop } = await server.get('/api/namespaces/shop/workloads');
    expect(shop.items).toMatchObject([
      { workload: { kind: 'Deployment', name: 'web' }, deployment: 'web', cpu_millicores: 100 },
      { workload: { kind: 'StatefulSet', name: 'db' }, cpu_millicores: 20, pods: 1 },
    ]);
    expect(shop.items[1]).not.toHaveProperty('deployment');
    const { body: batch } = await server.get('/api/namespaces/batch/workloads');
    expect(batch.items).toMatchObject([
      { workload: { kind: 'CronJob', name: 'tick' }, cpu_millicores: 1 },
      { workload: { kind: 'Pod', name: 'db-0' }, cpu_millicores: 20 },
    ]);
  });

  it.each(['StatefulSet', 'statefulset', 'statefulsets', 'STATEFULSETS'])(
    'of a workload whose kind is written %s',
    async (kind) => {
      const path = `/api/namespaces/shop/workloads/${kind}/db`;
      expect((await server.get(path)).body).toMatchObject({
        workload: { kind: 'StatefulSet', name: 'db' },
        cpu_millicores: 20,
      });
      const { body } = await server.get(`${path}/pods`);
      expect(body.items).toMatchObject([{ pod: 'db-0', namespace: 'shop', cpu_millicores: 20 }]);
      const { body: list } = await server.get(`/api/namespaces/shop/workloads?kind=${kind}`);
      expect(list.items).toMatchObject([{ workload: { name: 'db' } }]);
    },
  );

  it.each([
    ['batch', 'cronjobs', 'tick', ['tick-1795425360-smc4m']],
    ['batch', 'pods', 'db-0', ['db-0']],
    ['kube-system', 'staticpods', 'static-web', ['static-web-worker-1']],
    ['shop', 'deployments', 'web', ['web-cc944f86-2wm5w', 'web-cc944f86-k9znf']],
  ])('have their pods: %s %s %s', async (namespace, kind, name, pods) => {
    const path = `/api/namespaces/${namespace}/workloads/${kind}/${name}/pods`;
    const { body } = await server.get(path);
    expect(body.items.map(({ pod }: { pod: string }) => pod)).toEqual(pods);
  });

  it('have their pods: those of a deployment', async () => {
    const { body } = await server.get('/api/namespaces/shop/deployments/web/pods?node=worker-2');
    expect(body.items).toMatchObject([{ pod: 'web-cc944f86-k9znf', cpu_millicores: 30 }]);
  });
});
