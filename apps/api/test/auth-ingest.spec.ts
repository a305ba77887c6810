import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildReport } from './reports';
import { ReviewServer } from './review-server';
import { startServer, type Answer, type TestServer } from './server';

const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 2);
const NOW = new Date(NOW_MS).toISOString();

const ACCOUNT = 'system:serviceaccount:kubemonitor:resource-collector';
const EXTRA = 'authentication.kubernetes.io';

/** Reports of a node, each of the tick before the last. */
let tick = 0;
function reportOf(node: string) {
  tick += 1;
  return buildReport({ node, atMs: NOW_MS - 2_000 - tick * 5_000 });
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** What a refusal says: status, kind, challenge. */
function refusal({ status, body, headers }: Answer): unknown[] {
  return [status, body.type, headers.get('www-authenticate')];
}

const NO_TOKEN = [401, '/problems/unauthorized', 'Bearer realm="kubemonitor"'];
const WRONG_TOKEN = [401, '/problems/unauthorized', `${NO_TOKEN[2]}, error="invalid_token"`];
const FORBIDDEN = [403, '/problems/forbidden', null];

describe('AUTH_INGEST=none', () => {
  it('takes samples of anybody', async () => {
    const server = await startServer({ FREEZE_CLOCK_AT: NOW });
    expect((await server.post('/api/reports', reportOf('n1'))).status).toBe(200);
    expect((await server.post('/api/reports', reportOf('n1'), bearer('any'))).status).toBe(200);
    await server.close();
  });
});

describe('AUTH_INGEST=token', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tokens-'));
    writeFileSync(join(folder, 'tokens'), 'first-secret\nsecond-secret\n');
    server = await startServer({
      FREEZE_CLOCK_AT: NOW,
      AUTH_INGEST: 'token',
      INGEST_TOKENS_FILE: join(folder, 'tokens'),
    });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['first-secret', 'second-secret'])(
    'takes samples with %s, of any node',
    async (token) => {
      for (const node of ['n1', 'n2']) {
        const { status } = await server.post('/api/reports', reportOf(node), bearer(token));
        expect(status).toBe(200);
      }
      const sample = { memory_bytes: 1 };
      expect((await server.post('/api/nodes/n3', sample, bearer(token))).status).toBe(200);
      expect((await server.post('/api/pods/p1', sample, bearer(token))).status).toBe(200);
    },
  );

  it.each(['/api/reports', '/api/nodes/n1', '/api/pods/p1', '/api/reports/', '/api/nothing'])(
    'refuses a POST to %s without a right token',
    async (path) => {
      const before = (await server.get('/health')).body.ingest;
      expect(refusal(await server.post(path, reportOf('n1')))).toEqual(NO_TOKEN);
      const basic = { authorization: 'Basic Zmlyc3Q6c2VjcmV0' };
      expect(refusal(await server.post(path, reportOf('n1'), basic))).toEqual(NO_TOKEN);
      const wrong = await server.post(path, reportOf('n1'), bearer('third-secret'));
      expect(refusal(wrong)).toEqual(WRONG_TOKEN);
      expect(JSON.stringify(wrong.body)).not.toContain('third-secret');
      expect((await server.get('/health')).body.ingest).toEqual({
        ...before,
        no_token: (before.no_token ?? 0) + 2,
        wrong_token: (before.wrong_token ?? 0) + 1,
      });
    },
  );

  it('counts refusals with their reason', async () => {
    const { body } = await server.get('/metrics');
    expect(body).toMatch(/^kubemonitor_refusals_total\{area="ingest",reason="no_token"\} \d+$/m);
    expect(body).toMatch(/^kubemonitor_refusals_total\{area="ingest",reason="wrong_token"\} \d+$/m);
  });

  it('refuses before it reads the body: a stranger is answered without sending one', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${server.url}/api/reports`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': '8000000',
        },
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.flushHeaders();
    });
    expect(status).toBe(401);
  });

  it('does not unpack what a stranger sends', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const headers = { 'content-encoding': 'gzip' };
    expect(refusal(await server.post('/api/reports', bomb, headers))).toEqual(NO_TOKEN);
    // Who has the right is told what is wrong with it.
    const trusted = await server.post('/api/reports', bomb, {
      ...headers,
      ...bearer('first-secret'),
    });
    expect(trusted.status).toBe(413);
  });

  it('leaves reading open', async () => {
    expect((await server.get('/api/nodes')).status).toBe(200);
  });

  it.each([
    ['no file', undefined, 'AUTH_INGEST=token needs INGEST_TOKENS_FILE.'],
    ['a file that is missing', '/nowhere/tokens', '/nowhere/tokens: cannot be read (ENOENT)'],
  ])('does not start with %s', async (_case, path, message) => {
    const start = startServer({ AUTH_INGEST: 'token', INGEST_TOKENS_FILE: path });
    await expect(start).rejects.toThrow(message);
  });
});

describe('AUTH_INGEST=kubernetes', () => {
  const cluster = new ReviewServer();
  let server: TestServer;
  let logged = '';

  beforeAll(async () => {
    const stderr = jest.spyOn(process.stderr, 'write');
    stderr.mockImplementation((text) => {
      logged += String(text);
      return true;
    });
    await cluster.start();
    const addToken = (token: string, pod: string, username = ACCOUNT) =>
      cluster.tokens.set(token, {
        username,
        audiences: ['kubemonitor'],
        extra: { [`${EXTRA}/pod-name`]: [pod], [`${EXTRA}/pod-uid`]: [`uid-${pod}`] },
      });
    for (const [pod, node] of [
      ['collector-a', 'n1'],
      ['collector-b', 'n2'],
    ]) {
      addToken(`secret-of-${pod}`, pod);
      cluster.pods.set(`kubemonitor/${pod}`, { uid: `uid-${pod}`, node });
    }
    addToken('secret-of-shop', 'web', 'system:serviceaccount:shop:web');
    addToken('secret-of-gone', 'gone');
    addToken('secret-of-late', 'collector-a');
    cluster.tokens.set('secret-for-api-server', { username: ACCOUNT });
    server = await startServer({
      FREEZE_CLOCK_AT: NOW,
      AUTH_INGEST: 'kubernetes',
      KUBECONFIG: cluster.kubeconfig,
      LOG_LEVEL: 'debug',
    });
  });

  afterAll(async () => {
    await server.close();
    await cluster.stop();
    jest.restoreAllMocks();
  });

  beforeEach(() => {
    cluster.asked.length = 0;
    cluster.failWith = undefined;
    cluster.hold = Promise.resolve();
  });

  it('takes what a collector sends of its own node, and asks the cluster once', async () => {
    let release = () => {};
    cluster.hold = new Promise((resolve) => (release = resolve));
    const sent = [1, 2, 3].map(() =>
      server.post('/api/reports', reportOf('n1'), bearer('secret-of-collector-a')),
    );
    release();
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = await server.post(
      '/api/reports',
      reportOf('n1'),
      bearer('secret-of-collector-a'),
    );
    expect(again.status).toBe(200);
    expect(cluster.asked.map(({ path }) => path)).toEqual([
      'POST /apis/authentication.k8s.io/v1/tokenreviews',
      'GET /api/v1/namespaces/kubemonitor/pods/collector-a',
    ]);
    expect(cluster.asked[0].spec?.audiences).toEqual(['kubemonitor']);
  });

  it('takes no report of another node, and stores nothing of it', async () => {
    const answer = await server.post(
      '/api/reports',
      reportOf('n9'),
      bearer('secret-of-collector-b'),
    );
    expect(refusal(answer)).toEqual(FORBIDDEN);
    expect(answer.body.detail).toBe('A collector may write for its own node only.');
    expect((await server.get('/api/nodes/n9')).status).toBe(404);
  });

  it('holds single samples to the same rule', async () => {
    const token = bearer('secret-of-collector-b');
    const sample = { memory_bytes: 1 };
    expect((await server.post('/api/nodes/n2', sample, token)).status).toBe(200);
    expect((await server.post('/api/pods/p', { ...sample, node: 'n2' }, token)).status).toBe(200);
    expect(refusal(await server.post('/api/nodes/n1', sample, token))).toEqual(FORBIDDEN);
    expect(refusal(await server.post('/api/pods/p', sample, token))).toEqual(FORBIDDEN);
    const other = { ...sample, node: 'n1' };
    expect(refusal(await server.post('/api/pods/p', other, token))).toEqual(FORBIDDEN);
  });

  it.each([
    ['no token', {}, NO_TOKEN],
    ['an unknown token', bearer('secret-of-nobody'), WRONG_TOKEN],
    ['a token for the API server', bearer('secret-for-api-server'), WRONG_TOKEN],
    ['a token of another account', bearer('secret-of-shop'), FORBIDDEN],
    ['a token of a pod that is gone', bearer('secret-of-gone'), FORBIDDEN],
  ])('refuses %s', async (_case, headers, expected) => {
    expect(refusal(await server.post('/api/reports', reportOf('n1'), headers))).toEqual(expected);
  });

  it('asks to come again while the cluster cannot be asked, and knows those it asked of', async () => {
    cluster.failWith = 500;
    const { status, body, headers } = await server.post(
      '/api/reports',
      reportOf('n1'),
      bearer('secret-of-late'),
    );
    expect([status, body.type, headers.get('retry-after')]).toEqual([
      503,
      '/problems/unavailable',
      '5',
    ]);
    const known = await server.post(
      '/api/reports',
      reportOf('n1'),
      bearer('secret-of-collector-a'),
    );
    expect(known.status).toBe(200);
    cluster.failWith = undefined;
    const later = await server.post('/api/reports', reportOf('n1'), bearer('secret-of-late'));
    expect(later.status).toBe(200);
  });

  it('counts what it refused', async () => {
    expect((await server.get('/health')).body.ingest).toMatchObject({
      no_token: 1,
      wrong_token: 2,
      other_account: 1,
      no_node: 1,
      other_node: 4,
      no_review: 1,
    });
    const { body } = await server.get('/metrics');
    expect(body).toContain('kubemonitor_refusals_total{area="ingest",reason="other_node"} 4\n');
  });

  it('has logged that the cluster did not answer, and nothing of any token', () => {
    expect(logged).toContain('the cluster cannot be asked');
    expect(logged).toContain('status=500 reason=Broken');
    expect(logged).not.toContain('secret');
  });
});
