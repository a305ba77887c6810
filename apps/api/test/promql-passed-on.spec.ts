import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeWithVictoriaMetrics,
  type VictoriaMetricsServer,
} from '@kubemonitor/peer-programs';
import { PrometheusCalls } from './prometheus-calls';
import { INTERVAL_MS, buildReport } from './reports';
import { ReviewServer } from './review-server';
import { startServer, type TestServer } from './server';

/** A minute ago, so that the server shows all of it. */
const NEWEST_TICK = Math.floor((Date.now() - 60_000) / INTERVAL_MS);
const NOW = new Date(NEWEST_TICK * INTERVAL_MS + 4_000).toISOString();

interface Passed {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}

/** Between our server and VictoriaMetrics: sees what is passed on. */
async function startBetween(target: string, seen: Passed[]): Promise<Server> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const pass = async () => {
        const body = Buffer.concat(pieces);
        const isForm = String(request.headers['content-type']).includes('form');
        const form = new URLSearchParams(isForm ? body.toString() : '');
        seen.push({ path: request.url ?? '', headers: request.headers, form });
        const rest = Object.fromEntries(
          Object.entries(request.headers).filter(
            ([name]) => !['host', 'connection', 'content-length'].includes(name),
          ),
        );
        const answer = await fetch(`${target}${request.url}`, {
          method: request.method,
          headers: rest as Record<string, string>,
          body: request.method === 'POST' ? body : undefined,
        });
        const type = answer.headers.get('content-type') ?? '';
        response.writeHead(answer.status, { 'content-type': type });
        response.end(Buffer.from(await answer.arrayBuffer()));
      };
      // The engine is away: so is what stands before it.
      pass().catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describeWithVictoriaMetrics('PromQL where VictoriaMetrics keeps the samples', (start) => {
  const cluster = new ReviewServer();
  const seen: Passed[] = [];
  let engine: VictoriaMetricsServer;
  let between: Server;
  let server: TestServer;
  let folder: string;

  const settings = () => ({
    STORAGE_DRIVER: 'victoriametrics' as const,
    STORAGE_WRITE_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
    STORAGE_LABELS: 'cluster=north',
    STORAGE_HEADERS_FILE: join(folder, 'headers'),
    FREEZE_CLOCK_AT: NOW,
  });

  beforeAll(async () => {
    engine = await start();
    between = await startBetween(engine.url, seen);
    folder = mkdtempSync(join(tmpdir(), 'headers-'));
    writeFileSync(join(folder, 'headers'), 'X-Scope-OrgID: tenant-7\n');
    await cluster.start();
    for (const name of ['admin', 'shopper']) {
      cluster.tokens.set(`secret-of-${name}`, { username: name, groups: [] });
    }
    cluster.grants.push({ user: 'admin', verb: 'list', resource: 'pods' });
    cluster.grants.push({ user: 'admin', verb: 'list', resource: 'nodes' });
    cluster.grants.push({ user: 'shopper', verb: 'list', resource: 'pods', namespace: 'shop' });
    server = await startServer({
      ...settings(),
      AUTH_READ: 'kubernetes',
      KUBECONFIG: cluster.kubeconfig,
    });
    const host = { memory_bytes: 5, load_1m: 0.5 };
    const report = buildReport({ node: 'worker-1', atMs: NEWEST_TICK * INTERVAL_MS, host });
    const { status } = await server.post('/api/reports', report);
    if (status !== 200) throw new Error(`report: ${status}`);
    await engine.flush();
  });

  afterAll(async () => {
    await server.close();
    between.close();
    await cluster.stop();
    rmSync(folder, { recursive: true });
  });

  const as = (user: string) =>
    new PrometheusCalls(server.url, { authorization: `Bearer secret-of-${user}` });
  const time = String((NEWEST_TICK * INTERVAL_MS) / 1_000 + 1);

  it('passes queries on, with the installation’s labels and headers and nobody else’s', async () => {
    seen.length = 0;
    const { status, body } = await as('admin').post('query', {
      query: 'node_load1',
      time,
      extra_label: 'cluster=south',
      'extra_filters[]': '{cluster="south"}',
    });
    expect(status).toBe(200);
    expect(body.data.result).toMatchObject([
      { metric: { __name__: 'node_load1', node: 'worker-1', cluster: 'north' } },
    ]);
    const [{ path, headers, form }] = seen.filter(({ form }) => form.has('query'));
    expect(path).toBe('/api/v1/query');
    expect(headers['x-scope-orgid']).toBe('tenant-7');
    expect(headers.authorization).toBeUndefined();
    expect([...form]).toEqual([
      ['query', 'node_load1'],
      ['time', time],
      ['extra_label', 'cluster=north'],
    ]);
  });

  it('passes its errors back', async () => {
    const { status, body } = await as('admin').get('query?query=sum(');
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body.status).toBe('error');
  });

  it('refuses who may not read everything: nothing could be left out', async () => {
    const { status, body } = await as('shopper').get('query?query=up');
    expect([status, body.errorType]).toEqual([403, 'forbidden']);
  });

  it('answers by itself where it is told to, to everybody what they may read', async () => {
    const own = await startServer({ ...settings(), PROMQL_ENGINE: 'own' });
    const api = new PrometheusCalls(own.url);
    for (;;) {
      const found = await api.vector('node_load1 * 2', Number(time), 'instance');
      if (Object.keys(found).length > 0) {
        expect(found).toEqual({ 'worker-1': '1' });
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await own.close();
  });

  it('says 503 when it is away', async () => {
    await engine.stop();
    const { status, body, headers } = await as('admin').get('query?query=up');
    expect([status, body.errorType]).toEqual([503, 'unavailable']);
    expect(headers.get('retry-after')).not.toBe('');
  });
});
