import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import { createApp } from '../src/create-app';
import { startTwoNodes } from './two-nodes';
import { startServer, type TestServer } from './server';

describe('how the server is', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('/health tells what it holds and what became of reports', async () => {
    const { status, body } = await server.get('/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'ok',
      identity: 'file',
      // 2 × 7 of the nodes, 8 × 10 of the pods, 4 × 2 of the containers, 2 × 2 of the cgroups.
      store: { nodes: 2, pods: 8, containers: 4, cgroups: 2, series: 106, refused_entities: 0 },
      // The window of 150 s that 11:59:50 is in; a store in memory has no roll-ups.
      oldest: { raw: '2026-11-23T11:57:30.000Z', minutes: null, hours: null },
      ingest: { stored: 6 },
      late_nodes: [],
    });
    expect(body.uptime_seconds).toBeGreaterThanOrEqual(0);
  });

  it('/health counts what was refused', async () => {
    const before = (await server.get('/health')).body.ingest;
    const sample = { timestamp: '2020-01-01T00:00:00Z', memory_bytes: 1 };
    await server.post('/api/nodes/worker-1', sample);
    await server.post('/api/nodes/worker-1', {});
    expect((await server.get('/health')).body.ingest).toEqual({
      ...before,
      too_old: 1,
      'bad-request': 1,
    });
  });

  it.each(['/livez', '/readyz'])('%s says ok', async (path) => {
    const { status, body, headers } = await server.get(path);
    expect([status, body]).toEqual([200, 'ok']);
    expect(headers.get('content-type')).toContain('text/plain');
  });

  it('answers with or without a slash at the end', async () => {
    expect((await server.get('/livez/')).body).toBe('ok');
    expect((await server.get('/api/nodes/')).body.items).toHaveLength(2);
  });

  it('/metrics tells of the server itself', async () => {
    const { status, body } = await server.get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('kubemonitor_ingest_total{result="stored"} 6\n');
    expect(body).toContain('kubemonitor_store_entities{scope="pod"} 8\n');
    expect(body).toContain('kubemonitor_store_series 106\n');
    expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  });
});

describe('the start of the server', () => {
  it('without names of a cluster says so', async () => {
    const server = await startServer();
    expect((await server.get('/health')).body).toMatchObject({ identity: 'none' });
    await server.close();
  });

  it.each([
    ['a clock that is none', { FREEZE_CLOCK_AT: 'noon' }, '"noon" is not an RFC 3339 time'],
    ['no file of names', { IDENTITY_SOURCE: 'file' as const }, 'needs IDENTITY_FILE'],
    [
      'a file of names that is missing',
      { IDENTITY_SOURCE: 'file' as const, IDENTITY_FILE: '/nowhere/pods.json' },
      'IDENTITY_FILE /nowhere/pods.json: cannot be read as JSON',
    ],
  ])('with %s fails', async (_case, overrides, message) => {
    const environment = { ...readEnvironment(API_ENVIRONMENT, {}), LOG_LEVEL: 'error' as const };
    const create = async () => createApp({ ...environment, ...overrides });
    await expect(create()).rejects.toThrow(message);
  });
});
