import type { Report } from '@kubemonitor/metrics-model';
import { buildReport, type ReportWords } from './reports';
import { startServer, type TestServer } from './server';

/** The clock of all servers here stands 2 s after this tick. */
const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);
const NOW = '2026-11-23T12:00:02Z';

/** A report with one pod, read `secondsAgo` before noon. */
function reportOf(secondsAgo: number, words: Partial<ReportWords> & { cpu?: number } = {}): Report {
  const { node = 'n1', cpu = 1_000_000 } = words;
  return buildReport({
    node,
    atMs: NOON_MS - secondsAgo * 1_000,
    host: { cpu_usage_microseconds: cpu, memory_bytes: 1 },
    pods: { [`pod-of-${node}`]: { values: { cpu_usage_microseconds: cpu, memory_bytes: 1 } } },
    ...words,
  });
}

async function postAll(server: TestServer, ...reports: Report[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const report of reports) {
    const { status, body } = await server.post('/api/reports', report);
    results.push(body.result ?? [status, body.type]);
  }
  return results;
}

async function nodesNow(server: TestServer): Promise<unknown[]> {
  const { body } = await server.get('/api/nodes');
  return body.items.map((item: Record<string, unknown>) => [
    item['node'],
    item['age_seconds'],
    item['stale'],
  ]);
}

async function partialOf(server: TestServer, path: string): Promise<unknown> {
  return (await server.get(path)).body.metadata.partial;
}

describe('the age of what is known', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
  });

  afterEach(() => server.close());

  it('an entity is stale after three intervals and leaves lists after five minutes', async () => {
    await postAll(
      server,
      reportOf(0, { node: 'fresh' }),
      // 13 s and 2 s are 15 s: three intervals, not more.
      reportOf(13, { node: 'just' }),
      reportOf(14, { node: 'stale' }),
      reportOf(298, { node: 'listed' }),
      reportOf(299, { node: 'gone' }),
    );
    expect(await nodesNow(server)).toEqual([
      ['fresh', 2, false],
      ['just', 15, false],
      ['listed', 300, true],
      ['stale', 16, true],
    ]);
    const { body } = await server.get('/api/pods?fields=memory_bytes');
    expect(body.items.map((pod: { node: string }) => pod.node)).toEqual([
      'fresh',
      'just',
      'listed',
      'stale',
    ]);
    expect((await server.get('/api/pods/pod-of-gone')).status).toBe(404);
    expect((await server.get('/api/pods/pod-of-listed')).body.stale).toBe(true);
    // In windows it stays as long as its samples do.
    const { body: past } = await server.get('/api/pods/pod-of-gone?window=600');
    expect(past.samples).toHaveLength(1);
    expect((await server.get('/api/nodes?window=600')).body.metadata.total).toBe(5);
    expect((await server.get('/api/nodes?window=60')).body.metadata.total).toBe(3);
  });

  it('a node that is late or silent is named in every list', async () => {
    await postAll(
      server,
      reportOf(0, { node: 'a' }),
      reportOf(15, { node: 'b' }),
      reportOf(60, { node: 'c' }),
    );
    const late = [
      { node: 'b', reason: 'agent_late' },
      { node: 'c', reason: 'agent_late' },
    ];
    for (const path of ['/api/nodes', '/api/pods', '/api/pods?window=60', '/api/namespaces']) {
      expect(await partialOf(server, path)).toEqual(late);
    }
    expect((await server.get('/health')).body.late_nodes).toEqual(['b', 'c']);
  });

  it('nobody is late when all have reported, or when a node has long been gone', async () => {
    await postAll(
      server,
      reportOf(0, { node: 'a' }),
      reportOf(5, { node: 'b' }),
      reportOf(400, { node: 'c' }),
    );
    expect(await partialOf(server, '/api/nodes')).toBeUndefined();
  });

  it('sums carry a late node over for three ticks and say so', async () => {
    const inShop = { namespace: 'shop', timestamp: '2026-11-23T11:59:59Z', memory_bytes: 5 };
    await postAll(server, reportOf(0, { node: 'a' }));
    await server.post('/api/pods/web-0', {
      ...inShop,
      node: 'a',
      timestamp: '2026-11-23T12:00:00Z',
    });
    await server.post('/api/pods/web-1', { ...inShop, node: 'b' });
    const { body } = await server.get('/api/namespaces/shop');
    expect(body).toMatchObject({ pods: 2, estimated_pods: 1, memory_bytes: 10 });
  });
});

describe('sums of pods that are not heard of any more', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
    const sample = { memory_bytes: 5, deployment: 'web', namespace: 'shop', node: 'a' };
    await server.post('/api/pods/web-0', { ...sample, timestamp: '2026-11-23T11:58:20Z' });
    await postAll(server, reportOf(0, { node: 'b' }));
  });

  afterEach(() => server.close());

  it('are shown as they last were, stale, for five minutes', async () => {
    const { body } = await server.get('/api/namespaces/shop/deployments/web');
    // 11:58:20, carried over for three ticks: the node was only late at first.
    expect(body).toMatchObject({
      timestamp: '2026-11-23T11:58:35.000Z',
      memory_bytes: 5,
      stale: true,
    });
    expect(body).not.toHaveProperty('pods');
    const { body: list } = await server.get('/api/namespaces');
    expect(list.items).toHaveLength(1);
  });
});

