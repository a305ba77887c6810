import { gzipSync } from 'node:zlib';
import type { Report } from '@kubemonitor/metrics-model';
import { buildReport } from './reports';
import { startServer, type TestServer } from './server';

const NOW = '2026-11-23T12:00:02Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

function goodReport(node = 'n1'): Report {
  return buildReport({
    node,
    atMs: NOON_MS,
    host: { cpu_usage_microseconds: 1, memory_bytes: 2 },
    pods: {
      a: { values: { memory_bytes: 1, pids: 2 } },
      b: { values: { memory_bytes: 3, pids: 4 } },
    },
    containers: { c: { pod: 'b', values: { memory_bytes: 3 } } },
  });
}

/** The tick of a good report: 12:00:00 in intervals of 5 s since the epoch. */
const TICK = '"tick":359087040';

/** The text of a good report with one piece of it replaced. */
function textWith(piece: string, replacement: string): string {
  const text = JSON.stringify(goodReport());
  expect(text).toContain(piece);
  return text.replace(piece, replacement);
}

describe('bad reports', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
  });

  // Nothing of what was refused is kept, and a good report is still taken.
  afterAll(async () => {
    expect((await server.get('/api/nodes')).body.items).toEqual([]);
    expect((await server.get('/health')).body.store.series).toBe(0);
    expect((await server.post('/api/reports', goodReport())).body).toEqual({ result: 'stored' });
    await server.close();
  });

  function post(body: unknown, headers?: Record<string, string>) {
    return server.post('/api/reports', body, headers);
  }

  it.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(goodReport()).slice(0, 100)],
    ['no JSON', 'node=n1&tick=1'],
    ['NaN', textWith(TICK, '"tick":NaN')],
    ['Infinity', textWith(TICK, '"tick":Infinity')],
    ['a comma too many', textWith('{"schema_version"', '{,"schema_version"')],
    ['two of them', `${JSON.stringify(goodReport())}${JSON.stringify(goodReport())}`],
    ['binary', '\u0000\u0001\u0002'],
  ])('that are no JSON: %s', async (_case, body) => {
    const { status, body: problem } = await post(body);
    expect([status, problem.type]).toEqual([400, '/problems/malformed-json']);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['a text', '"report"'],
    ['a number', 5],
    ['an empty object', {}],
  ])('that are no report: %s', async (_case, body) => {
    const { status, body: problem } = await post(body);
    expect([status, problem.type]).toEqual([400, '/problems/bad-request']);
  });

  it.each([
    ['tick', TICK, '"tick":1e999'],
    ['tick', TICK, '"tick":-1'],
    ['tick', TICK, '"tick":9223372036854775808'],
    ['tick', TICK, '"tick":0.5'],
    ['tick', TICK, '"tick":"359087040"'],
    ['tick', TICK, '"tick":null'],
    ['tick', TICK, '"tock":1'],
    ['host.rows.0.0', '"rows":[[1,2]]', '"rows":[[1e999,2]]'],
    ['host.rows.0.1', '"rows":[[1,2]]', '"rows":[[1,-2]]'],
    ['host.rows.0.1', '"rows":[[1,2]]', '"rows":[[1,9223372036854775808]]'],
    ['host.rows.0.0', '"rows":[[1,2]]', '"rows":[["1",2]]'],
    ['host.rows.0', '"rows":[[1,2]]', '"rows":[{"0":1}]'],
    ['host.rows', '"rows":[[1,2]]', '"rows":"1,2"'],
    ['node', '"node":"n1"', '"node":""'],
    ['node', '"node":"n1"', '"node":"n\\u0000"'],
    ['node', '"node":"n1"', `"node":"${'x'.repeat(254)}"`],
    ['node', '"node":"n1"', '"node":{"$gt":""}'],
    ['pods.ids.1', '"ids":["a","b"]', '"ids":["a",""]'],
    ['pods.ids.1', '"ids":["a","b"]', `"ids":["a","${'x'.repeat(1_025)}"]`],
    ['pods.qos.1', '"qos":["Burstable","Burstable"]', '"qos":["Burstable","Gold"]'],
    ['schema_version', '"schema_version":1', '"schema_version":2'],
    ['interval_seconds', '"interval_seconds":5', '"interval_seconds":0'],
    ['clock_stepped', '"clock_stepped":false', '"clock_stepped":"no"'],
    ['__proto__', '{"schema_version"', '{"__proto__":{"admin":true},"schema_version"'],
    ['constructor', '{"schema_version"', '{"constructor":{"prototype":{}},"schema_version"'],
    ['toString', '{"schema_version"', '{"toString":1,"schema_version"'],
    ['host.__proto__', '"host":{', '"host":{"__proto__":{"x":1},'],
    ['skipped.extra', '"skipped":{', '"skipped":{"extra":1,'],
  ])('that are wrong in %s', async (field, piece, replacement) => {
    const { status, body } = await post(textWith(piece, replacement));
    expect([status, body.type, body.errors?.[0].field]).toEqual([
      400,
      '/problems/bad-request',
      field,
    ]);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it.each<[string, (report: Report) => void, RegExp]>([
    ['a row too short', ({ pods }) => pods.rows[1].pop(), /Row 1 has 1 values for 2 fields/],
    ['a row too long', ({ pods }) => pods.rows[0].push(1), /Row 0 has 3 values for 2 fields/],
    ['a row too few', ({ pods }) => pods.rows.pop(), /"rows" has 1 entries for 2 ids/],
    ['an id too many', ({ pods }) => pods.ids.push('z'), /"rows" has 2 entries for 3 ids/],
    [
      'an offset too few',
      ({ host }) => host.offsets_milliseconds.pop(),
      /"offsets_milliseconds" has 0 entries for 1 ids/,
    ],
    ['a class too few', ({ pods }) => pods.qos.pop(), /"pods.qos" has 1 entries for 2 ids/],
    [
      'a network too many',
      ({ pods }) => pods.host_network.push(null),
      /"pods.host_network" has 3 entries for 2 ids/,
    ],
    [
      'no sandbox',
      ({ containers }) => containers.sandbox.pop(),
      /"containers.sandbox" has 0 entries for 1 ids/,
    ],
    [
      'no pod of a container',
      ({ containers }) => containers.pods.pop(),
      /"containers.pods" has 0 entries for 1 ids/,
    ],
    [
      'a container of no pod',
      ({ containers }) => (containers.pods[0] = 2),
      /"containers.pods" names a pod that is not in "pods.ids"/,
    ],
    ['another host', ({ host }) => (host.ids[0] = 'n2'), /"host.ids" must hold just the name/],
    [
      'no host',
      ({ host }) => [host.ids, host.rows, host.offsets_milliseconds].forEach((list) => list.pop()),
      /"host.ids" must hold just the name/,
    ],
    [
      'a time of another tick',
      (report) => (report.timestamp_milliseconds += 5_000),
      /"tick" is 359087040, but "timestamp_milliseconds" lies in tick 359087041/,
    ],
  ])('whose parts do not fit: %s', async (_case, spoil, detail) => {
    const report = goodReport();
    spoil(report);
    const { status, body } = await post(report);
    expect([status, body.type]).toEqual([400, '/problems/bad-request']);
    expect(body.detail).toMatch(detail);
  });

  it('of another interval are told which', async () => {
    const report = { ...goodReport(), interval_seconds: 10 };
    const { status, body } = await post(report);
    expect([status, body.type]).toEqual([422, '/problems/interval-mismatch']);
    expect(body.detail).toContain("COLLECT_INTERVAL is 10 s, the server's 5 s");
  });

  it.each([
    ['brotli', { 'content-encoding': 'br' }],
    ['deflate', { 'content-encoding': 'deflate' }],
    ['gzip twice', { 'content-encoding': 'gzip, gzip' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['no type', { 'content-type': '' }],
    ['XML', { 'content-type': 'application/xml' }],
  ])('in another form: %s', async (_case, headers) => {
    const { status, body } = await post(JSON.stringify(goodReport()), headers);
    expect([status, body.type]).toEqual([415, '/problems/unsupported-media-type']);
  });

  it('that say gzip and are none', async () => {
    const { status, body } = await post('{}', { 'content-encoding': 'gzip' });
    expect([status, body.type]).toEqual([400, '/problems/malformed-json']);
  });

  it('without a body at all', async () => {
    const response = await fetch(`${server.url}/api/reports`, { method: 'POST' });
    expect(await response.json()).toMatchObject({ type: '/problems/bad-request', status: 400 });
  });

  it('with a query are not for that', async () => {
    const response = await fetch(`${server.url}/api/reports`);
    expect(await response.json()).toMatchObject({ type: '/problems/not-found', status: 404 });
  });
});

describe('good reports in all their forms', () => {
  it('are taken: gzip, with a charset, with unknown metrics, with no pods', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW });
    const packed = gzipSync(JSON.stringify(goodReport('packed')), { level: 1 });
    const forms: [unknown, Record<string, string>][] = [
      [packed, { 'content-encoding': 'gzip' }],
      [goodReport('charset'), { 'content-type': 'application/json; charset=utf-8' }],
      [buildReport({ node: 'new-metric', atMs: NOON_MS, host: { memory_bytes: 1, flux: 2 } }), {}],
      [buildReport({ node: 'ünïcode 東京', atMs: NOON_MS }), {}],
    ];
    for (const [body, headers] of forms) {
      expect((await server.post('/api/reports', body, headers)).body).toEqual({ result: 'stored' });
    }
    const { body } = await server.get('/api/nodes?fields=memory_bytes');
    expect(body.items.map((item: { node: string }) => item.node)).toEqual([
      'charset',
      'new-metric',
      'packed',
      'ünïcode 東京',
    ]);
    await server.close();
  });
});
