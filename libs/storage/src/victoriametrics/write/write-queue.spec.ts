import { SampleTemplate, type SnappyPart } from '@kubemonitor/remote-write';
import {
  ScriptedServer,
  type ScriptedAnswer,
  type TakenRequest,
} from '../../testing/scripted-server';
import { EngineClient } from '../server/engine-client';
import { toServerUrls } from '../server/server-urls';
import { WriteQueue } from './write-queue';

const LIMITS = { maxQueuedBytes: 10_000, maxRequestBytes: 4_000, writeTimeoutMs: 8_000 };
const TAKEN: ScriptedAnswer = { status: 204 };

function part(name: string): SnappyPart {
  const template = new SampleTemplate([[['__name__', name]]]);
  template.write(1_700_000_000_000, [1]);
  return template;
}

/** What a real request may take, whatever the queue's own clock says is left of its time. */
const REQUEST_TIMEOUT_MS = 30_000;

/** A queue before a server that answers so; its clock moves only while it waits to try again. */
async function openQueue(
  answer: (request: TakenRequest, count: number) => ScriptedAnswer | 'cut',
  limits = LIMITS,
) {
  const server = await ScriptedServer.start(answer);
  const urls = toServerUrls(server.url, server.url);
  const engine = new EngineClient(urls, { headers: {}, readTimeoutMs: REQUEST_TIMEOUT_MS });
  const client = { write: (body: Uint8Array) => engine.write(body, REQUEST_TIMEOUT_MS) };
  const pauses: number[] = [];
  let nowMs = 0;
  const timer = {
    now: () => nowMs,
    delay: (milliseconds: number) => {
      pauses.push(milliseconds);
      nowMs += milliseconds;
      return Promise.resolve();
    },
  };
  return { server, pauses, queue: new WriteQueue(client, timer, limits) };
}

describe('WriteQueue', () => {
  const servers: ScriptedServer[] = [];
  const open = async (...args: Parameters<typeof openQueue>) => {
    const opened = await openQueue(...args);
    servers.push(opened.server);
    return opened;
  };

  afterAll(() => Promise.all(servers.map((server) => server.close())));

  it('sends what comes in one turn as one remote write request', async () => {
    const { queue, server } = await open(() => TAKEN);
    await Promise.all([queue.add(part('up')), queue.add(part('down'))]);
    expect(server.requests).toHaveLength(1);
    const { method, path, headers, body } = server.requests[0];
    expect([method, path]).toEqual(['POST', '/api/v1/write']);
    expect(headers).toMatchObject({
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
      'user-agent': 'kubemonitor',
    });
    expect(body.includes('up') && body.includes('down')).toBe(true);
    expect(queue.queuedBytes).toBe(0);
  });

  it('makes requests no larger than allowed', async () => {
    const { queue, server } = await open(() => TAKEN, { ...LIMITS, maxRequestBytes: 80 });
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => queue.add(part(name))));
    // A part has 36 bytes: two of them go together.
    expect(part('a').bytes.length).toBe(36);
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, ScriptedAnswer | 'cut']>([
    ['status 500', { status: 500, body: 'disk full' }],
    ['status 503', { status: 503 }],
    ['status 429', { status: 429 }],
    ['a connection that is cut', 'cut'],
  ])('tries again after %s, later each time', async (_, failure) => {
    const { queue, server, pauses } = await open((__, count) => (count < 4 ? failure : TAKEN));
    await queue.add(part('up'));
    expect(server.requests).toHaveLength(4);
    expect(server.requests.every(({ body }) => body.equals(server.requests[0].body))).toBe(true);
    // Half of each pause is chance, so that many do not come back together.
    [100, 200, 400].forEach((longest, at) => {
      expect(pauses[at]).toBeGreaterThanOrEqual(longest / 2);
      expect(pauses[at]).toBeLessThanOrEqual(longest);
    });
    expect(queue.counts).toMatchObject({ requests: 4, retries: 3, unavailable: 0 });
  });

  it('waits as long as the server says', async () => {
    const busy = { status: 429, headers: { 'retry-after': '3' } };
    const { queue, pauses } = await open((_, count) => (count < 2 ? busy : TAKEN));
    await queue.add(part('up'));
    expect(pauses).toEqual([3_000]);
  });

  it('gives a report back when the server does not take it in time', async () => {
    const { queue, pauses } = await open(() => ({ status: 500, body: 'disk full' }));
    await expect(queue.add(part('up'))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('disk full') as string,
    });
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(8_000);
    expect(queue.queuedBytes).toBe(0);
  });

  it('refuses at once what does not fit, and keeps what waits', async () => {
    const { queue, server } = await open(() => TAKEN, { ...LIMITS, maxQueuedBytes: 75 });
    const taken = [queue.add(part('a')), queue.add(part('b'))];
    await expect(queue.add(part('c'))).rejects.toMatchObject({ code: 'busy' });
    await Promise.all(taken);
    await queue.add(part('c'));
    expect(server.requests).toHaveLength(2);
    expect(queue.counts.busy).toBe(1);
  });

  it('does not let one bad report take others along', async () => {
    const isBad = ({ body }: TakenRequest) => body.includes('bad');
    const { queue } = await open((request) =>
      isBad(request) ? { status: 400, body: 'out of order' } : TAKEN,
    );
    const names = ['a', 'b', 'bad', 'c', 'd'];
    const results = await Promise.allSettled(names.map((name) => queue.add(part(name))));
    expect(results.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    ]);
    expect(results[2]).toMatchObject({ reason: { code: 'refused' } });
    expect(queue.counts.refused).toBe(1);
  });

  it.each([301, 401, 403, 404])('does not go on trying after status %p', async (status) => {
    const { queue, server } = await open(() => ({ status, body: 'no' }));
    await expect(queue.add(part('up'))).rejects.toMatchObject({ code: 'misconfigured' });
    expect(server.requests).toHaveLength(1);
  });

  it('closes when all is written, and takes no more', async () => {
    const { queue, server } = await open(() => TAKEN);
    const written = queue.add(part('up'));
    await queue.close();
    await written;
    expect(server.requests).toHaveLength(1);
    await expect(queue.add(part('up'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
