import { NOON_MS, startTwoNodes } from './two-nodes';
import type { TestServer } from './server';

const TIMES = ['2026-11-23T11:59:50.000Z', '2026-11-23T11:59:55.000Z', '2026-11-23T12:00:00.000Z'];

/** Points of a window, oldest first: the times above, and each field's value at them. */
function points(values: Record<string, readonly (number | null)[]>): object[] {
  return TIMES.map((timestamp, at) => ({
    timestamp,
    ...Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list[at]])),
  }));
}

function samplesOf(timestamps: readonly string[]) {
  return { samples: timestamps.map((timestamp) => expect.objectContaining({ timestamp })) };
}

describe('windows', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('of a node: a point each interval, no rate at the first', async () => {
    const { status, body } = await server.get(
      '/api/nodes/worker-1?window=60&fields=cpu_millicores,memory_used_bytes,disk_read_bytes,disk_read_bytes_per_second,load_1m',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ node: 'worker-1', step_seconds: 5, resolution: 'raw' });
    expect(body.samples).toEqual(
      points({
        cpu_millicores: [null, 800, 1_200],
        memory_used_bytes: [2_500_000_000, 2_500_000_000, 2_500_000_000],
        disk_read_bytes: [1_000_000, 1_000_000, 1_050_000],
        disk_read_bytes_per_second: [null, 0, 10_000],
        load_1m: [0.4, 0.42, 0.46],
      }),
    );
    for (const latest of ['timestamp', 'age_seconds', 'stale']) {
      expect(body).not.toHaveProperty(latest);
    }
  });

  it('of a pod and its containers', async () => {
    const { body } = await server.get(
      '/api/pods/web-1?window=60&fields=cpu_millicores,memory_bytes',
    );
    expect(body).toMatchObject({ pod: 'web-cc944f86-2wm5w', step_seconds: 5, resolution: 'raw' });
    expect(body.samples).toEqual(
      points({
        cpu_millicores: [null, 50, 70],
        memory_bytes: [30_000_000, 34_000_000, 37_748_736],
      }),
    );
    expect(body.containers).toMatchObject([
      { container: 'app', samples: points({ cpu_millicores: [null, 40, 60] }) },
      { container: 'sidecar', samples: points({ cpu_millicores: [null, 10, 10] }) },
    ]);
    expect(body.containers).toHaveLength(2);
  });

  it('count the time between readings, not between ticks', async () => {
    const { body } = await server.get(
      '/api/namespaces/shop/pods/db-0?window=60&fields=cpu_millicores',
    );
    // 50,900 µs in 5.09 s, 105,000 µs in 5.25 s.
    expect(body.samples).toEqual(points({ cpu_millicores: [null, 10, 20] }));
  });

  it('keep what is absent null', async () => {
    const { body } = await server.get(
      '/api/pods/hostnet?window=60&fields=network_rx_bytes,cpu_throttled_ratio,cpu_millicores',
    );
    expect(body.samples).toEqual(
      points({
        cpu_millicores: [null, 0, 5],
        cpu_throttled_ratio: [null, 0, 0],
        network_rx_bytes: [null, null, null],
      }),
    );
  });

  it('of a list of pods', async () => {
    const { body } = await server.get(
      '/api/namespaces/shop/pods?window=60&fields=cpu_millicores,network_tx_bytes_per_second',
    );
    expect(body).toMatchObject({ step_seconds: 5, resolution: 'raw', metadata: { total: 3 } });
    expect(body.items).toEqual([
      expect.objectContaining({
        pod: 'db-0',
        samples: points({
          cpu_millicores: [null, 10, 20],
          network_tx_bytes_per_second: [null, 0, 0],
        }),
      }),
      expect.objectContaining({
        uid: 'web-1',
        deployment: 'web',
        samples: points({
          cpu_millicores: [null, 50, 70],
          network_tx_bytes_per_second: [null, 0, 50],
        }),
      }),
      expect.objectContaining({
        uid: 'web-2',
        samples: points({
          cpu_millicores: [null, 20, 30],
          network_tx_bytes_per_second: [null, 0, 100],
        }),
      }),
    ]);
  });

  it('of lists of nodes and cgroups', async () => {
    const { body } = await server.get('/api/nodes?window=60&fields=cpu_millicores');
    expect(body.items).toMatchObject([
      { node: 'worker-1', samples: points({ cpu_millicores: [null, 800, 1_200] }) },
      { node: 'worker-2', samples: points({ cpu_millicores: [null, 100, 100] }) },
    ]);
    const { body: cgroups } = await server.get(
      '/api/nodes/worker-1/cgroups?window=60&fields=cpu_millicores',
    );
    expect(cgroups.items).toEqual([
      {
        node: 'worker-1',
        cgroup: '/system.slice/cron.service',
        samples: points({ cpu_millicores: [null, 0, 0] }),
      },
      {
        node: 'worker-1',
        cgroup: '/system.slice/ssh.service',
        samples: points({ cpu_millicores: [null, 1, 1] }),
      },
    ]);
  });

  it('of sums: a namespace, a deployment, a workload, lists of them', async () => {
    const query = 'window=60&fields=cpu_millicores,network_rx_bytes';
    const { body: shop } = await server.get(`/api/namespaces/shop?${query}`);
    // 50 + 10 + 20, then 70 + 20 + 30; received: 1,000 + 0 + 100 at first.
    const ofShop = points({
      cpu_millicores: [null, 80, 120],
      network_rx_bytes: [1_100, 2_100, 4_100],
    });
    expect(shop).toEqual({
      namespace: 'shop',
      step_seconds: 5,
      resolution: 'raw',
      samples: ofShop,
    });
    const { body: all } = await server.get(`/api/namespaces?${query}&limit=0`);
    expect(all.items[3]).toEqual({ namespace: 'shop', samples: ofShop });
    expect(all.metadata.total).toBe(4);

    const { body: web } = await server.get(`/api/namespaces/shop/deployments/web?${query}`);
    const ofWeb = points({
      cpu_millicores: [null, 70, 100],
      network_rx_bytes: [1_100, 2_100, 4_100],
    });
    expect(web).toMatchObject({ deployment: 'web', samples: ofWeb });
    const { body: deployments } = await server.get(`/api/namespaces/shop/deployments?${query}`);
    expect(deployments.items).toMatchObject([{ deployment: 'web', samples: ofWeb }]);
    const { body: tick } = await server.get(
      `/api/namespaces/batch/workloads/cronjob/tick?${query}`,
    );
    expect(tick.samples).toEqual(
      points({ cpu_millicores: [null, 0, 1], network_rx_bytes: [0, 0, 0] }),
    );
    const { body: pods } = await server.get(`/api/namespaces/shop/deployments/web/pods?${query}`);
    expect(pods.items).toHaveLength(2);
  });

  it('of longer steps: rates over the whole step, gauges as means, counters as they end', async () => {
    // Steps begin at whole multiples of 10 s: 11:59:50 holds two readings, 12:00:00 one.
    const { body } = await server.get(
      '/api/pods/web-1?window=60&step=10&stats=min,max,p95&fields=cpu_millicores,memory_bytes,network_rx_bytes',
    );
    expect(body.step_seconds).toBe(10);
    expect(body.samples).toEqual([
      {
        timestamp: '2026-11-23T11:59:50.000Z',
        cpu_millicores: 50,
        cpu_millicores_min: 50,
        cpu_millicores_max: 50,
        cpu_millicores_p95: 50,
        memory_bytes: 32_000_000,
        memory_bytes_min: 30_000_000,
        memory_bytes_max: 34_000_000,
        memory_bytes_p95: 34_000_000,
        network_rx_bytes: 2_000,
        network_rx_bytes_min: 1_000,
        network_rx_bytes_max: 2_000,
        network_rx_bytes_p95: 2_000,
      },
      {
        timestamp: '2026-11-23T12:00:00.000Z',
        cpu_millicores: 70,
        cpu_millicores_min: 70,
        cpu_millicores_max: 70,
        cpu_millicores_p95: 70,
        memory_bytes: 37_748_736,
        memory_bytes_min: 37_748_736,
        memory_bytes_max: 37_748_736,
        memory_bytes_p95: 37_748_736,
        network_rx_bytes: 4_000,
        network_rx_bytes_min: 4_000,
        network_rx_bytes_max: 4_000,
        network_rx_bytes_p95: 4_000,
      },
    ]);
  });

  it('of one long step', async () => {
    // 11:59:00 to 12:00:00 holds the first two readings: 250,000 µs in 5 s.
    const { body } = await server.get('/api/pods/web-1?window=60&step=60&fields=cpu_millicores');
    expect(body.samples).toEqual([
      { timestamp: '2026-11-23T11:59:00.000Z', cpu_millicores: 50 },
      { timestamp: '2026-11-23T12:00:00.000Z', cpu_millicores: 70 },
    ]);
  });

  it.each([
    ['start=2026-11-23T11:59:50Z&end=2026-11-23T12:00:00Z', TIMES.slice(0, 2)],
    ['start=2026-11-23T11:59:55Z', TIMES.slice(1)],
    ['start=2026-11-23T12:59:55%2B01:00', TIMES.slice(1)],
    ['start=2026-11-23t11:59:55.5z', TIMES.slice(1)],
    ['window=5&end=2026-11-23T12:00:00Z', TIMES.slice(1, 2)],
    ['window=1', TIMES.slice(2)],
    ['window=31622400', TIMES],
    ['start=1970-01-01T00:00:00Z&end=9999-12-31T23:59:59Z', TIMES],
  ])('from a time to a time: %s', async (query, times) => {
    const { status, body } = await server.get(`/api/nodes/worker-1?${query}`);
    expect(status).toBe(200);
    expect(body).toMatchObject(samplesOf(times));
    expect(body.samples).toHaveLength(times.length);
  });

  it('of times without samples are empty', async () => {
    for (const query of [
      'start=2026-11-23T11:00:10Z&end=2026-11-23T11:30:00Z',
      'start=2020-01-01T00:00:00Z&end=2020-01-02T00:00:00Z',
      'start=2030-01-01T00:00:00Z&end=2030-01-02T00:00:00Z',
    ]) {
      expect((await server.get(`/api/nodes/worker-1?${query}`)).body.samples).toEqual([]);
      expect((await server.get(`/api/pods?${query}`)).body.items).toEqual([]);
      expect((await server.get(`/api/namespaces?${query}`)).body.items).toEqual([]);
      expect((await server.get(`/api/pods/web-1?${query}`)).status).toBe(404);
      expect((await server.get(`/api/namespaces/shop?${query}`)).status).toBe(404);
    }
  });

  it.each([
    ['window=0', 'window'],
    ['window=-60', 'window'],
    ['window=abc', 'window'],
    ['window=NaN', 'window'],
    ['window=Infinity', 'window'],
    ['window=31622401', 'window'],
    ['window=60&step=0', 'step'],
    ['step=5', 'step'],
    ['end=2026-11-23T12:00:00Z', 'end'],
    ['stats=max', 'stats'],
    ['window=60&stats=median', 'stats'],
    ['window=60&start=2026-11-23T12:00:00Z', 'start'],
    ['start=2026-11-23T12:00:00Z&end=2026-11-23T11:00:00Z', 'start'],
    ['start=yesterday', 'start'],
    ['start=2026-11-23', 'start'],
    ['start=2026-11-23T12:00:00', 'start'],
    ['start=2026-13-01T00:00:00Z', 'start'],
    ['start=1795435200', 'start'],
    ['window=60&end=tomorrow', 'end'],
  ])('refuse %s', async (query, field) => {
    for (const path of ['/api/nodes', '/api/nodes/worker-1', '/api/pods', '/api/namespaces/shop']) {
      const { status, body } = await server.get(`${path}?${query}`);
      expect([status, body.errors?.[0].field]).toEqual([400, field]);
    }
  });

  it('are named after the moment they begin', () => {
    expect(Date.parse(TIMES[2])).toBe(NOON_MS);
  });
});
