import { ScriptedServer, type ScriptedAnswer } from '../../testing/scripted-server';
import { EngineClient } from './engine-client';
import { toServerUrls } from './server-urls';

const FORM = new URLSearchParams({ query: 'up{a="b c"}' });

describe('EngineClient', () => {
  const servers: ScriptedServer[] = [];

  const open = async (answer: ScriptedAnswer | 'cut', headers: Record<string, string> = {}) => {
    const server = await ScriptedServer.start(() => answer);
    servers.push(server);
    const urls = toServerUrls(server.url, server.url);
    return { server, client: new EngineClient(urls, { headers, readTimeoutMs: 30_000 }) };
  };

  const readAll = async (client: EngineClient) => {
    const lines: string[] = [];
    for await (const some of client.lines('/export', FORM)) lines.push(...some);
    return lines;
  };

  afterAll(() => Promise.all(servers.map((server) => server.close())));

  it('asks with the form in the body, unpacked answers, and the headers given', async () => {
    const { server, client } = await open(
      { status: 200, body: '{"data":[1]}' },
      { authorization: 'Bearer x' },
    );
    expect(await client.query('/query', FORM)).toEqual([1]);
    const [{ method, path, headers, body }] = server.requests;
    expect([method, path, body.toString()]).toEqual([
      'POST',
      '/api/v1/query',
      'query=up%7Ba%3D%22b+c%22%7D',
    ]);
    expect(headers).toMatchObject({ authorization: 'Bearer x', 'accept-encoding': 'identity' });
  });

  it.each([
    ['a\nb\n', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['', []],
    // More than one piece of a stream, with a letter of several bytes at every place.
    [`${'한글'.repeat(60_000)}\nend\n`, ['한글'.repeat(60_000), 'end']],
  ])('reads lines', async (body, lines) => {
    const { client } = await open({ status: 200, body });
    expect(await readAll(client)).toEqual(lines);
  });

  it.each([
    [422, 'too_much'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [429, 'unavailable'],
    [401, 'misconfigured'],
    [404, 'misconfigured'],
    [302, 'misconfigured'],
  ])('turns status %p into %s', async (status, code) => {
    const { client } = await open({ status, body: 'exceeds -search.maxSeries' });
    await expect(client.query('/query', FORM)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('exceeds -search.maxSeries') as string,
    });
    await expect(readAll(client)).rejects.toMatchObject({ code });
  });

  it('knows an answer that is none, and one that is cut off', async () => {
    const page = await open({ status: 200, body: '<html>' });
    await expect(page.client.query('/query', FORM)).rejects.toMatchObject({ code: 'unavailable' });
    const cut = await open({ status: 200, body: 'half', headers: { 'content-length': '100' } });
    await expect(readAll(cut.client)).rejects.toMatchObject({ code: 'unavailable' });
    const hangUp = await open('cut');
    await expect(readAll(hangUp.client)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('has no flags where the server does not show them', async () => {
    const { client } = await open({ status: 401 });
    expect(await client.readFlags()).toBeUndefined();
  });
});
