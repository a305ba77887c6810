import {
  describeWithVictoriaMetrics,
  type VictoriaMetricsServer,
} from '@kubemonitor/peer-programs';
import type { ApiEnvironment } from '@kubemonitor/config';
import { INTERVAL_MS, buildReport } from './reports';
import { startServer, type TestServer } from './server';

/** A minute ago, so that the server shows all of it; its own clock says what it keeps. */
const NEWEST_TICK = Math.floor((Date.now() - 60_000) / INTERVAL_MS);
const NOW = new Date(NEWEST_TICK * INTERVAL_MS + 4_000).toISOString();

/** Asks until upkeep has brought what `isThere` waits for; it runs every second. */
async function eventually(ask: () => Promise<unknown>, isThere: (body: never) => boolean) {
  for (;;) {
    const body = await ask();
    if (isThere(body as never)) return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describeWithVictoriaMetrics('two servers on one VictoriaMetrics', (start) => {
  const replicas: TestServer[] = [];
  let engine: VictoriaMetricsServer;

  const startReplica = async () => {
    const environment: Partial<ApiEnvironment> = {
      STORAGE_DRIVER: 'victoriametrics',
      STORAGE_WRITE_URL: engine.url,
      FREEZE_CLOCK_AT: NOW,
    };
    replicas.push(await startServer(environment));
    return replicas[replicas.length - 1];
  };

  beforeAll(async () => {
    engine = await start();
    await startReplica();
    await startReplica();
  });

  afterAll(() => Promise.all(replicas.map((replica) => replica.close())));

  it('answer the same, whichever took the report', async () => {
    const [one, two] = replicas;
    const pods = (cpu: number) => ({ a: { values: { cpu_usage_microseconds: cpu, pids: 3 } } });
    for (const [at, server] of [one, two].entries()) {
      const report = buildReport({
        node: 'worker-1',
        atMs: (NEWEST_TICK - 1 + at) * INTERVAL_MS,
        pods: pods(1_000_000 + at * 250_000),
      });
      expect((await server.post('/api/reports', report)).status).toBeLessThan(300);
    }
    await engine.flush();
    const three = await startReplica();
    for (const server of [one, two, three]) {
      const ask = async () => (await server.get('/api/pods?window=10')).body;
      const isThere = (body: { items?: { samples?: { cpu_millicores: number | null }[] }[] }) =>
        body.items?.[0]?.samples?.at(-1)?.cpu_millicores === 50;
      await eventually(ask, isThere);
    }
  });

  it('tell 503 when it is away, so that collectors keep their reports', async () => {
    await engine.stop();
    const [one] = replicas;
    const answer = await one.get('/api/pods?window=10');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.body).toMatchObject({ type: '/problems/unavailable', status: 503 });
  });
});
