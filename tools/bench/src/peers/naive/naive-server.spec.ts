import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNaiveServer } from './naive-server';

describe('the naive server', () => {
  let server: Server;
  let url = '';
  const post = (body: unknown) =>
    fetch(`${url}/records`, { method: 'POST', body: JSON.stringify(body) });
  const read = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const record = (pod: string, timestamp: number, bytes: number) => ({
    ...{ namespace: 'a', pod, node: 'n', timestamp },
    values: { memory_bytes: bytes, pids: 1 },
  });

  beforeAll(async () => {
    server = createNaiveServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const one of [record('x', 5, 10), record('x', 10, 20), record('y', 10, 7)]) {
      expect((await post(one)).status).toBe(200);
    }
  });
  afterAll(() => server.close());

  it('keeps all records', async () => {
    expect(await read('/stats')).toEqual({ pods: 2, records: 3 });
  });

  it('answers the newest of each pod and their sums', async () => {
    expect(await read('/pods')).toEqual([record('x', 10, 20), record('y', 10, 7)]);
    const values = { memory_bytes: 27, pids: 2 };
    expect(await read('/namespaces')).toEqual([{ namespace: 'a', values }]);
  });

  it('answers the records of one pod since a time', async () => {
    expect(await read('/pod?namespace=a&pod=x&since=6')).toEqual([record('x', 10, 20)]);
    expect(await read('/pod?namespace=a&pod=z&since=0')).toEqual([]);
  });

  it('refuses what is no record', async () => {
    expect((await post({ pod: 'x' })).status).toBe(400);
  });
});