describe('reports of one node', () => {
  let server: TestServer;
  let count = 0;
  let node = '';

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
  });

  afterAll(() => server.close());

  // Each test has a node of its own.
  beforeEach(() => {
    count += 1;
    node = `n${count}`;
  });

  type Words = Partial<ReportWords> & { cpu?: number };

  function report(secondsAgo: number, words: Words = {}): Report {
    return reportOf(secondsAgo, { node, ...words });
  }

  /** CPU of the node now: its value, or the reason why there is none. */
  async function cpuNow(): Promise<unknown> {
    const { body } = await server.get(`/api/nodes/${node}?fields=cpu_millicores`);
    return body.cpu_millicores ?? body.missing.cpu_millicores;
  }

  it('a report sent twice is stored once', async () => {
    expect(await postAll(server, report(5), report(0, { cpu: 1_500_000 }))).toEqual([
      'stored',
      'stored',
    ]);
    // The same node, boot and tick with other values changes nothing.
    expect(await postAll(server, report(0, { cpu: 9_999_999 }))).toEqual(['duplicate']);
    expect(await cpuNow()).toBe(100);
  });

  it('reports may come in any order', async () => {
    const reports = [
      report(10, { cpu: 1_000_000 }),
      report(5, { cpu: 1_250_000 }),
      report(0, { cpu: 2_000_000 }),
    ];
    const path = `/api/pods/pod-of-${node}?window=60&fields=cpu_millicores`;
    await postAll(server, reports[2]);
    expect(await cpuNow()).toBe('first_sample');
    await postAll(server, reports[0]);
    // 1,000,000 µs in 10 s, two ticks apart.
    expect(await cpuNow()).toBe(100);
    expect((await server.get(path)).body.samples).toMatchObject([
      { cpu_millicores: null },
      { cpu_millicores: 100 },
    ]);
    await postAll(server, reports[1]);
    expect(await cpuNow()).toBe(150);
    expect((await server.get(path)).body.samples).toMatchObject([
      { cpu_millicores: null },
      { cpu_millicores: 50 },
      { cpu_millicores: 150 },
    ]);
  });

  it.each<[string, Words, number, unknown]>([
    ['of one life', {}, 5, 0],
    ['three ticks apart', { cpu: 2_500_000 }, 15, 100],
    ['four ticks apart', { cpu: 2_500_000 }, 20, 'gap'],
    ['before and after a boot', { boot: 'boot-2', cpu: 1_500_000 }, 5, 'clock_step'],
    ['before and after the clock was set', { stepped: true, cpu: 1_500_000 }, 5, 'clock_step'],
    ['of a counter that went down', { cpu: 500_000 }, 5, 'counter_reset'],
  ])('a rate between two readings %s', async (_case, second, secondsApart, cpu) => {
    await postAll(server, report(secondsApart), report(0, second));
    expect(await cpuNow()).toBe(cpu);
    const { body } = await server.get(`/api/nodes/${node}?window=60&fields=cpu_millicores`);
    const value = typeof cpu === 'number' ? cpu : null;
    expect(body.samples.at(-1)).toEqual({
      timestamp: '2026-11-23T12:00:00.000Z',
      cpu_millicores: value,
    });
  });

  it('one sample has no rate yet', async () => {
    await postAll(server, report(0));
    expect(await cpuNow()).toBe('first_sample');
  });

  it('a pod that is made anew starts anew; its namesake stays in the past', async () => {
    const given = { namespace: 'shop', node: 'n1', timestamp: '2026-11-23T11:59:58Z' };
    await server.post('/api/pods/db-0', { ...given, cpu_millicores: 10 });
    const { body } = await server.get('/api/namespaces/shop/pods/db-0');
    expect(body).toMatchObject({ pod: 'db-0', node: 'n1', cpu_millicores: 10 });
    await server.post('/api/pods/db-0', {
      ...given,
      node: 'n2',
      timestamp: '2026-11-23T12:00:01Z',
      cpu_millicores: 20,
    });
    const { body: moved } = await server.get('/api/namespaces/shop/pods/db-0');
    expect(moved).toMatchObject({ pod: 'db-0', node: 'n2', cpu_millicores: 20 });
  });

  it.each([
    ['an hour and a bit ago', 3_700],
    ['in 70 s', -70],
    ['in a year', -31_536_000],
  ])('a report of %s is refused', async (_case, secondsAgo) => {
    expect(await postAll(server, report(secondsAgo))).toEqual([
      [422, '/problems/out-of-range-tick'],
    ]);
    expect((await server.get(`/api/nodes/${node}`)).status).toBe(404);
  });

  it('a report a little ahead, or of the past that is kept, is stored', async () => {
    expect(await postAll(server, report(-60), report(3_595))).toEqual(['stored', 'stored']);
    expect((await server.get(`/api/nodes/${node}`)).body).toMatchObject({
      age_seconds: 0,
      stale: false,
    });
  });
});

describe('the real clock', () => {
  it('takes reports of now and gives an age', async () => {
    const server = await startServer();
    const atMs = Date.now();
    const report = buildReport({ node: 'n1', atMs, host: { memory_bytes: 7 } });
    expect((await server.post('/api/reports', report)).body).toEqual({ result: 'stored' });
    const { body } = await server.get('/api/nodes/n1');
    expect(body).toMatchObject({ memory_bytes: 7, stale: false });
    expect(Date.parse(body.timestamp)).toBe(atMs);
    expect(body.age_seconds).toBeLessThan(15);
    await server.close();
  });
});
