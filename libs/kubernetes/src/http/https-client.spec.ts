import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import type { KubernetesClient } from '../client';
import type { ConnectionSettings, TlsSettings } from '../connection/connection-settings';
import {
  ScriptedServer,
  brokenStream,
  endedStream,
  fault,
  json,
  stream,
  type Respond,
} from '../testing/scripted-server';
import { DEFAULT_LIMITS, HttpsKubernetesClient, type ClientLimits } from './https-client';

const TLS = join(__dirname, '../testing/tls');

function pem(name: string): Buffer {
  return readFileSync(join(TLS, name));
}

const SERVER_TLS = { key: pem('server.key'), cert: pem('server.pem') };
const TRUSTING: TlsSettings = { ca: pem('ca.pem'), rejectUnauthorized: true };

const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

async function startServer(...args: Parameters<typeof ScriptedServer.start>) {
  const server = await ScriptedServer.start(...args);
  ended.push(() => server.close());
  return server;
}

function connect(
  server: URL,
  settings: Partial<ConnectionSettings> = {},
  limits: Partial<ClientLimits> = {},
): KubernetesClient {
  const client = new HttpsKubernetesClient(
    { server, tls: TRUSTING, ...settings },
    { ...DEFAULT_LIMITS, ...limits },
  );
  ended.push(() => client.close());
  return client;
}

async function collect<T>(items: AsyncIterable<T>, into: T[] = []): Promise<T[]> {
  for await (const item of items) into.push(item);
  return into;
}

describe('HttpsKubernetesClient.request', () => {
  it('sends JSON with the token of the moment, and gives the answer', async () => {
    const server = await startServer();
    server.will(json({ kind: 'TokenReview' }), json({ items: [] }));
    let token = 'first';
    const client = connect(server.url, { readToken: () => token });
    expect(await client.request('POST', '/apis/reviews', { body: { spec: 'ü' } })).toEqual({
      kind: 'TokenReview',
    });
    token = 'second';
    await client.request('GET', '/api/v1/pods?limit=1');
    expect(server.heard).toEqual([
      { method: 'POST', url: '/apis/reviews', authorization: 'Bearer first', body: '{"spec":"ü"}' },
      { method: 'GET', url: '/api/v1/pods?limit=1', authorization: 'Bearer second', body: '' },
    ]);
  });

  it('asks below the path of a server behind a proxy, without a token where there is none', async () => {
    const server = await startServer();
    server.will(json({}));
    await connect(new URL('/k8s/clusters/one/', server.url)).request('GET', '/version');
    expect(server.heard).toMatchObject([
      { url: '/k8s/clusters/one/version', authorization: undefined },
    ]);
  });

  it('keeps its connection', async () => {
    const server = await startServer();
    const ports: (number | undefined)[] = [];
    const remember: Respond = (answer, request) => {
      ports.push(request.socket.remotePort);
      answer.end('{}');
    };
    server.will(remember, remember);
    const client = connect(server.url);
    await client.request('GET', '/one');
    await client.request('GET', '/two');
    expect(ports[0]).toBe(ports[1]);
  });

  it('asks again when a kept connection was closed just then', async () => {
    const server = await startServer();
    server.will(json({ n: 1 }), (_answer, request) => request.socket.destroy(), json({ n: 2 }));
    const client = connect(server.url);
    await client.request('GET', '/one');
    expect(await client.request('GET', '/two')).toEqual({ n: 2 });
    expect(server.heard.map(({ url }) => url)).toEqual(['/one', '/two', '/two']);
  });

  it.each([
    [
      'a Status',
      fault(410, 'Expired', 'too old resource version'),
      { status: 410, reason: 'Expired', message: 'too old resource version' },
    ],
    [
      'text of a proxy',
      ((answer) => answer.writeHead(502).end('<html>bad gateway')) as Respond,
      { status: 502, reason: 'HTTP 502', message: '<html>bad gateway' },
    ],
    [
      'nothing',
      ((answer) => answer.writeHead(403).end()) as Respond,
      { status: 403, reason: 'HTTP 403', message: 'no message' },
    ],
    [
      'a redirect',
      ((answer) => answer.writeHead(302, { location: 'http://elsewhere' }).end()) as Respond,
      { status: 302, reason: 'HTTP 302' },
    ],
    ['JSON null', json(null, 500), { status: 500, reason: 'HTTP 500', message: 'no message' }],
    [
      'a long story',
      fault(400, 'BadRequest', 'x'.repeat(2_000)),
      { status: 400, reason: 'BadRequest', message: 'x'.repeat(500) },
    ],
    [
      'what is no JSON',
      ((answer) => answer.end('{"items": [')) as Respond,
      { status: 200, reason: 'BadAnswer' },
    ],
    [
      'a broken connection',
      brokenStream('{"items": ['),
      { status: undefined, reason: 'ECONNRESET' },
    ],
  ])('tells of an answer that is %s', async (_case, answer, expected) => {
    const server = await startServer();
    server.will(answer);
    await expect(connect(server.url).request('GET', '/x')).rejects.toMatchObject({
      name: 'KubernetesError',
      ...expected,
    });
  });

  it('takes no answer larger than its bound', async () => {
    const server = await startServer();
    server.will(json('x'.repeat(98)), json('x'.repeat(99)));
    const client = connect(server.url, {}, { maxAnswerBytes: 100 });
    expect(await client.request('GET', '/fits')).toHaveLength(98);
    await expect(client.request('GET', '/x')).rejects.toMatchObject({ reason: 'AnswerTooLarge' });
  });

  it('waits no longer than it should, for the answer and for its end', async () => {
    const server = await startServer();
    server.will(() => undefined, stream('{'));
    const client = connect(server.url, {}, { timeoutMs: 20 });
    const late = { status: undefined, reason: 'Timeout', message: 'no answer within 20 ms' };
    await expect(client.request('GET', '/never')).rejects.toMatchObject(late);
    await expect(client.request('GET', '/half')).rejects.toMatchObject(late);
  });

  it('is ended by its signal, by closing the client, and before it began', async () => {
    const server = await startServer();
    const client = connect(server.url);
    const ending = new AbortController();
    const asked = client.request('GET', '/x', { signal: ending.signal });
    const aborted = expect(asked).rejects.toMatchObject({ reason: 'Aborted' });
    await server.untilHeard(1);
    ending.abort();
    await aborted;
    const late = client.request('GET', '/x', { signal: ending.signal });
    await expect(late).rejects.toMatchObject({ reason: 'Aborted' });
    const closed = expect(client.request('GET', '/y')).rejects.toMatchObject({
      name: 'KubernetesError',
      status: undefined,
    });
    await server.untilHeard(2);
    client.close();
    await closed;
  });

  it('says that nobody is there', async () => {
    const server = await startServer();
    const { url } = server;
    await server.close();
    await expect(connect(url).request('GET', '/x')).rejects.toMatchObject({
      status: undefined,
      reason: 'ECONNREFUSED',
    });
  });
});

