import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dropIdentityHeaders, readProxyIdentity } from './proxy-identity';
import { parseTrust } from './request-header-trust';

const TRUST = parseTrust({
  'requestheader-username-headers': '["X-Remote-User","X-User"]',
  'requestheader-group-headers': '["X-Remote-Group"]',
  'requestheader-extra-headers-prefix': '["X-Remote-Extra-"]',
  'requestheader-uid-headers': '["X-Remote-Uid"]',
});

/** The request as a server has it that was sent these headers. */
async function receive(headers: Record<string, string | string[]>): Promise<IncomingMessage> {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      response.end();
      server.close(() => resolve(request));
      server.closeIdleConnections();
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      send({ host: '127.0.0.1', port, headers, agent: false }, (answer) => answer.resume()).end();
    });
  });
}

const asUtf8 = (text: string): string => Buffer.from(text).toString('latin1');

it.each<[string, Record<string, string | string[]>, object | undefined]>([
  ['nobody', { 'x-remote-group': 'a' }, undefined],
  ['nobody for an empty name', { 'x-remote-user': '' }, undefined],
  ['a user', { 'x-remote-user': 'jane' }, { username: 'jane', groups: [], extra: {} }],
  ['a user of the second header', { 'x-user': 'ann' }, { username: 'ann', groups: [], extra: {} }],
  [
    'groups one by one, commas included',
    { 'x-remote-user': 'jane', 'X-Remote-Group': ['a', 'b, c'] },
    { username: 'jane', groups: ['a', 'b, c'], extra: {} },
  ],
  [
    'a uid',
    { 'x-remote-user': 'jane', 'X-Remote-Uid': '42' },
    { username: 'jane', uid: '42', groups: [], extra: {} },
  ],
  [
    'names that are not ASCII',
    { 'x-remote-user': asUtf8('지우'), 'x-remote-group': asUtf8('Küche') },
    { username: '지우', groups: ['Küche'], extra: {} },
  ],
  [
    'extra fields, keys decoded where they can be',
    {
      'x-remote-user': 'jane',
      'x-remote-extra-a.b%2fc': ['1', '2'],
      'x-remote-extra-100%': '3',
      'x-remote-extra-__proto__': '4',
    },
    {
      username: 'jane',
      groups: [],
      extra: Object.fromEntries([
        ['a.b/c', ['1', '2']],
        ['100%', ['3']],
        ['__proto__', ['4']],
      ]),
    },
  ],
])('reads %s', async (_, headers, expected) => {
  expect(readProxyIdentity(await receive(headers), TRUST)).toEqual(expected);
});

it('refuses a name that is not UTF-8', async () => {
  const request = await receive({ 'x-remote-user': 'j\xe4ne' });

  expect(() => readProxyIdentity(request, TRUST)).toThrow('not valid for encoding utf-8');
});

it('drops what names somebody and leaves the rest', async () => {
  const request = await receive({
    'x-remote-user': 'jane',
    'x-user': 'ann',
    'x-remote-group': 'a',
    'x-remote-uid': '1',
    'x-remote-extra-scopes': 'all',
    authorization: 'Bearer secret',
    accept: 'application/json',
  });
  dropIdentityHeaders(request, TRUST);

  expect(Object.keys(request.headers).sort()).toEqual(['accept', 'connection', 'host']);
});
