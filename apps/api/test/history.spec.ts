import { playMonth, type PlayedMonth } from './played-month';
import type { Answer, TestServer } from './server';

jest.setTimeout(120_000);

const DAYS_30 = 2_592_000;
const POD = '/api/namespaces/shop/pods/web-cc944f86-2wm5w';
const GONE = '/api/namespaces/shop/pods/db-0';
const DB = '/api/namespaces/shop/workloads/statefulset/db';

type Point = Record<string, number | string | null>;

/** A value within 1 % of what it should be, as percentiles of roll-ups are. */
function about(value: number): unknown {
  return {
    asymmetricMatch: (found: unknown) =>
      typeof found === 'number' && Math.abs(found - value) <= value / 100,
    toString: () => `within 1 % of ${value}`,
  };
}

function timesOf(samples: readonly Point[]): unknown[] {
  return samples.map(({ timestamp }) => timestamp);
}

describe('a month of history', () => {
  let month: PlayedMonth;
  let server: TestServer;

  beforeAll(async () => {
    month = await playMonth();
    ({ server } = month);
  }, 240_000);

  afterAll(() => month.close());

  async function ask(path: string, query: string): Promise<Answer['body']> {
    const { status, body } = await server.get(`${path}?${query}`);
    expect(status).toBe(200);
    return body;
  }

  it('is kept as roll-ups once the samples are gone', async () => {
    const { store, oldest } = await ask('/health', '');
    expect(oldest).toEqual({
      raw: '2026-11-23T09:25:00.000Z',
      minutes: '2026-10-24T10:00:00.000Z',
      hours: '2026-10-24T00:00:00.000Z',
    });
    expect(store.minute_bytes).toBeGreaterThan(store.hour_bytes);
    expect(store.hour_bytes).toBeGreaterThan(0);
  });

  it('shows a spike of five seconds in a chart of 30 days', async () => {
    const query = `window=${DAYS_30}&stats=max&fields=cpu_millicores`;
    const { step_seconds, resolution, samples } = await ask(POD, query);
    expect([step_seconds, resolution]).toEqual([3_600, '1h']);
    expect(samples).toEqual([
      {
        timestamp: '2026-10-24T10:00:00.000Z',
        // 719 × 500,000 + 9,500,000 µs in 719 × 5 s.
        cpu_millicores: 102.643,
        cpu_millicores_max: 2_000,
      },
      { timestamp: '2026-10-24T12:00:00.000Z', cpu_millicores: 100, cpu_millicores_max: 100 },
      { timestamp: '2026-10-26T06:00:00.000Z', cpu_millicores: 100, cpu_millicores_max: 100 },
      { timestamp: '2026-11-23T09:00:00.000Z', cpu_millicores: 100, cpu_millicores_max: 100 },
    ]);
  });

  it('has days with mean, least, greatest and 95th percentile', async () => {
    const fields = 'cpu_millicores,memory_bytes,network_rx_bytes,network_rx_bytes_per_second';
    const query = `window=${DAYS_30}&step=86400&stats=min,max,p95&fields=${fields}`;
    const { step_seconds, resolution, samples } = await ask(POD, query);
    expect([step_seconds, resolution]).toEqual([86_400, '1h']);
    expect(timesOf(samples)).toEqual([
      '2026-10-24T00:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ]);
    expect(samples[0]).toEqual({
      timestamp: '2026-10-24T00:00:00.000Z',
      // 369,000,000 µs in 3,595 s and 9,500,000 µs in 95 s.
      cpu_millicores: 102.575,
      cpu_millicores_min: 100,
      cpu_millicores_max: 2_000,
      cpu_millicores_p95: about(100),
      // (1e6 + … + 720e6 + 20 × 5e9) / 740; rank 703 of 740.
      memory_bytes: 485_891_892,
      memory_bytes_min: 1e6,
      memory_bytes_max: 5e9,
      memory_bytes_p95: about(703e6),
      network_rx_bytes: 739_000,
      network_rx_bytes_min: null,
      network_rx_bytes_max: null,
      network_rx_bytes_p95: null,
      network_rx_bytes_per_second: 200,
      network_rx_bytes_per_second_min: 200,
      network_rx_bytes_per_second_max: 200,
      network_rx_bytes_per_second_p95: null,
    });
    // Today is not rolled up yet: its samples tell every percentile, but no more of counters.
    expect(samples[2]).toMatchObject({
      memory_bytes: 200e6,
      memory_bytes_p95: about(200e6),
      network_rx_bytes: 809_000,
      network_rx_bytes_min: null,
      network_rx_bytes_max: null,
      network_rx_bytes_p95: null,
      network_rx_bytes_per_second_p95: about(200),
    });
  });

  it('has minutes while they are kept', async () => {
    const query =
      'start=2026-10-24T10:00:00Z&end=2026-10-24T11:00:00Z&step=60&stats=max&fields=cpu_millicores,memory_bytes';
    const { step_seconds, resolution, samples } = await ask(POD, query);
    expect([step_seconds, resolution]).toEqual([60, '1m']);
    expect(samples).toHaveLength(60);
    // Twelve ticks a minute: tick 400 is in minute 33, with ticks 396 to 407.
    expect(samples[33]).toEqual({
      timestamp: '2026-10-24T10:33:00.000Z',
      cpu_millicores: 258.333,
      cpu_millicores_max: 2_000,
      memory_bytes: 402_500_000,
      memory_bytes_max: 408e6,
    });
    expect(samples[0]).toMatchObject({ cpu_millicores: 100, memory_bytes: 6_500_000 });
  });

  it.each([
    // A minute is the least that is left of October; a percentile needs an hour.
    ['start=2026-10-24T10:00:00Z&end=2026-10-24T10:10:00Z', 60, '1m'],
    ['start=2026-10-24T10:00:00Z&end=2026-10-24T10:10:00Z&step=90', 120, '1m'],
    ['start=2026-10-24T10:00:00Z&end=2026-10-24T10:10:00Z&stats=p95', 3_600, '1h'],
    ['start=2026-10-24T09:00:00Z&end=2026-10-24T12:00:00Z&step=5400', 7_200, '1h'],
    // 30 days in 1,500 points would be 29 minutes each: they are made hours.
    [`window=${DAYS_30}`, 3_600, '1h'],
    ['window=240', 5, 'raw'],
    ['window=240&step=60&stats=p95', 60, 'raw'],
  ])('says what %s is answered from', async (query, step, resolution) => {
    for (const path of [POD, '/api/pods', '/api/nodes/worker-1', '/api/nodes', '/api/namespaces']) {
      const body = await ask(path, `${query}&fields=cpu_millicores`);
      expect([body.step_seconds, body.resolution]).toEqual([step, resolution]);
    }
  });

  it('is empty before all that is kept', async () => {
    // What is left of it after the cut at 365 days is asked of the hours, which reach furthest.
    const query = 'start=2020-01-01T00:00:00Z&end=2025-11-24T00:00:00Z';
    const empty = { step_seconds: 3_600, resolution: '1h' };
    expect(await ask('/api/nodes/worker-1', query)).toMatchObject({ ...empty, samples: [] });
    expect(await ask('/api/pods', query)).toMatchObject({ ...empty, items: [] });
    expect((await server.get(`${POD}?${query}`)).status).toBe(404);
  });

  it('has sums of namespaces and workloads', async () => {
    const query = `window=${DAYS_30}&step=86400&stats=min,max,p95&fields=cpu_millicores,memory_bytes`;
    const { resolution, samples } = await ask('/api/namespaces/shop', query);
    expect(resolution).toBe('1h');
    expect(samples[0]).toMatchObject({
      timestamp: '2026-10-24T00:00:00.000Z',
      cpu_millicores_min: 110,
      cpu_millicores_max: 2_010,
      cpu_millicores_p95: about(110),
      // After its last report a pod counts for three more ticks, as it was.
      // (1e6 + … + 720e6 + 23 × 5e9) / 743 + 67,108,864; rank 706 of 743.
      memory_bytes: 571_227_303,
      memory_bytes_min: 68_108_864,
      memory_bytes_max: 5_067_108_864,
      memory_bytes_p95: about(706e6 + 67_108_864),
    });
    // db-0 is gone.
    expect(samples[1]).toMatchObject({ cpu_millicores: 100, memory_bytes: 300e6 });
    const { body: web } = await server.get(`/api/namespaces/shop/deployments/web?${query}`);
    expect(web.samples[0]).toMatchObject({
      cpu_millicores_max: 2_000,
      memory_bytes: 504_118_439,
    });
  });

  it('has nodes', async () => {
    const { samples } = await ask('/api/nodes/worker-1', `window=${DAYS_30}&fields=load_1m`);
    expect(samples).toHaveLength(4);
    expect(samples[0]).toEqual({ timestamp: '2026-10-24T10:00:00.000Z', load_1m: 0.5 });
  });

  it('refuses to sort time series by a field', async () => {
    const { status, body } = await server.get(`/api/pods?window=${DAYS_30}&sort=-cpu_millicores`);
    expect([status, body.errors[0].field]).toEqual([400, 'sort']);
  });

  describe('after a restart, in a cluster where db-0 is gone', () => {
    beforeAll(async () => {
      server = await month.restart();
    });

    it('is the same', async () => {
      const { samples } = await ask(POD, `window=${DAYS_30}&stats=max&fields=cpu_millicores`);
      expect(samples).toHaveLength(4);
      expect(samples[0]).toMatchObject({ cpu_millicores: 102.643, cpu_millicores_max: 2_000 });
    });

    it('finds a pod that is gone by its name, where the window reaches back', async () => {
      expect((await server.get(GONE)).status).toBe(404);
      expect((await server.get(`${GONE}?window=604800`)).status).toBe(404);
      const body = await ask(GONE, `window=${DAYS_30}&fields=cpu_millicores,memory_bytes`);
      expect(body).toMatchObject({
        namespace: 'shop',
        pod: 'db-0',
        workload: { kind: 'StatefulSet', name: 'db' },
        resolution: '1h',
      });
      expect(body.samples).toEqual([
        {
          timestamp: '2026-10-24T10:00:00.000Z',
          cpu_millicores: 10,
          memory_bytes: 67_108_864,
        },
        {
          timestamp: '2026-10-24T12:00:00.000Z',
          cpu_millicores: 10,
          memory_bytes: 67_108_864,
        },
      ]);
    });

    it('lists it, and its workload, in windows that reach back', async () => {
      const namesIn = async (path: string, query: string, name: string) =>
        (await ask(path, query)).items.map((item: Point) => item[name]);
      const pods = '/api/namespaces/shop/pods';
      expect(await namesIn(pods, `window=${DAYS_30}`, 'pod')).toEqual([
        'db-0',
        'web-cc944f86-2wm5w',
      ]);
      expect(await namesIn(pods, 'window=604800', 'pod')).toEqual(['web-cc944f86-2wm5w']);
      const workloads = '/api/namespaces/shop/workloads';
      const { items } = await ask(workloads, `window=${DAYS_30}&fields=memory_bytes`);
      expect(items.map(({ workload }: { workload: unknown }) => workload)).toEqual([
        { kind: 'Deployment', name: 'web' },
        { kind: 'StatefulSet', name: 'db' },
      ]);
      expect(items[1].samples).toMatchObject([
        { timestamp: '2026-10-24T10:00:00.000Z', memory_bytes: 67_108_864 },
        { timestamp: '2026-10-24T12:00:00.000Z', memory_bytes: 67_108_864 },
      ]);
      expect((await ask(DB, `window=${DAYS_30}`)).samples).toHaveLength(2);
      expect((await server.get(`${DB}?window=604800`)).status).toBe(404);
    });

    it('selects by the labels the cluster tells', async () => {
      const query = `window=${DAYS_30}&fields=cpu_millicores`;
      const { items } = await ask('/api/pods', `${query}&labelSelector=app%3Dweb`);
      expect(items).toHaveLength(1);
      expect(items[0].samples).toHaveLength(4);
      // Labels of pods that are gone are not kept.
      expect((await ask('/api/pods', `${query}&labelSelector=app%3Ddb`)).items).toEqual([]);
    });
  });
});
