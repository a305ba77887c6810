import { buildReport } from './reports';
import { startServer, type TestServer } from './server';

const NOW = '2026-11-23T12:00:02Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('samples posted one by one', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
  });

  afterAll(() => server.close());

  it('of a node: what is given is kept, what is not is left out', async () => {
    const sample = {
      timestamp: '2026-11-23T12:00:00.5Z',
      cpu_millicores: 1_250.5,
      memory_bytes: 2_000_000,
    };
    const { status, body } = await server.post('/api/nodes/edge-1', sample);
    expect({ status, body }).toEqual({ status: 200, body: { result: 'stored' } });
    expect((await server.get('/api/nodes/edge-1')).body).toEqual({
      timestamp: '2026-11-23T12:00:00.500Z',
      node: 'edge-1',
      pods: 0,
      cpu_millicores: 1_250.5,
      memory_bytes: 2_000_000,
      age_seconds: 1.5,
      stale: false,
    });
  });

  it('without a time are of now', async () => {
    await server.post('/api/nodes/edge-2', { memory_bytes: 0 });
    expect((await server.get('/api/nodes/edge-2')).body).toMatchObject({
      timestamp: '2026-11-23T12:00:02.000Z',
      memory_bytes: 0,
    });
  });

  it('of a pod: named by the sender, with the sum of its deployment', async () => {
    const sample = {
      timestamp: '2026-11-23T12:00:00Z',
      namespace: 'shop',
      node: 'edge-1',
      deployment: 'web',
      cpu_millicores: 120.5,
      memory_bytes: 970_752,
      disk_read_bytes: 4_096,
      disk_write_bytes: 8_192,
      network_rx_bytes: 223_299,
      network_tx_bytes: 40_070_297,
    };
    expect((await server.post('/api/pods/web-0', sample)).body).toEqual({ result: 'stored' });
    const { body } = await server.get('/api/pods/web-0');
    expect(body).toMatchObject({
      namespace: 'shop',
      pod: 'web-0',
      node: 'edge-1',
      deployment: 'web',
      workload: { kind: 'Deployment', name: 'web' },
      cpu_millicores: 120.5,
      memory_bytes: 970_752,
      disk_read_bytes: 4_096,
      disk_write_bytes: 8_192,
      network_rx_bytes: 223_299,
      network_tx_bytes: 40_070_297,
      labels: {},
      containers: [],
      missing: { network_rx_bytes_per_second: 'first_sample' },
    });
    expect(body).not.toHaveProperty('uid');
    expect((await server.get('/api/namespaces/shop/deployments/web')).body).toMatchObject({
      pods: 1,
      cpu_millicores: 120.5,
      network_tx_bytes: 40_070_297,
    });
    expect((await server.get('/api/nodes/edge-1/pods')).body.items).toHaveLength(1);
  });

  it('of a pod with nothing but a number: in the default namespace, on no known node', async () => {
    await server.post('/api/pods/alone', { timestamp: '2026-11-23T12:00:00Z', memory_bytes: 1 });
    expect((await server.get('/api/namespaces/default/pods/alone')).body).toMatchObject({
      namespace: 'default',
      node: 'unknown',
      workload: { kind: 'Pod', name: 'alone' },
    });
    expect((await server.get('/api/nodes/unknown')).status).toBe(404);
  });

  it('give rates of their counters, as those of reports do', async () => {
    const post = (timestamp: string, network_rx_bytes: number) =>
      server.post('/api/pods/counting', { timestamp, network_rx_bytes });
    await post('2026-11-23T11:59:50Z', 1_000);
    await post('2026-11-23T11:59:54Z', 3_000);
    await post('2026-11-23T12:00:01Z', 4_400);
    const { body } = await server.get('/api/pods/counting');
    // 11:59:54 lies in the tick of 11:59:50 and takes the place of the sample before:
    // 1,400 bytes in the 7 s to 12:00:01.
    expect(body).toMatchObject({ network_rx_bytes: 4_400, network_rx_bytes_per_second: 200 });
    const { body: window } = await server.get(
      '/api/pods/counting?window=60&fields=network_rx_bytes,network_rx_bytes_per_second',
    );
    expect(window.samples).toEqual([
      {
        timestamp: '2026-11-23T11:59:50.000Z',
        network_rx_bytes: 3_000,
        network_rx_bytes_per_second: null,
      },
      {
        timestamp: '2026-11-23T12:00:00.000Z',
        network_rx_bytes: 4_400,
        network_rx_bytes_per_second: 200,
      },
    ]);
  });

  it('of one tick add up: a second one brings what the first did not', async () => {
    const timestamp = '2026-11-23T12:00:00Z';
    await server.post('/api/nodes/parts', { timestamp, memory_bytes: 5, cpu_millicores: 1 });
    await server.post('/api/nodes/parts', { timestamp, cpu_millicores: 2 });
    expect((await server.get('/api/nodes/parts')).body).toMatchObject({
      memory_bytes: 5,
      cpu_millicores: 2,
    });
  });

  it('win over what a report counts, in the field they give', async () => {
    for (const [secondsAgo, cpu] of [
      [5, 1_000_000],
      [0, 1_500_000],
    ]) {
      const host = { cpu_usage_microseconds: cpu, memory_bytes: 3 };
      const report = buildReport({ node: 'both', atMs: NOON_MS - secondsAgo * 1_000, host });
      expect((await server.post('/api/reports', report)).status).toBe(200);
    }
    expect((await server.get('/api/nodes/both')).body.cpu_millicores).toBe(100);
    await server.post('/api/nodes/both', { timestamp: '2026-11-23T12:00:00Z', cpu_millicores: 7 });
    expect((await server.get('/api/nodes/both')).body).toMatchObject({
      cpu_millicores: 7,
      memory_bytes: 3,
    });
  });

  it.each([
    ['an empty body', {}, 400, undefined],
    ['a name and no number', { namespace: 'shop' }, 400, undefined],
    ['a time that is none', { timestamp: 'garbage', memory_bytes: 1 }, 400, 'timestamp'],
    ['a day', { timestamp: '2026-11-23', memory_bytes: 1 }, 400, 'timestamp'],
    ['a time in seconds', { timestamp: 1_795_435_200, memory_bytes: 1 }, 400, 'timestamp'],
    ['a time long ago', { timestamp: '2026-11-23T10:59:00Z', memory_bytes: 1 }, 422, undefined],
    ['a time to come', { timestamp: '2026-11-23T12:02:00Z', memory_bytes: 1 }, 422, undefined],
    ['a text', { memory_bytes: '1' }, 400, 'memory_bytes'],
    ['half a byte', { memory_bytes: 0.5 }, 400, 'memory_bytes'],
    ['a negative', { cpu_millicores: -0.1 }, 400, 'cpu_millicores'],
    ['2^63', { network_rx_bytes: 2 ** 63 }, 400, 'network_rx_bytes'],
    ['2^53', { network_rx_bytes: 2 ** 53 }, 400, 'network_rx_bytes'],
    ['null', { memory_bytes: null }, 400, 'memory_bytes'],
    ['another metric', { memory_bytes: 1, pids: 3 }, 400, 'pids'],
    ['a namespace of a node', { memory_bytes: 1, namespace: '' }, 400, 'namespace'],
  ])('are refused with %s', async (_case, sample, status, field) => {
    for (const path of ['/api/pods/refused', '/api/nodes/refused']) {
      const answer = await server.post(path, sample);
      expect([path, answer.status]).toEqual([path, status]);
      if (field !== undefined) expect(answer.body.errors[0].field).toBe(field);
    }
    expect((await server.get('/api/pods/refused')).status).toBe(404);
    expect((await server.get('/api/nodes/refused')).status).toBe(404);
  });

  it('hold the greatest whole number that is exact', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    await server.post('/api/nodes/most', {
      timestamp: '2026-11-23T12:00:00Z',
      memory_bytes: most,
      disk_read_bytes: most,
    });
    const { body } = await server.get('/api/nodes/most');
    expect(body).toMatchObject({ memory_bytes: most, disk_read_bytes: most });
  });
});
