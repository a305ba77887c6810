import { ReviewServer } from './review-server';
import type { TestServer } from './server';
import { startTwoNodes } from './two-nodes';
import { startWholeCluster } from './whole-cluster';

const MIB = 1_048_576;

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

describe('totals of a cluster the server is told of', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startWholeCluster();
  });

  afterAll(() => server.close());

  it('are sums over its nodes and pods, with what is missing', async () => {
    const { body } = await server.get('/api/cluster');
    expect(body).toEqual({
      timestamp: '2026-11-23T12:00:00.000Z',
      age_seconds: 2,
      stale: false,
      scope: 'cluster',
      nodes: { known: 2, reporting: 1, late: 0, silent: 1, not_ready: 1, unschedulable: 1 },
      pods: {
        total: 4,
        unnamed: 0,
        by_phase: { Running: 2, Pending: 1, Succeeded: 1 },
        by_status: { Running: 1, Pending: 1, Completed: 1, CrashLoopBackOff: 1 },
      },
      // web-1, web-2: app each, of no state; crash: app, helper, setup; done: work.
      containers: { total: 6, by_state: { unknown: 2, waiting: 1, running: 1, terminated: 2 } },
      cpu_millicores: 400,
      // 4,000 measured on worker-1, 4 CPUs the cluster tells of worker-2.
      cpu_capacity_millicores: 8_000,
      nodes_from_cluster: { cpu_capacity_millicores: 1, memory_total_bytes: 1 },
      // Of worker-1 alone: 400 of 4,000.
      cpu_percent: 10,
      // Of worker-1 alone: 400 of 2,000 and 1,000,000,000 of 2,000,000,000.
      cpu_allocatable_percent: 20,
      memory_allocatable_percent: 50,
      memory_bytes: 1_000_000_000,
      memory_used_bytes: 1_500_000_000,
      // 8,000,000,000 measured, and 8 GiB.
      memory_total_bytes: 16_589_934_592,
      // 1,000,000,000 of 8,000,000,000.
      memory_percent: 12.5,
      percent_of: {
        cpu_percent: { whole: 4_000, nodes: 1 },
        memory_percent: { whole: 8_000_000_000, nodes: 1 },
        cpu_allocatable_percent: { whole: 2_000, nodes: 1 },
        memory_allocatable_percent: { whole: 2_000_000_000, nodes: 1 },
        cpu_requested_percent: { whole: 4_000, nodes: 2 },
        memory_requested_percent: { whole: 4_000_000_000, nodes: 2 },
        cpu_limited_percent: { whole: 4_000, nodes: 2 },
        memory_limited_percent: { whole: 4_000_000_000, nodes: 2 },
      },
      disk_read_bytes_per_second: null,
      disk_write_bytes_per_second: null,
      network_rx_bytes_per_second: null,
      network_tx_bytes_per_second: null,
      // Two nodes of 2 CPUs, 2,000,000,000 bytes and 100 pods.
      cpu_allocatable_millicores: 4_000,
      memory_allocatable_bytes: 4_000_000_000,
      pods_allocatable: 200,
      // web-1 and web-2; crash sets nothing; done has ended.
      cpu_request_millicores: 400,
      memory_request_bytes: 200 * MIB,
      cpu_limit_millicores: 800,
      memory_limit_bytes: 400 * MIB,
      pods_without_cpu_request: 1,
      pods_without_memory_request: 1,
      pods_without_cpu_limit: 1,
      pods_without_memory_limit: 1,
      cpu_requested_percent: 10,
      cpu_limited_percent: 20,
      // 209,715,200 and 419,430,400 of 4,000,000,000.
      memory_requested_percent: 5.24,
      memory_limited_percent: 10.49,
      pods_in_sums: 2,
      pods_cpu_millicores: 100,
      // 50 MiB and 3,000 bytes.
      pods_memory_bytes: 52_431_800,
      pods_disk_read_bytes_per_second: null,
      pods_disk_write_bytes_per_second: null,
      pods_network_rx_bytes_per_second: null,
      pods_network_tx_bytes_per_second: null,
      missing: {
        disk_read_bytes_per_second: 'not_collected',
        disk_write_bytes_per_second: 'not_collected',
        network_rx_bytes_per_second: 'not_collected',
        network_tx_bytes_per_second: 'not_collected',
        pods_disk_read_bytes_per_second: 'no_pods',
        pods_disk_write_bytes_per_second: 'no_pods',
        pods_network_rx_bytes_per_second: 'no_pods',
        pods_network_tx_bytes_per_second: 'no_pods',
      },
    });
  });

  it('has findings, the worst first', async () => {
    const { body } = await server.get('/api/findings');
    expect(body.metadata).toEqual({
      total: 6,
      counts: { error: 4, warning: 1, info: 1 },
      timestamp: '2026-11-23T12:00:02.000Z',
    });
    const worker2 = { kind: 'node', name: 'worker-2', node: 'worker-2' };
    const crash = {
      kind: 'pod',
      namespace: 'broken',
      name: 'crash',
      node: 'worker-1',
      workload: { kind: 'Pod', name: 'crash' },
    };
    expect(body.items).toEqual([
      {
        severity: 'error',
        code: 'collector_silent',
        ...worker2,
        message: 'Nothing is measured: no collector reports from the node.',
      },
      {
        severity: 'error',
        code: 'crash_loop',
        ...crash,
        container: 'app',
        message: 'Container app crashes again and again; the last time: OOMKilled, exit code 137.',
        values: { containers: ['app'], reason: 'OOMKilled', exit_code: 137 },
        value: 2,
        unit: 'count',
        since: '2026-11-23T11:59:57.000Z',
      },
      {
        severity: 'error',
        code: 'node_not_ready',
        ...worker2,
        message: 'The node is not ready.',
        values: { reason: 'NotReady' },
      },
      {
        severity: 'error',
        code: 'oom_killed',
        ...crash,
        container: 'app',
        message: 'Container app ran out of memory within the last hour and was killed.',
        values: { containers: ['app'] },
        since: '2026-11-23T11:59:57.000Z',
      },
      {
        severity: 'warning',
        code: 'pod_not_scheduled',
        kind: 'pod',
        namespace: 'shop',
        name: 'web-2',
        workload: { kind: 'Deployment', name: 'web' },
        message: 'No node has been found for the pod.',
        // Made at 11:50:00.
        value: 602,
        limit: 30,
        unit: 'seconds',
        since: '2026-11-23T11:50:00.000Z',
      },
      {
        severity: 'info',
        code: 'node_cordoned',
        ...worker2,
        message: 'The node is cordoned: no new pods are put there.',
      },
    ]);
  });

  it('has findings of a namespace, and as many as asked for', async () => {
    const { body } = await server.get('/api/findings?namespace=broken&limit=1');
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['crash_loop']);
    expect(body.metadata).toMatchObject({ total: 2, counts: { error: 2, warning: 0, info: 0 } });
  });
});

