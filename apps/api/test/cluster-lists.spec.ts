import type { TestServer } from './server';
import { startTwoNodes } from './two-nodes';
import { startWholeCluster } from './whole-cluster';

const MIB = 1_048_576;
const FRESH = { timestamp: '2026-11-23T12:00:00.000Z', age_seconds: 2, stale: false };

describe('lists that know the cluster', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startWholeCluster();
  });

  afterAll(() => server.close());

  it('have a node with what it may give and what is set aside on it', async () => {
    const { body } = await server.get('/api/nodes/worker-1');
    expect(body).toEqual({
      ...FRESH,
      node: 'worker-1',
      ready: true,
      schedulable: true,
      // web-1 and crash; done has ended.
      pods: 2,
      pods_capacity: 110,
      pods_allocatable: 100,
      cpu_millicores: 400,
      cpu_capacity_millicores: 4_000,
      cpu_allocatable_millicores: 2_000,
      cpu_percent: 10,
      cpu_allocatable_percent: 20,
      cpu_request_millicores: 200,
      cpu_requested_percent: 10,
      memory_bytes: 1_000_000_000,
      memory_total_bytes: 8_000_000_000,
      memory_available_bytes: 6_500_000_000,
      memory_used_bytes: 1_500_000_000,
      memory_capacity_bytes: 8_589_934_592,
      memory_allocatable_bytes: 2_000_000_000,
      memory_percent: 12.5,
      memory_allocatable_percent: 50,
      memory_request_bytes: 100 * MIB,
      // 104,857,600 of 2,000,000,000.
      memory_requested_percent: 5.24,
      // web-1 alone has limits; crash has neither requests nor limits.
      cpu_limit_millicores: 400,
      memory_limit_bytes: 200 * MIB,
      pods_without_cpu_request: 1,
      pods_without_memory_request: 1,
      pods_without_cpu_limit: 1,
      pods_without_memory_limit: 1,
    });
  });

  it('have a node without a collector', async () => {
    const { body } = await server.get('/api/nodes/worker-2?fields=cpu_millicores,memory_bytes');
    expect(body).toEqual({
      timestamp: null,
      node: 'worker-2',
      ready: false,
      schedulable: false,
      pods: 0,
      pods_capacity: 110,
      pods_allocatable: 100,
      cpu_allocatable_millicores: 2_000,
      cpu_requested_percent: 0,
      memory_capacity_bytes: 8_589_934_592,
      memory_allocatable_bytes: 2_000_000_000,
      memory_requested_percent: 0,
      cpu_millicores: null,
      memory_bytes: null,
      missing: { cpu_millicores: 'not_reported', memory_bytes: 'not_reported' },
    });
    const { body: list } = await server.get('/api/nodes');
    expect(list.metadata.total).toBe(2);
    expect(list.items[1]).toMatchObject({
      node: 'worker-2',
      cpu_millicores: null,
      // The cluster tells what no collector does.
      cpu_capacity_millicores: 4_000,
    });
    expect((await server.get('/api/nodes/worker-2/pods')).body.items).toEqual([]);
    expect((await server.get('/api/nodes/worker-2?window=60')).body.samples).toEqual([]);
    expect((await server.get('/api/nodes?window=60')).body.metadata.total).toBe(1);
  });

  it.each([
    ['/api/nodes?sort=cpu_requested_percent', 'node', ['worker-2', 'worker-1']],
    ['/api/nodes?sort=-pods', 'node', ['worker-1', 'worker-2']],
    ['/api/nodes?sort=-cpu_allocatable_percent', 'node', ['worker-1', 'worker-2']],
    [
      '/api/namespaces?sort=-cpu_request_millicores',
      'namespace',
      ['shop', 'batch', 'broken', 'empty'],
    ],
    ['/api/namespaces?sort=-memory_bytes', 'namespace', ['shop', 'broken', 'batch', 'empty']],
    ['/api/namespaces/shop/deployments?sort=-desired_pods', 'deployment', ['web', 'idle']],
    ['/api/namespaces/shop/deployments?sort=ready_pods', 'deployment', ['idle', 'web']],
    ['/api/namespaces/shop/deployments?sort=-cpu_request_percent', 'deployment', ['web', 'idle']],
  ])('are sorted: %s', async (path, member, names) => {
    const { body } = await server.get(path);
    expect(body.items.map((item: Record<string, unknown>) => item[member])).toEqual(names);
  });

  it('have the sums of a namespace beside what its pods were promised', async () => {
    const { body } = await server.get('/api/namespaces/shop');
    expect(body).toEqual({
      ...FRESH,
      namespace: 'shop',
      phase: 'Active',
      // Only web-1 has samples; both are promised 200m and 100 MiB, and up to twice that.
      pods: 1,
      cpu_millicores: 100,
      cpu_request_millicores: 400,
      cpu_limit_millicores: 800,
      cpu_request_percent: 25,
      cpu_limit_percent: 12.5,
      memory_bytes: 50 * MIB,
      memory_request_bytes: 200 * MIB,
      memory_limit_bytes: 400 * MIB,
      memory_request_percent: 25,
      memory_limit_percent: 12.5,
    });
  });

  it('have no shares of sums that lack a pod, and say how many', async () => {
    const { body } = await server.get('/api/namespaces/broken');
    expect(body).toMatchObject({
      memory_bytes: 3_000,
      pods_without_cpu_request: 1,
      pods_without_memory_request: 1,
      pods_without_cpu_limit: 1,
      pods_without_memory_limit: 1,
    });
    for (const absent of [
      'cpu_request_millicores',
      'cpu_request_percent',
      'cpu_limit_millicores',
      'cpu_limit_percent',
    ]) {
      expect(body).not.toHaveProperty(absent);
    }
  });

  it.each([
    ['/api/namespaces/empty', { namespace: 'empty', phase: 'Terminating' }],
    // Its only pod has ended: what it used last is not what the namespace uses now.
    ['/api/namespaces/batch', { namespace: 'batch', phase: 'Active' }],
    [
      '/api/namespaces/shop/deployments/idle',
      {
        namespace: 'shop',
        deployment: 'idle',
        workload: { kind: 'Deployment', name: 'idle' },
        desired_pods: 0,
        ready_pods: 0,
      },
    ],
    [
      '/api/namespaces/batch/workloads/cronjobs/nightly',
      { namespace: 'batch', workload: { kind: 'CronJob', name: 'nightly' } },
    ],
    [
      '/api/namespaces/batch/workloads/jobs/once',
      { namespace: 'batch', workload: { kind: 'Job', name: 'once' }, desired_pods: 0 },
    ],
  ])('have what has no pods: %s', async (path, members) => {
    const { status, body } = await server.get(`${path}?fields=memory_bytes`);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        timestamp: null,
        ...members,
        pods: 0,
        memory_bytes: null,
        missing: { memory_bytes: 'no_pods' },
      },
    });
  });

  it('have what has no pods in its place', async () => {
    const { body } = await server.get('/api/namespaces');
    expect(body.items).toMatchObject([
      { namespace: 'batch', pods: 0, memory_bytes: null },
      { namespace: 'broken', pods: 1, memory_bytes: 3_000 },
      { namespace: 'empty', pods: 0, memory_bytes: null },
      { namespace: 'shop', pods: 1, memory_bytes: 50 * MIB },
    ]);
    const { body: web } = await server.get('/api/namespaces/shop/workloads');
    expect(web.items).toMatchObject([
      { deployment: 'idle', pods: 0, desired_pods: 0 },
      { deployment: 'web', pods: 1, desired_pods: 2, ready_pods: 1, cpu_request_millicores: 400 },
    ]);
    const { body: jobs } = await server.get('/api/namespaces/batch/workloads?kind=cronjob');
    expect(jobs.items).toMatchObject([{ workload: { name: 'nightly' } }]);
  });

  it('have the pods of what has none, and the past of what had some', async () => {
    const idle = '/api/namespaces/shop/deployments/idle';
    expect((await server.get(`${idle}/pods`)).body.items).toEqual([]);
    expect((await server.get(`${idle}?window=60`)).body).toMatchObject({ samples: [] });
    const { body } = await server.get('/api/namespaces/batch?window=60');
    expect(body.samples).toMatchObject([{ memory_bytes: 5_000 }]);
    const { body: list } = await server.get('/api/namespaces?window=60');
    expect(list.items.map(({ namespace }: { namespace: string }) => namespace)).toEqual([
      'batch',
      'broken',
      'shop',
    ]);
  });

  it('know what is not there', async () => {
    for (const path of [
      '/api/nodes/worker-3',
      '/api/namespaces/none',
      '/api/namespaces/shop/deployments/none',
      '/api/namespaces/shop/workloads/cronjobs/nightly',
    ]) {
      expect([path, (await server.get(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('lists that know only pods', () => {
  it('lack what the cluster would tell, and nothing else', async () => {
    const server = await startTwoNodes();
    const { body: node } = await server.get('/api/nodes/worker-1');
    const { body: sum } = await server.get('/api/namespaces/shop');
    for (const absent of [
      ...['ready', 'schedulable', 'pods_capacity', 'cpu_allocatable_millicores'],
      ...['cpu_request_millicores', 'cpu_requested_percent', 'cpu_allocatable_percent', 'phase'],
      ...['pods_without_cpu_request', 'cpu_request_percent', 'desired_pods'],
    ]) {
      expect(node).not.toHaveProperty(absent);
      expect(sum).not.toHaveProperty(absent);
    }
    expect((await server.get('/api/pods/web-1')).body).not.toHaveProperty('cpu_node_percent');
    const { body: sorted } = await server.get('/api/nodes?sort=-cpu_requested_percent');
    expect(sorted.items).toHaveLength(2);
    await server.close();
  });
});
