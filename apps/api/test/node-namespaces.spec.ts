import { writeLists } from './cluster';
import { buildReport, type PodRow } from './reports';
import { startServer, type TestServer } from './server';
import { NOON_MS, startTwoNodes } from './two-nodes';

describe('the namespaces on a node', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('are sums over its pods alone', async () => {
    const { body } = await server.get('/api/nodes/worker-1/namespaces?fields=cpu_millicores');
    const now = { timestamp: '2026-11-23T12:00:00.000Z', age_seconds: 2, stale: false };
    expect(body.items).toEqual([
      // hostnet: 25,000 µs in 5 s; static-web: 10,000 µs.
      { ...now, node: 'worker-1', namespace: 'infra', pods: 1, cpu_millicores: 5 },
      { ...now, node: 'worker-1', namespace: 'kube-system', pods: 1, cpu_millicores: 2 },
      // web-1: 350,000 µs in 5 s; db-0: 105,000 µs in 5.25 s. web-2 runs on worker-2.
      { ...now, node: 'worker-1', namespace: 'shop', pods: 2, cpu_millicores: 90 },
    ]);
    expect(body.metadata.total).toBe(3);
  });

  it('are sorted as asked, page by page', async () => {
    const path = '/api/nodes/worker-1/namespaces?sort=-cpu_millicores&limit=2';
    const { body } = await server.get(path);
    const names = (items: { namespace: string }[]) => items.map(({ namespace }) => namespace);
    expect(names(body.items)).toEqual(['shop', 'infra']);
    const { body: rest } = await server.get(`${path}&continue=${body.metadata.continue}`);
    expect(names(rest.items)).toEqual(['kube-system']);
  });

  it('have time series with the time stamps of all others', async () => {
    const { body } = await server.get(
      '/api/nodes/worker-1/namespaces?window=15&fields=cpu_millicores,memory_bytes',
    );
    expect(body).toMatchObject({ step_seconds: 5, resolution: 'raw' });
    expect(body.items[2]).toEqual({
      node: 'worker-1',
      namespace: 'shop',
      // web-1 and db-0, whose 67,108,864 bytes do not change.
      samples: [
        {
          timestamp: '2026-11-23T11:59:50.000Z',
          cpu_millicores: null,
          memory_bytes: 97_108_864,
        },
        // 250,000 µs in 5 s and 50,900 µs in 5.09 s.
        { timestamp: '2026-11-23T11:59:55.000Z', cpu_millicores: 60, memory_bytes: 101_108_864 },
        { timestamp: '2026-11-23T12:00:00.000Z', cpu_millicores: 90, memory_bytes: 104_857_600 },
      ],
    });
    const { body: long } = await server.get(
      '/api/nodes/worker-1/namespaces?window=15&step=15&fields=cpu_millicores,memory_bytes',
    );
    expect(long.items[2].samples).toEqual([
      // The mean of the memory at :50 and :55; the one interval there is.
      { timestamp: '2026-11-23T11:59:45.000Z', cpu_millicores: 60, memory_bytes: 99_108_864 },
      { timestamp: '2026-11-23T12:00:00.000Z', cpu_millicores: 90, memory_bytes: 104_857_600 },
    ]);
  });

  it.each([
    ['window=60&stats=max', 'stats'],
    ['fields=nope', 'fields'],
    ['fields=load_1m', 'fields'],
    ['window=0', 'window'],
    ['window=60&sort=-cpu_millicores', 'sort'],
    ['step=5', 'step'],
  ])('refuse %s', async (query, field) => {
    const { status, body } = await server.get(`/api/nodes/worker-1/namespaces?${query}`);
    expect([status, body.type]).toEqual([400, '/problems/bad-request']);
    expect(body.detail).toContain(field);
  });

  it('are not there of a node nobody knows', async () => {
    expect((await server.get('/api/nodes/worker-9/namespaces')).status).toBe(404);
  });
});

describe('a point of a node’s namespaces', () => {
  let server: TestServer;

  /** Ticks of 5 s from 11:59:25 on; that of 11:59:45 is lost. */
  const TICKS = [25, 30, 35, 40, 50, 55];

  beforeAll(async () => {
    const pod = (name: string) => ({
      metadata: { name, namespace: 'shop', uid: name },
      spec: { nodeName: 'w', containers: [{ name: 'app' }] },
      status: { phase: 'Running' },
    });
    const { files, remove } = writeLists([{ kind: 'PodList', items: [pod('a'), pod('b')] }]);
    server = await startServer({
      FREEZE_CLOCK_AT: '2026-11-23T11:59:57Z',
      IDENTITY_SOURCE: 'file',
      IDENTITY_FILE: files,
    });
    remove();
    for (const second of TICKS) {
      const row = (millicores: number, memory: number): PodRow => ({
        values: { cpu_usage_microseconds: second * millicores * 1_000, memory_bytes: memory },
      });
      const pods = { a: row(10, 100), ...(second <= 35 ? { b: row(20, 60) } : {}) };
      const atMs = NOON_MS + (second - 60) * 1_000;
      await server.post('/api/reports', buildReport({ node: 'w', atMs, pods }));
    }
  });

  afterAll(() => server.close());

  const samplesOf = async (query: string) => {
    const path = `/api/nodes/w/namespaces?start=2026-11-23T11:59:30Z&${query}`;
    const { body } = await server.get(`${path}&fields=cpu_millicores,memory_bytes`);
    return body.items[0].samples.map(
      (sample: { timestamp: string; cpu_millicores: number; memory_bytes: number }) => [
        sample.timestamp.slice(17, 19),
        sample.cpu_millicores,
        sample.memory_bytes,
      ],
    );
  };

  it('stands where a report is lost, and has no pod that is gone', async () => {
    expect(await samplesOf('step=5')).toEqual([
      ['30', 30, 160],
      ['35', 30, 160],
      ['40', 10, 100],
      ['45', 10, 100],
      ['50', 10, 100],
      ['55', 10, 100],
    ]);
  });

  it('counts a pod for as much of it as it was there', async () => {
    // b was there at :30 and :35 of :30, :35, :40: 60 × 2/3 bytes and 20 × 2/3 millicores.
    expect(await samplesOf('step=15')).toEqual([
      ['30', 23.333, 140],
      ['45', 10, 100],
    ]);
  });
});