describe('HttpsKubernetesClient over TLS', () => {
  it('trusts the authority it was given, and no other', async () => {
    const server = await startServer(SERVER_TLS);
    server.will(json({ ok: true }));
    expect(await connect(server.url).request('GET', '/x')).toEqual({ ok: true });
    const other = { ca: pem('other-ca.pem'), rejectUnauthorized: true };
    await expect(connect(server.url, { tls: other }).request('GET', '/x')).rejects.toMatchObject({
      status: undefined,
      reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(server.heard).toHaveLength(1);
  });

  it('wants the name of the URL in the certificate, or the one it was told', async () => {
    const server = await startServer({
      key: pem('named-server.key'),
      cert: pem('named-server.pem'),
    });
    server.will(json({ ok: true }), json({ ok: true }));
    await expect(connect(server.url).request('GET', '/x')).rejects.toMatchObject({
      reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    const named = { ...TRUSTING, servername: 'api.test' };
    expect(await connect(server.url, { tls: named }).request('GET', '/x')).toEqual({ ok: true });
    const careless = { rejectUnauthorized: false };
    expect(await connect(server.url, { tls: careless }).request('GET', '/x')).toEqual({ ok: true });
  });

  it('shows its own certificate', async () => {
    const server = await startServer({ ...SERVER_TLS, ca: pem('ca.pem'), requestCert: true });
    server.will((answer, request) => {
      answer.end(JSON.stringify((request.socket as TLSSocket).getPeerCertificate().subject));
    });
    const tls = { ...TRUSTING, cert: pem('client.pem'), key: pem('client.key') };
    expect(await connect(server.url, { tls }).request('GET', '/x')).toEqual({
      O: 'testers',
      CN: 'tester',
    });
  });
});

describe('HttpsKubernetesClient.stream', () => {
  it('gives each line, wherever the stream is cut, until the server ends it', async () => {
    const server = await startServer();
    server.will(endedStream('{"n":1}\n{"n"', ':2}\n{"n":3}\n'));
    expect(await collect(connect(server.url).stream('/x?watch=true'))).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
    expect(server.heard).toMatchObject([{ method: 'GET', url: '/x?watch=true' }]);
  });

  it.each([
    ['breaks within a line', brokenStream('{"n":1}\n{"n":'), 'ECONNRESET'],
    ['is ended within a line', endedStream('{"n":1}\n{"n":'), 'BadAnswer'],
    ['holds garbage', stream('{"n":1}\n<html>\n'), 'BadAnswer'],
    ['holds a huge line', stream('{"n":1}\n', 'x'.repeat(101)), 'LineTooLong'],
  ])('gives what came before a stream that %s', async (_case, answer, reason) => {
    const server = await startServer();
    server.will(answer);
    const got: unknown[] = [];
    const client = connect(server.url, {}, { maxLineBytes: 100 });
    await expect(collect(client.stream('/x'), got)).rejects.toMatchObject({ reason });
    expect(got).toEqual([{ n: 1 }]);
  });

  it('tells why it was refused', async () => {
    const server = await startServer();
    server.will(fault(410, 'Gone', 'too old'));
    await expect(collect(connect(server.url).stream('/x'))).rejects.toMatchObject({
      status: 410,
      reason: 'Gone',
    });
  });

  it('waits for its beginning only so long, and then as long as it takes', async () => {
    const silent = connect((await startServer()).url);
    await expect(collect(silent.stream('/x', { timeoutMs: 20 }))).rejects.toMatchObject({
      reason: 'Timeout',
    });
    // A server of its own: the request above may have been given up before it was heard.
    const server = await startServer();
    server.will(stream('{"n":1}\n'));
    const client = connect(server.url);
    const ending = new AbortController();
    const read = async () => {
      for await (const line of client.stream('/x', { signal: ending.signal })) {
        expect(line).toEqual({ n: 1 });
        ending.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ reason: 'Aborted' });
  });

  it('closes its connection when nobody reads on', async () => {
    const server = await startServer();
    const closed = new Promise<void>((resolve) => {
      server.will((answer, request, body) => {
        request.socket.on('close', () => resolve());
        stream('{"n":1}\n')(answer, request, body);
      });
    });
    for await (const line of connect(server.url).stream('/x')) {
      expect(line).toEqual({ n: 1 });
      break;
    }
    await closed;
  });
});