describe('totals over time', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('say how many nodes are in each point', async () => {
    const fields =
      'cpu_millicores,cpu_capacity_millicores,disk_read_bytes_per_second,pods_cpu_millicores';
    const { body } = await server.get(`/api/cluster?window=15&fields=${fields}`);
    expect(body).toEqual({
      scope: 'cluster',
      step_seconds: 5,
      resolution: 'raw',
      samples: [
        {
          timestamp: '2026-11-23T11:59:50.000Z',
          nodes: 2,
          cpu_millicores: null,
          cpu_capacity_millicores: 6_000,
          disk_read_bytes_per_second: null,
          pods_cpu_millicores: null,
        },
        {
          timestamp: '2026-11-23T11:59:55.000Z',
          nodes: 2,
          // 4,000,000 µs and 500,000 µs in 5 s.
          cpu_millicores: 900,
          cpu_capacity_millicores: 6_000,
          disk_read_bytes_per_second: 0,
          // web-1 50, db-0 10, web-2 20, bare-db 20; the others did nothing.
          pods_cpu_millicores: 100,
        },
        {
          timestamp: '2026-11-23T12:00:00.000Z',
          nodes: 2,
          // 6,000,000 µs and 500,000 µs in 5 s; 50,000 bytes in 5 s.
          cpu_millicores: 1_300,
          cpu_capacity_millicores: 6_000,
          disk_read_bytes_per_second: 10_000,
          // web-1 70, db-0 20, static-web 2, hostnet 5, web-2 30, tick 1, bare-db 20.
          pods_cpu_millicores: 148,
        },
      ],
    });
  });

  it('count the nodes that report', async () => {
    const { body } = await server.get('/api/cluster');
    expect(body).toMatchObject({ nodes: { known: 2, reporting: 2, late: 0, silent: 0 } });
    expect(body.cpu_millicores).toBe(1_300);
  });

  it('cannot tell the least of a sum', async () => {
    const { status, body } = await server.get('/api/cluster?window=60&stats=min');
    expect(status).toBe(400);
    expect(body.detail).toContain('stats');
  });

  it('finds containers and pods near their memory limit', async () => {
    const { body } = await server.get('/api/findings?namespace=shop');
    // db-0 uses all of its 67,108,864 bytes; it has no container that is known.
    expect(body.items).toContainEqual({
      severity: 'error',
      code: 'memory_near_limit',
      kind: 'pod',
      namespace: 'shop',
      name: 'db-0',
      node: 'worker-1',
      workload: { kind: 'StatefulSet', name: 'db' },
      message: 'The pod uses 100 % of its memory limit; above it, it is killed.',
      values: { percent: 100 },
      value: 67_108_864,
      limit: 67_108_864,
      unit: 'bytes',
    });
  });
});

