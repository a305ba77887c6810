import { join } from 'node:path';
import { ReportServer, answerWith } from '../../test/report-server';
import { useTemporaryDirectory, writeFiles } from '../../test/temporary-directory';
import { openHttpSender } from './http-sender';
import type { HttpSender } from './http-sender';
import { TokenFile } from './token-file';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const BODY = Buffer.from('a body');
const NEVER = new AbortController().signal;

const directory = useTemporaryDirectory();
const server = new ReportServer();
let sender: HttpSender;

async function open(token?: TokenFile, timeoutMilliseconds = 60_000): Promise<void> {
  sender = await openHttpSender({
    apiServerUrl: server.url,
    timeoutMilliseconds,
    token,
    now: () => NOW,
  });
}

beforeEach(async () => {
  server.requests.length = 0;
  server.answer = answerWith(202);
  await server.start();
});

afterEach(async () => {
  sender.close();
  await server.stop();
});

it('posts the body as it is, with the time of sending', async () => {
  await open();

  expect(await sender.send(BODY, NEVER)).toEqual({ kind: 'delivered' });
  expect(server.requests).toEqual([
    {
      path: '/api/reports',
      body: BODY,
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'content-length': '6',
        'kubemonitor-sent-at': '1795428000000',
      }) as unknown,
    },
  ]);
  expect(server.requests[0].headers.authorization).toBeUndefined();
});

it('sends the token its file holds at the moment', async () => {
  writeFiles(directory(), { token: 'first\n' });
  await open(new TokenFile(join(directory(), 'token')));

  await sender.send(BODY, NEVER);
  writeFiles(directory(), { token: 'the second\n'.replace(' ', '-') });
  await sender.send(BODY, NEVER);

  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer first',
    'Bearer the-second',
  ]);
});

it('keeps a report when its token cannot be read', async () => {
  await open(new TokenFile(join(directory(), 'none')));

  expect(await sender.send(BODY, NEVER)).toEqual({
    kind: 'deferred',
    reason: expect.stringMatching(/^token file: ENOENT/) as unknown,
  });
  expect(server.requests).toEqual([]);
});

it('keeps the connection alive', async () => {
  const ports = new Set<number | undefined>();
  server.answer = (response) => {
    ports.add(response.socket?.remotePort);
    response.writeHead(202).end('taken');
  };
  await open();

  for (let attempt = 0; attempt < 3; attempt += 1) await sender.send(BODY, NEVER);

  expect(ports.size).toBe(1);
});

it('says what the API said against a report', async () => {
  server.answer = answerWith(422, {}, `{"detail":"${'x'.repeat(1_000)}"}`);
  await open();

  const outcome = await sender.send(BODY, NEVER);

  expect(outcome).toEqual({
    kind: 'rejected',
    reason: expect.stringMatching(/^HTTP 422: \{"detail":"x{289}$/) as unknown,
  });
});

it('passes on how long the API asks to wait', async () => {
  server.answer = answerWith(429, { 'retry-after': '7' });
  await open();

  expect(await sender.send(BODY, NEVER)).toEqual({
    kind: 'deferred',
    reason: 'HTTP 429',
    waitMilliseconds: 7_000,
  });
});

it('defers when nobody listens', async () => {
  await open();
  await server.stop();

  expect(await sender.send(BODY, NEVER)).toEqual({ kind: 'deferred', reason: 'ECONNREFUSED' });
});

it('defers when there is no answer in time', async () => {
  server.answer = () => undefined;
  await open(undefined, 50);

  expect(await sender.send(BODY, NEVER)).toEqual({
    kind: 'deferred',
    reason: 'no answer within 50 ms',
  });
});

it('defers when the connection breaks in the middle of the answer', async () => {
  server.answer = (response) => {
    response.writeHead(202, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.socket?.destroy());
  };
  await open();

  expect(await sender.send(BODY, NEVER)).toMatchObject({ kind: 'deferred' });
});

it('tries once more when the server had closed the idle connection', async () => {
  await open();
  await sender.send(BODY, NEVER);
  // The next request arrives on the old connection, which is cut without an answer.
  let isFirst = true;
  server.answer = (response, request) => {
    if (isFirst) response.socket?.destroy();
    else answerWith(202)(response, request);
    isFirst = false;
  };

  expect(await sender.send(BODY, NEVER)).toEqual({ kind: 'delivered' });
  expect(server.requests).toHaveLength(3);
});

it('does not try again on a new connection', async () => {
  server.answer = (response) => void response.socket?.destroy();
  await open();

  expect(await sender.send(BODY, NEVER)).toEqual({ kind: 'deferred', reason: 'ECONNRESET' });
  expect(server.requests).toHaveLength(1);
});

it('gives up an attempt when it is stopped', async () => {
  const stop = new AbortController();
  server.answer = () => stop.abort();
  await open();

  expect(await sender.send(BODY, stop.signal)).toMatchObject({ kind: 'deferred' });
});
