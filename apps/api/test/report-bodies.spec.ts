import { gzipSync } from 'node:zlib';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('a report', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: '2026-11-23T12:00:02Z' });
  });

  afterAll(() => server.close());

  const text = (node: string) => JSON.stringify(buildReport({ node, atMs: NOON_MS }));

  it('is taken as collectors send it, packed or not', async () => {
    expect((await server.post('/api/reports', text('plain'))).body).toEqual({ result: 'stored' });
    const packed = gzipSync(text('packed'));
    const headers = { 'content-encoding': 'gzip' };
    expect((await server.post('/api/reports', packed, headers)).body).toEqual({
      result: 'stored',
    });
  });

  it('is taken with another form of the content type, and in chunks', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const { body } = await server.post('/api/reports', text('charset'), headers);
    expect(body).toEqual({ result: 'stored' });
    const chunked = await fetch(`${server.url}/api/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([text('chunked')]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(await chunked.json()).toEqual({ result: 'stored' });
  });

  it('that is not JSON or not gzip is told so', async () => {
    const { status, body } = await server.post('/api/reports', '{"node":');
    expect([status, body.type]).toEqual([400, '/problems/malformed-json']);
    const headers = { 'content-encoding': 'gzip' };
    const unpacked = await server.post('/api/reports', text('lie'), headers);
    expect([unpacked.status, unpacked.body.type]).toEqual([400, '/problems/malformed-json']);
  });
});
