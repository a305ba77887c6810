import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { SENT_AT_HEADER, type Report } from '@kubemonitor/metrics-model';
import { buildReport, type PodRow } from './reports';
import { startServer, type TestServer } from './server';

const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 2);
const NOW = new Date(NOW_MS).toISOString();
const NOON_MS = NOW_MS - 2_000;

function podsNamed(...uids: string[]): Record<string, PodRow> {
  return Object.fromEntries(uids.map((uid) => [uid, { values: { memory_bytes: 1, pids: 1 } }]));
}

function reportAt(atMs: number, ...uids: string[]): Report {
  return buildReport({ node: 'n1', atMs, host: { memory_bytes: 1 }, pods: podsNamed(...uids) });
}

describe('the size of a body', () => {
  const LIMIT = 20_000;
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW, MAX_BODY_BYTES: LIMIT });
  });

  afterAll(() => server.close());

  /** A report as text, with spaces up to a length. */
  function paddedReport(length: number): string {
    return JSON.stringify(reportAt(NOON_MS)).padEnd(length, ' ');
  }

  it('may be what the limit says, plain and packed', async () => {
    expect((await server.post('/api/reports', paddedReport(LIMIT))).status).toBe(200);
    const packed = gzipSync(paddedReport(LIMIT));
    const { body } = await server.post('/api/reports', packed, { 'content-encoding': 'gzip' });
    expect(body).toEqual({ result: 'duplicate' });
  });

  it('may not be more, plain', async () => {
    const { status, body } = await server.post('/api/reports', paddedReport(LIMIT + 1));
    expect([status, body.type]).toEqual([413, '/problems/too-large']);
  });

  it('may not become more: a bomb of 50 MB in 50 KB, and one byte over', async () => {
    for (const length of [50_000_000, LIMIT + 1]) {
      const packed = gzipSync(paddedReport(length));
      const { status, body } = await server.post('/api/reports', packed, {
        'content-encoding': 'gzip',
      });
      expect([status, body.type]).toEqual([413, '/problems/too-large']);
    }
  });

  it('of a bomb whose packed form is within the limit too', async () => {
    const packed = gzipSync(Buffer.alloc(15_000_000, '['));
    expect(packed.length).toBeLessThan(LIMIT);
    const { status, body } = await server.post('/api/nodes/n1', packed, {
      'content-encoding': 'gzip',
    });
    expect([status, body.detail]).toEqual([413, 'The body unpacks to more than 20000 bytes.']);
  });

  it('may not be deep: what nests 10,000 times is refused like any other', async () => {
    const { status } = await server.post(
      '/api/reports',
      `${'['.repeat(9_000)}${']'.repeat(9_000)}`,
    );
    expect(status).toBe(400);
  });
});

describe('the clock of a sender', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW });
  });

  afterAll(() => server.close());

  function post(node: string, sentAt: string) {
    const report = buildReport({ node, atMs: NOON_MS });
    return server.post('/api/reports', report, { [SENT_AT_HEADER]: sentAt });
  }

  it.each([
    ['an hour ahead', 3_600_000, '3600.0 s off'],
    ['an hour behind', -3_600_000, '-3600.0 s off'],
    ['just too far', 60_001, '60.0 s off'],
  ])('%s: refused, and named in lists until it is right', async (_case, offMs, words) => {
    const { status, body } = await post('wrong', String(NOW_MS + offMs));
    expect([status, body.type]).toEqual([422, '/problems/clock-skew']);
    expect(body.detail).toContain(words);
    const named = [{ node: 'wrong', reason: 'clock_skew' }];
    for (const path of ['/api/nodes', '/api/pods', '/api/namespaces', '/api/pods?window=60']) {
      expect((await server.get(path)).body.metadata.partial).toEqual(named);
    }
    expect((await post('wrong', String(NOW_MS + 60_000))).status).toBe(200);
    expect((await server.get('/api/nodes')).body.metadata).not.toHaveProperty('partial');
  });

  it('that says nothing of use does not matter', async () => {
    for (const [node, sentAt] of [
      ['a', 'soon'],
      ['b', 'NaN'],
      ['c', '1e999'],
    ]) {
      expect((await post(node, sentAt)).status).toBe(200);
    }
  });

  it('tells back-fill from skew: an old report sent now is taken', async () => {
    const report = buildReport({ node: 'n1', atMs: NOON_MS - 1_800_000 });
    const headers = { [SENT_AT_HEADER]: String(NOW_MS) };
    expect((await server.post('/api/reports', report, headers)).body).toEqual({ result: 'stored' });
  });
});

