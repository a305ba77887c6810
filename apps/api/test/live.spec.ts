import { get } from 'node:http';
import { connect } from 'node:net';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';

const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Reads a stream until so many events have come. A connection of its own, so that it ends with it. */
function readEvents(url: string, count: number, headers: Record<string, string> = {}) {
  return new Promise<{ type: string | undefined; text: string }>((resolve, reject) => {
    const request = get(`${url}/api/live`, { agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        if (text.split('event: tick').length <= count || !text.endsWith('\n\n')) return;
        request.destroy();
        resolve({ type: response.headers['content-type'], text });
      });
    });
    request.on('error', reject);
  });
}

describe('the live stream', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: '2026-11-23T12:00:12Z' });
  });

  afterEach(() => server.close());

  const report = (atMs: number) => server.post('/api/reports', buildReport({ node: 'n1', atMs }));

  it('tells of every new moment, and first of the one there is', async () => {
    await report(NOON_MS);
    const reading = readEvents(server.url, 2);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await report(NOON_MS + 5_000);
    const { type, text } = await reading;
    expect(type).toBe('text/event-stream; charset=utf-8');
    expect(text).toBe(
      'retry: 5000\n\n' +
        `id: ${NOON_MS}\nevent: tick\ndata: {"timestamp":"2026-11-23T12:00:00.000Z","late_nodes":0}\n\n` +
        `id: ${NOON_MS + 5_000}\nevent: tick\ndata: {"timestamp":"2026-11-23T12:00:05.000Z","late_nodes":0}\n\n`,
    );
  });

  it('goes on where a reader was', async () => {
    await report(NOON_MS);
    await readEvents(server.url, 1);
    const same = readEvents(server.url, 1, { 'last-event-id': String(NOON_MS) });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await report(NOON_MS + 5_000);
    expect((await same).text.match(/id: \d+/g)).toEqual([`id: ${NOON_MS + 5_000}`]);
    const behind = await readEvents(server.url, 1, { 'last-event-id': String(NOON_MS) });
    expect(behind.text.match(/id: \d+/g)).toEqual([`id: ${NOON_MS + 5_000}`]);
  });

  it('does not keep the server from ending', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET /api/live HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    await server.close();
    await ended;
    server = await startServer({});
  });
});
