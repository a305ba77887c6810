import { spawn, type ChildProcess } from 'node:child_process';
import { PLAYED_NOW_HEADER, playedClockArguments } from './played-clock';

const SERVER = `
  const server = require('node:http').createServer((_, response) => response.end(String(Date.now())));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

describe('a played clock', () => {
  let child: ChildProcess;
  let url = '';

  beforeAll(async () => {
    const args = [...playedClockArguments(1_000_000_000_000), '-e', SERVER];
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const port = await new Promise((resolve) =>
      child.stdout?.once('data', (text) => resolve(String(text).trim())),
    );
    url = `http://127.0.0.1:${String(port)}`;
  });
  afterAll(() => child.kill());

  it('stands where it was set, and goes on with each request that tells the time', async () => {
    const ask = async (headers: Record<string, string>) => (await fetch(url, { headers })).text();
    expect(await ask({})).toBe('1000000000000');
    expect(await ask({ [PLAYED_NOW_HEADER]: '1000000005000' })).toBe('1000000005000');
    expect(await ask({})).toBe('1000000005000');
  });
});
