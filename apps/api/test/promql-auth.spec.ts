import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrometheusCalls } from './prometheus-calls';
import { ReviewServer } from './review-server';
import { startServer, type TestServer } from './server';
import { NOON_MS, startTwoNodes } from './two-nodes';

const NOON = NOON_MS / 1_000;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('who may ask PromQL', () => {
  const cluster = new ReviewServer();
  let server: TestServer;

  const as = (user: string) => new PrometheusCalls(server.url, bearer(`secret-of-${user}`));

  beforeAll(async () => {
    await cluster.start();
    for (const name of ['admin', 'shopper', 'podder', 'noder']) {
      cluster.tokens.set(`secret-of-${name}`, { username: name, groups: ['system:authenticated'] });
    }
    const grant = (user: string, resource: 'pods' | 'nodes', namespace?: string) =>
      cluster.grants.push({ user, verb: 'list', resource, namespace });
    grant('admin', 'pods');
    grant('admin', 'nodes');
    grant('podder', 'pods');
    grant('noder', 'nodes');
    grant('shopper', 'pods', 'shop');
    server = await startTwoNodes({ AUTH_READ: 'kubernetes', KUBECONFIG: cluster.kubeconfig });
  });

  afterAll(async () => {
    await server.close();
    await cluster.stop();
  });

  it.each(['query', 'query_range', 'series', 'labels'])('asks for a token at %s', async (path) => {
    const api = new PrometheusCalls(server.url);
    for (const reply of [await api.get(path), await api.post(path, { query: 'up' })]) {
      expect([reply.status, reply.body.status, reply.body.errorType]).toEqual([
        401,
        'error',
        'unauthorized',
      ]);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="kubemonitor"');
    }
  });

  it.each(['label/job/values', 'metadata', 'status/buildinfo'])('and at %s', async (path) => {
    expect((await new PrometheusCalls(server.url).get(path)).status).toBe(401);
  });

  it('shows all to who may see all', async () => {
    expect(Object.keys(await as('admin').vector('up', NOON, 'node'))).toEqual([
      'worker-1',
      'worker-2',
    ]);
    const spaces = await as('admin').get('label/namespace/values');
    expect(spaces.body.data).toEqual(['batch', 'infra', 'kube-system', 'shop']);
  });

  it('shows pods without nodes to who may see pods', async () => {
    expect(await as('podder').vector('up', NOON, 'node')).toEqual({});
    expect(await as('podder').vector('count(kube_pod_info)', NOON, '')).toEqual({ '': '7' });
  });

  it('shows nothing of another namespace, whatever is asked', async () => {
    const api = as('shopper');
    for (const query of [
      '{__name__=~".+"}',
      'container_memory_working_set_bytes',
      'kube_pod_info',
    ]) {
      const reply = await api.post('query', { query, time: String(NOON) });
      const series = reply.body.data.result as { metric: Record<string, string> }[];
      expect(series.length).toBeGreaterThan(0);
      expect(new Set(series.map(({ metric }) => metric.namespace))).toEqual(new Set(['shop']));
    }
    expect((await api.get('label/namespace/values')).body.data).toEqual(['shop']);
    expect((await api.get('series?match[]={namespace="batch"}')).body.data).toEqual([]);
    expect((await api.get('label/uid/values')).body.data).not.toContain('bare-db');
    expect(await api.vector('absent(kube_node_info)', NOON, '')).toEqual({ '': '1' });
  });

  it('refuses who may not list pods', async () => {
    const reply = await as('noder').get('query?query=up');
    expect([reply.status, reply.body.errorType]).toEqual([403, 'forbidden']);
  });
});

describe('a POST that only reads', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tokens-'));
    writeFileSync(join(folder, 'ingest'), 'ingest-secret\n');
    writeFileSync(join(folder, 'read'), 'read-secret\n');
    server = await startServer({
      AUTH_INGEST: 'token',
      INGEST_TOKENS_FILE: join(folder, 'ingest'),
      AUTH_READ: 'token',
      READ_TOKENS_FILE: join(folder, 'read'),
    });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('needs the right to read, not the one to write', async () => {
    const reader = new PrometheusCalls(server.url, bearer('read-secret'));
    expect((await reader.post('query', { query: '1' })).status).toBe(200);
    expect((await reader.post('query/', { query: '1' })).status).toBe(200);
    const writer = new PrometheusCalls(server.url, bearer('ingest-secret'));
    expect((await writer.post('query', { query: '1' })).status).toBe(401);
  });

  it.each([
    '/api/reports',
    '/api/reports?/api/v1/query',
    '/api/v1/query/../../reports',
    '/api/nodes/query',
    '/api/v1/label/job/values',
    '/api/v1//query',
    '/api/v1/queryx',
  ])('opens no other path: %s', async (path) => {
    const reply = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { ...bearer('read-secret'), 'content-type': 'application/json' },
      body: '{}',
    });
    expect(reply.status).toBe(401);
  });
});
