import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLists } from './cluster';
import { INTERVAL_MS, buildReport, type PodRow } from './reports';
import { startServer, type TestServer } from './server';

const FIVE_MS = Date.UTC(2026, 10, 23, 5, 0, 0);
const LAST_MINUTE_MS = Date.UTC(2026, 10, 23, 10, 59, 0);

/** Upkeep seals an hour, then makes its roll-ups, one file at a time. */
const TURNS = 4;

/** A pod that has used so many millicores since 05:00. */
function row(tick: number, millicores: number, memory: number): PodRow {
  const microseconds = tick * (INTERVAL_MS / 1_000) * millicores * 1_000;
  return { values: { cpu_usage_microseconds: microseconds, memory_bytes: memory } };
}

/**
 * Node w, every 5 s of three minutes from 05:00 on, and of the minute from 10:59 on:
 *
 * | pod, namespace | millicores | bytes                | ticks of the first three minutes |
 * | -------------- | ---------: | -------------------- | -------------------------------- |
 * | a, shop        |        100 | 120, from 10:59 on 90 | all 36                           |
 * | b, shop        |         20 | 60                   | the first 18                     |
 * | c, infra       |         10 | 30                   | the first 12                     |
 */
describe('the namespaces of a node over hours', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rolled-'));
  const now = { ms: FIVE_MS };
  let server: TestServer;

  async function report(startMs: number, tick: number, pods: Record<string, PodRow>) {
    const atMs = startMs + tick * INTERVAL_MS;
    now.ms = atMs + 1_000;
    const { status } = await server.post('/api/reports', buildReport({ node: 'w', atMs, pods }));
    expect(status).toBe(200);
  }

  beforeAll(async () => {
    const pod = (name: string, namespace: string) => ({
      metadata: { name, namespace, uid: name },
      spec: { nodeName: 'w', containers: [{ name: 'app' }] },
      status: { phase: 'Running' },
    });
    const items = [pod('a', 'shop'), pod('b', 'shop'), pod('c', 'infra')];
    const { files, remove } = writeLists([{ kind: 'PodList', items }]);
    const identity = { IDENTITY_SOURCE: 'file' as const, IDENTITY_FILE: files };
    server = await startServer({ STORAGE_DIR: directory, ...identity }, { now: () => now.ms });
    remove();
    for (let tick = 0; tick < 36; tick += 1) {
      await report(FIVE_MS, tick, {
        a: row(tick, 100, 120),
        ...(tick < 18 ? { b: row(tick, 20, 60) } : {}),
        ...(tick < 12 ? { c: row(tick, 10, 30) } : {}),
      });
    }
    now.ms = Date.UTC(2026, 10, 23, 6, 1, 30);
    for (let turn = 0; turn < TURNS; turn += 1) await server.maintain();
    for (let tick = 0; tick < 12; tick += 1) {
      await report(LAST_MINUTE_MS, tick, { a: row(tick, 100, 90) });
    }
    // A window is cut to what there is: that must be more than six hours, too.
    now.ms = Date.UTC(2026, 10, 23, 11, 1, 0);
  });

  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
  });

  it('are made of minutes, and of samples where there are none yet', async () => {
    const { store } = (await server.get('/health')).body;
    expect(store.minute_bytes).toBeGreaterThan(0);
    // More than six hours: a point a minute.
    const query = 'window=25200&fields=cpu_millicores,memory_bytes';
    const { body } = await server.get(`/api/nodes/w/namespaces?${query}`);
    expect(body).toMatchObject({ step_seconds: 60, resolution: '1m' });
    const at = (time: string, cpu: number, memory: number) => ({
      timestamp: `2026-11-23T${time}:00.000Z`,
      cpu_millicores: cpu,
      memory_bytes: memory,
    });
    expect(body.items).toEqual([
      { node: 'w', namespace: 'infra', samples: [at('05:00', 10, 30)] },
      {
        node: 'w',
        namespace: 'shop',
        samples: [
          at('05:00', 120, 180),
          // b was there for 6 of 12 reports: 100 + 20 × 6/12 and 120 + 60 × 6/12.
          at('05:01', 110, 150),
          at('05:02', 100, 120),
          at('10:59', 100, 90),
        ],
      },
    ]);
  });

  it('are the same as of samples', async () => {
    const window = 'start=2026-11-23T05:00:00Z&end=2026-11-23T05:03:00Z&step=60';
    const { body } = await server.get(
      `/api/nodes/w/namespaces?${window}&fields=cpu_millicores,memory_bytes`,
    );
    expect(body.resolution).toBe('raw');
    const { samples } = body.items[1];
    expect(samples.map(({ cpu_millicores: cpu }: { cpu_millicores: number }) => cpu)).toEqual([
      120, 110, 100,
    ]);
    expect(samples.map(({ memory_bytes: bytes }: { memory_bytes: number }) => bytes)).toEqual([
      180, 150, 120,
    ]);
  });
});