describe('the number of series', () => {
  let server: TestServer;

  // A node is 1 series here, a pod 2: a node and 49 pods are 99.
  beforeAll(async () => {
    server = await startServer({ FREEZE_CLOCK_AT: NOW, MAX_SERIES: 100 });
  });

  afterAll(() => server.close());

  const FIRST = Array.from({ length: 49 }, (_, index) => `old-${index}`);

  it('is kept: the new is refused, what is known goes on', async () => {
    const first = await server.post('/api/reports', reportAt(NOON_MS - 5_000, ...FIRST));
    expect(first.body).toEqual({ result: 'stored' });
    const second = await server.post('/api/reports', reportAt(NOON_MS, ...FIRST, 'new-1', 'new-2'));
    expect(second.body).toEqual({ result: 'stored', refused: 2 });

    const { body } = await server.get('/api/pods?limit=0');
    expect(body.metadata.total).toBe(49);
    expect(body.items[0].timestamp).toBe(NOW.replace(':02.', ':00.'));
    expect((await server.get('/api/pods/new-1')).status).toBe(404);
    const { body: old } = await server.get('/api/pods/old-7?window=60&fields=memory_bytes');
    expect(old.samples).toHaveLength(2);
  });

  it('is told a sender of single samples', async () => {
    const sample = { timestamp: NOW, memory_bytes: 1, cpu_millicores: 1 };
    const { status, body } = await server.post('/api/pods/new', sample);
    expect([status, body.type]).toEqual([422, '/problems/series-limit']);
    expect((await server.get('/api/namespaces/default')).status).toBe(404);
    expect((await server.post('/api/nodes/n1', { memory_bytes: 2 })).status).toBe(200);
  });

  it('is seen in /health', async () => {
    const { body } = await server.get('/health');
    expect(body.store).toMatchObject({ pods: 49, nodes: 1, series: 99, refused_entities: 3 });
    expect(body.ingest).toMatchObject({ 'series-limit': 3 });
  });
});

describe('the number of points', () => {
  it('of a window is kept: the step grows and the answer says so', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW, MAX_POINTS: 10 });
    for (let ago = 20; ago >= 0; ago -= 1) {
      await server.post('/api/reports', reportAt(NOON_MS - ago * 5_000, 'p'));
    }
    const { body } = await server.get('/api/pods/p?window=100&fields=memory_bytes');
    // 100 s in 10 s steps touch 11 of them.
    expect(body.step_seconds).toBe(15);
    expect(body.samples.length).toBeLessThanOrEqual(10);
    const { body: list } = await server.get('/api/namespaces?window=100&step=20');
    expect(list.step_seconds).toBe(20);
    await server.close();
  });
});

describe('the rate of reports', () => {
  it('of one node is kept, with Retry-After; others are not held up', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW });
    const text = JSON.stringify(buildReport({ node: 'hasty', atMs: NOON_MS }));
    const send = () =>
      fetch(`${server.url}/api/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
      });
    for (let sent = 0; sent < 1_000; sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, send));
      await Promise.all(answers.map((answer) => answer.arrayBuffer()));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    const { status, headers, body } = await server.post('/api/reports', text);
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    expect(body).toMatchObject({
      type: '/problems/too-many-requests',
      detail: 'Node "hasty" sends too fast.',
    });
    const other = buildReport({ node: 'calm', atMs: NOON_MS });
    expect((await server.post('/api/reports', other)).status).toBe(200);
    await server.close();
  });
});

describe('what is no HTTP', () => {
  it('is answered with a problem and the end of the connection', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW });
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString('utf8')));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write('HELO monitor\r\n\r\n');
    });
    const [head, body] = answer.split('\r\n\r\n');
    expect(head).toContain('HTTP/1.1 400 Bad Request');
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toEqual({
      type: '/problems/bad-request',
      title: 'Bad request',
      status: 400,
      detail: 'The request is not valid HTTP.',
    });
    await server.close();
  });
});

describe('a long list', () => {
  it('is sent in pieces and packed, and is whole', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW });
    const uids = Array.from(
      { length: 2_000 },
      (_, index) => `pod-${String(index).padStart(4, '0')}`,
    );
    expect((await server.post('/api/reports', reportAt(NOON_MS, ...uids))).status).toBe(200);
    const { body, headers } = await server.get('/api/pods?limit=0');
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(body.items.map(({ uid }: { uid: string }) => uid)).toEqual(uids);
    expect(body.metadata).toMatchObject({ total: 2_000 });
    const plain = await server.get('/api/pods?limit=0', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.body).toEqual(body);
    expect((await server.get('/api/pods')).body.items).toHaveLength(500);
    await server.close();
  });
});
