import { startServer, type TestServer } from '@kubemonitor/peer-programs';
import { ApiClient } from './api-client';

let server: TestServer;
afterEach(() => server.close());

const sleeps: number[] = [];
const sleep = (milliseconds: number) => Promise.resolve(void sleeps.push(milliseconds));

it('reads a list page by page, with its token', async () => {
  const asked: string[] = [];
  server = await startServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    const isFirst = !request.url?.includes('continue');
    const metadata = isFirst ? { continue: 'a&b' } : {};
    response.end(JSON.stringify({ items: [isFirst ? 1 : 2], metadata }));
  });
  const client = new ApiClient({ url: `${server.url}/`, token: 't', sleep });
  expect(await client.list<number>('/api/pods?sort=pod')).toEqual([1, 2]);
  expect(asked).toEqual([
    '/api/pods?sort=pod&limit=1000 Bearer t',
    '/api/pods?sort=pod&limit=1000&continue=a%26b Bearer t',
  ]);
});

it('asks again when a connection breaks, but sends a body once', async () => {
  let requests = 0;
  server = await startServer((request, response) => {
    requests += 1;
    if (requests < 3 || request.method === 'POST') request.socket.destroy();
    else response.end('{"a":1}');
  });
  const client = new ApiClient({ url: server.url, sleep });
  expect(await client.get('/x')).toEqual({ a: 1 });
  expect(requests).toBe(3);
  await expect(client.request('post', '/x', '{}')).rejects.toMatchObject({ fault: 'unreachable' });
  expect(requests).toBe(4);
});

it('says what helps when it may not read', async () => {
  server = await startServer((_, response) => response.writeHead(403).end('{"title":"Forbidden"}'));
  const client = new ApiClient({ url: server.url, sleep });
  await expect(client.get('/api/nodes')).rejects.toMatchObject({
    message: `${server.url}/api/nodes answered 403: Forbidden`,
    remedy: expect.stringContaining('kubemonitor-reader') as string,
    fault: 'not_allowed',
  });
});

it('reads the first event of a stream, which it closes, and the whole of a refusal', async () => {
  let closed: () => void = () => undefined;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  server = await startServer((request, response) => {
    if (request.url !== '/live') return response.writeHead(401).end('no');
    request.socket.once('close', closed);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(': here\n\n');
    return response.write('id: 1\nevent: tick\ndata: {}\n\n');
  });
  const client = new ApiClient({ url: server.url, sleep });
  expect(await client.requestFirstEvent('/live')).toMatchObject({
    status: 200,
    text: ': here\n\nid: 1\nevent: tick\ndata: {}\n\n',
    contentType: 'text/event-stream; charset=utf-8',
  });
  await isClosed;
  expect(await client.requestFirstEvent('/other')).toMatchObject({ status: 401, text: 'no' });
});