describe('workloads of all namespaces', () => {
  it('are one list, sorted as asked', async () => {
    const server = await startWholeCluster();
    const { body } = await server.get('/api/workloads?fields=cpu_millicores');
    // Of pods web-1 and web-2, crash; of the cluster idle, nightly, once.
    expect(
      body.items.map((one: { namespace: string; workload: { name: string } }) => [
        one.namespace,
        one.workload.name,
      ]),
    ).toEqual([
      ['batch', 'nightly'],
      ['batch', 'once'],
      ['broken', 'crash'],
      ['shop', 'idle'],
      ['shop', 'web'],
    ]);
    const { body: busiest } = await server.get('/api/workloads?sort=-cpu_millicores&limit=1');
    expect(busiest.items).toMatchObject([{ namespace: 'shop', cpu_millicores: 100 }]);
    const { body: jobs } = await server.get('/api/workloads?kind=job');
    expect(jobs.metadata.total).toBe(1);
    await server.close();
  });
});

describe('a plain host', () => {
  it('says why there are no requests, and no sums over pods', async () => {
    const server = await startTwoNodes({ IDENTITY_SOURCE: 'none', IDENTITY_FILE: undefined });
    const { body } = await server.get('/api/cluster');
    expect(body.cpu_request_millicores).toBeNull();
    expect(body.missing).toMatchObject({
      cpu_request_millicores: 'no_cluster',
      memory_limit_bytes: 'no_cluster',
      pods_cpu_millicores: 'no_identity',
    });
    expect(body.nodes).toEqual({ known: 2, reporting: 2, late: 0, silent: 0 });
    expect(body.pods).toEqual({ total: 8, unnamed: 8 });
    await server.close();
  });
});

describe('rights to the overview', () => {
  const cluster = new ReviewServer();
  let server: TestServer;

  function grant(user: string, resource: 'pods' | 'nodes', namespace?: string): void {
    for (const verb of ['get', 'list']) cluster.grants.push({ user, verb, resource, namespace });
  }

  beforeAll(async () => {
    await cluster.start();
    for (const username of ['all', 'shop', 'shop-and-nodes', 'pods']) {
      cluster.tokens.set(username, { username });
    }
    grant('all', 'pods');
    grant('all', 'nodes');
    grant('shop', 'pods', 'shop');
    grant('shop-and-nodes', 'pods', 'shop');
    grant('shop-and-nodes', 'nodes');
    grant('pods', 'pods');
    server = await startTwoNodes({
      AUTH_READ: 'kubernetes',
      KUBECONFIG: cluster.kubeconfig,
    });
  });

  afterAll(async () => {
    await server.close();
    await cluster.stop();
  });

  it('are those to nodes', async () => {
    for (const token of ['shop', 'pods']) {
      expect((await server.get('/api/cluster', bearer(token))).status).toBe(403);
    }
    expect((await server.get('/api/cluster', bearer('all'))).body.scope).toBe('cluster');
  });

  it('leave pods of other namespaces out', async () => {
    const { body } = await server.get('/api/cluster', bearer('shop-and-nodes'));
    // All nodes; of the pods web-1, web-2 and db-0: 70 + 30 + 20 millicores.
    expect(body).toMatchObject({
      scope: 'namespaces',
      cpu_millicores: 1_300,
      pods: { total: 3, unnamed: 0 },
      pods_in_sums: 3,
      pods_cpu_millicores: 120,
    });
    const window = '/api/cluster?window=15&fields=pods_cpu_millicores';
    const { samples } = (await server.get(window, bearer('shop-and-nodes'))).body;
    expect(samples.at(-1)).toMatchObject({ pods_cpu_millicores: 120 });
  });

  it('leave findings about others out', async () => {
    const { body } = await server.get('/api/findings', bearer('shop'));
    const places = body.items.map((one: { kind: string; namespace?: string }) => [
      one.kind,
      one.namespace,
    ]);
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places.map(String))).toEqual(new Set(['pod,shop']));
  });
});
