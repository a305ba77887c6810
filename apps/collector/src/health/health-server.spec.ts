import { once } from 'node:events';
import { connect } from 'node:net';
import { ManualTime } from '../../test/manual-time';
import { HealthServer, HealthServerError } from './health-server';
import { TickHealth } from './tick-health';

const LOOPBACK = { port: 0, host: '127.0.0.1' };
const SECOND = 1_000;

describe('HealthServer', () => {
  let time: ManualTime;
  let health: TickHealth;
  let server: HealthServer;

  beforeEach(async () => {
    time = new ManualTime(0);
    health = new TickHealth(time, 5);
    server = await HealthServer.open(LOOPBACK, health);
  });

  afterEach(() => server.close());

  async function ask(path: string, method = 'GET'): Promise<[status: number, text: string]> {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    return [response.status, await response.text()];
  }

  it('is alive, not ready, before the first tick', async () => {
    expect(await ask('/livez')).toEqual([200, 'ok\n']);
    expect(await ask('/readyz')).toEqual([503, 'no tick read yet\n']);
  });

  it('is alive and ready after a tick', async () => {
    health.noteTick();

    expect(await ask('/livez')).toEqual([200, 'ok\n']);
    expect(await ask('/readyz')).toEqual([200, 'ok\n']);
  });

  it('says for how long the reader has been stuck, and stays ready', async () => {
    health.noteTick();
    time.spend(15 * SECOND);

    expect(await ask('/livez')).toEqual([503, 'no tick for 15 s\n']);
    expect(await ask('/readyz')).toEqual([200, 'ok\n']);
  });

  it.each([
    ['/', 'GET', [404, 'only /livez and /readyz\n']],
    ['/livez/x', 'GET', [404, 'only /livez and /readyz\n']],
    ['/livez', 'POST', [405, 'GET only\n']],
    ['/livez', 'HEAD', [200, '']],
  ])('answers %s by %s', async (path, method, expected) => {
    expect(await ask(path, method)).toEqual(expected);
  });

  it('ends the connection with its answer', async () => {
    const socket = connect(server.port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.write('GET /livez HTTP/1.1\r\nhost: probe\r\n\r\n');
    await once(socket, 'end');
    socket.destroy();

    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(received.toLowerCase()).toContain('connection: close');
  });

  describe('with pages', () => {
    let pages: HealthServer;

    beforeEach(async () => {
      pages = await HealthServer.open(LOOPBACK, health, (path) =>
        path === '/metrics' ? ['up 1\n', 'down 0\n'] : undefined,
      );
    });

    afterEach(() => pages.close());

    const askPages = (path: string, init?: RequestInit) =>
      fetch(`http://127.0.0.1:${pages.port}${path}`, init);

    it.each(['gzip', 'identity'])(
      'sends them in pieces, packed as asked for: %s',
      async (coding) => {
        const response = await askPages('/metrics', { headers: { 'accept-encoding': coding } });

        expect(response.headers.get('content-encoding')).toBe(coding === 'gzip' ? 'gzip' : null);
        expect(response.headers.get('content-type')).toBe(
          'text/plain; version=0.0.4; charset=utf-8',
        );
        expect(await response.text()).toBe('up 1\ndown 0\n');
      },
    );

    it('answers HEAD without a body, and no POST', async () => {
      const head = await askPages('/metrics', { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect((await askPages('/metrics', { method: 'POST' })).status).toBe(405);
    });

    it('still answers the probes, and nothing else', async () => {
      expect((await askPages('/livez')).status).toBe(200);
      expect((await askPages('/other')).status).toBe(404);
    });
  });

  it('closes with a connection open that says nothing', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');

    await server.close();

    await ended;
    await expect(ask('/livez')).rejects.toThrow('fetch failed');
    server = await HealthServer.open(LOOPBACK, health);
  });

  it('names the port it cannot listen on', async () => {
    const opening = HealthServer.open({ port: server.port, host: '127.0.0.1' }, health);

    await expect(opening).rejects.toThrow(HealthServerError);
    await expect(opening).rejects.toThrow(
      `HEALTH_PORT ${server.port} on HEALTH_HOST 127.0.0.1: listen EADDRINUSE`,
    );
  });
});
