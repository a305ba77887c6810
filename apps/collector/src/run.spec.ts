import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Report } from '@kubemonitor/metrics-model';
import { findFreePort } from '@kubemonitor/peer-programs';
import { fixtureDirectory } from '../test/fixtures';
import { ManualTime, until } from '../test/manual-time';
import { ReportServer, answerWith } from '../test/report-server';
import { useTemporaryDirectory } from '../test/temporary-directory';
import { SYSTEM_TIMERS } from './clock/timers';
import { runCollector } from './run';
import type { Surroundings } from './run';

const directory = useTemporaryDirectory();
const server = new ReportServer();
const RECORDING = fixtureDirectory('cluster-v1', 'a');

let printed: string;
let complained: string;

beforeEach(async () => {
  printed = '';
  complained = '';
  server.requests.length = 0;
  server.answer = answerWith(202);
  await server.start();
});

afterEach(() => server.stop());

function run(args: string[], surroundings: Partial<Surroundings> = {}): Promise<number> {
  return runCollector({
    args,
    environment: { API_SERVER_URL: server.url, NODE_NAME: 'n1', HOST_FACTS: 'false' },
    print: (text) => (printed += text),
    complain: (text) => (complained += text),
    timers: SYSTEM_TIMERS,
    stop: new AbortController().signal,
    factsScript: join(directory(), 'none.cjs'),
    ...surroundings,
  });
}

it('prints its usage and its version', async () => {
  expect(await run(['--help'], { environment: { COLLECT_INTERVAL: 'bad' } })).toBe(0);
  expect(printed).toMatch(/^Usage: collector/);
  printed = '';
  expect(await run(['--version'])).toBe(0);
  expect(printed).toBe('0.1.0\n');
});

it('names every fault of its arguments and environment', async () => {
  const environment = { COLLECT_INTERVAL: '0', API_SERVER_URL: 'nowhere' };

  expect(await run(['--bogus', '--ticks', 'x'], { environment })).toBe(2);
  for (const fault of ['--bogus', '--ticks "x"', 'COLLECT_INTERVAL="0"', 'API_SERVER_URL']) {
    expect(complained).toContain(fault);
  }
  expect(printed).toBe('');
});

it('refuses metrics without a port to answer them on', async () => {
  expect(await run([], { environment: { METRICS: 'true' } })).toBe(2);
  expect(complained).toContain('METRICS="true" needs a HEALTH_PORT');
});

it('refuses a directory that is no recording', async () => {
  expect(await run(['--recording', directory()])).toBe(2);
  expect(complained).toContain('is not a recording');
});

it('prints one report and sends nothing', async () => {
  expect(await run(['--once', '--recording', RECORDING])).toBe(0);

  const report = JSON.parse(printed) as Report;
  expect(report).toMatchObject({
    schema_version: 1,
    node: 'n1',
    boot_id: 'recording',
    // 1,795,425,475,027 ms / 5,000
    tick: 359_085_095,
    interval_seconds: 5,
    timestamp_milliseconds: 1_795_425_475_027,
    uptime_seconds: 1_727.81,
    clock_stepped: false,
    skipped: { gone: 0, broken: 0 },
  });
  expect(report.facts).toBeUndefined();
  expect(printed).toContain('\n  "node": "n1"');
  expect(server.requests).toEqual([]);
});

it('sends the report of a recording', async () => {
  expect(await run(['--recording', RECORDING, '--ticks', '1'])).toBe(0);

  expect(server.bodies).toEqual([
    expect.objectContaining({ node: 'n1', tick: 359_085_095 }) as unknown,
  ]);
  const [report] = server.bodies as Report[];
  expect(report.pods.ids).toHaveLength(14);
});

it('sends the same bytes for the same recording', async () => {
  await run(['--recording', RECORDING]);
  await run(['--recording', RECORDING]);

  const [first, second] = server.requests;
  expect(Buffer.compare(first.body, second.body)).toBe(0);
});

it.each([
  ['refuses it', 400],
  ['does not get to it', 503],
])('ends with 1 when the API %s', async (_, status) => {
  server.answer = answerWith(status);
  const time = new ManualTime(0);
  const code = run(['--recording', RECORDING], { timers: time });
  await until(() => server.requests.length === 1);
  while (!(await Promise.race([code.then(() => true), time.advance(500).then(() => false)])));

  expect(await code).toBe(1);
});

it('ends with 0 after a signal while it waits for its tick', async () => {
  const stop = new AbortController();
  const time = new ManualTime(0);
  const code = run([], { stop: stop.signal, timers: time });
  await until(() => time.waits.length === 1);

  stop.abort();

  expect(await code).toBe(0);
  expect(server.requests).toEqual([]);
  expect(complained).toContain('"message":"ended"');
});

describe('with a port for probes', () => {
  function environmentWith(port: number): Record<string, string> {
    return {
      API_SERVER_URL: server.url,
      NODE_NAME: 'n1',
      HOST_FACTS: 'false',
      HOST_PROC: join(RECORDING, 'rootfs/proc'),
      HOST_SYS_CGROUP: join(RECORDING, 'rootfs/sys/fs/cgroup'),
      HEALTH_PORT: String(port),
    };
  }

  it('is ready from the first tick on, whatever the API says, and ends with the rest', async () => {
    server.answer = answerWith(503);
    const port = await findFreePort();
    const wallClock = jest.spyOn(Date, 'now').mockReturnValue(1_000_001_000);
    const stop = new AbortController();
    const time = new ManualTime(0);
    const code = run([], { stop: stop.signal, timers: time, environment: environmentWith(port) });
    const ready = () => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status);
    await until(() => time.waits.length === 1);
    expect(await ready()).toBe(503);

    wallClock.mockReturnValue(1_000_005_000);
    await time.advance(4_000);
    await until(() => server.requests.length > 0);

    expect(await ready()).toBe(200);
    stop.abort();
    await until(() => time.waits.length > 0);
    await time.advance(3_000);
    expect(await code).toBe(0);
    await expect(ready()).rejects.toThrow('fetch failed');
    wallClock.mockRestore();
  });

  it.each([
    ['true', 200, 'node_load1 4.96\n'],
    ['false', 404, 'only /livez and /readyz\n'],
  ])('with METRICS=%s answers /metrics with %i', async (metrics, status, text) => {
    const port = await findFreePort();
    const wallClock = jest.spyOn(Date, 'now').mockReturnValue(1_000_001_000);
    const stop = new AbortController();
    const time = new ManualTime(0);
    const environment = { ...environmentWith(port), METRICS: metrics };
    const code = run([], { stop: stop.signal, timers: time, environment });
    await until(() => time.waits.length === 1);
    wallClock.mockReturnValue(1_000_005_000);
    await time.advance(4_000);
    await until(() => server.requests.length > 0);

    const response = await fetch(`http://127.0.0.1:${port}/metrics`);

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    stop.abort();
    await until(() => time.waits.length > 0 || stop.signal.aborted);
    await time.advance(3_000);
    expect(await code).toBe(0);
    wallClock.mockRestore();
  });

  it('does not start when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;

    expect(await run([], { environment: environmentWith(port) })).toBe(2);
    expect(complained).toBe(
      `collector: HEALTH_PORT ${port} on HEALTH_HOST 127.0.0.1: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
    taken.close();
  });
});
