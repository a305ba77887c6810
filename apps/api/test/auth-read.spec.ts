import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReport } from './reports';
import { ReviewServer } from './review-server';
import { type Answer, type TestServer } from './server';
import { NOON_MS, startTwoNodes } from './two-nodes';

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

/** Every route that tells of the cluster. */
const PROTECTED = [
  '/api/cluster',
  '/api/findings',
  '/api/workloads',
  '/api/nodes',
  '/api/nodes/worker-1',
  '/api/nodes/worker-1/pods',
  '/api/nodes/worker-1/cgroups',
  '/api/nodes/worker-1/namespaces',
  '/api/nodes/worker-1/events',
  '/api/pods',
  '/api/pods/db-0?namespace=shop',
  '/api/namespaces',
  '/api/namespaces/shop',
  '/api/namespaces/shop/pods',
  '/api/namespaces/shop/pods/db-0',
  '/api/namespaces/shop/pods/db-0/events',
  '/api/namespaces/shop/events',
  '/api/namespaces/shop/deployments',
  '/api/namespaces/shop/deployments/web',
  '/api/namespaces/shop/deployments/web/pods',
  '/api/namespaces/shop/workloads',
  '/api/namespaces/shop/workloads/StatefulSet/db',
  '/api/namespaces/shop/workloads/StatefulSet/db/pods',
  '/api/namespaces/shop/workloads/StatefulSet/db/events',
  '/metrics/cadvisor',
  '/metrics/resource',
  '/metrics/node',
  '/metrics/state',
];

/** Protected like these, but its answer does not end. */
const STREAM = '/api/live';

/** Of a node whose clock is off. */
const LATE_REPORT = buildReport({ node: 'worker-9', atMs: NOON_MS });

const OPEN = ['/health', '/livez', '/readyz', '/metrics', '/docs', '/redoc', '/openapi.json'];

/** Names of the two nodes, their namespaces, workloads and pods. */
const NAMES = /worker-|shop|batch|kube-system|db-0|hostnet|static-web|mystery|tick-/;

describe('AUTH_READ=token', () => {
  let folder: string;
  let server: TestServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tokens-'));
    writeFileSync(join(folder, 'tokens'), 'read-secret\n');
    const READ_TOKENS_FILE = join(folder, 'tokens');
    server = await startTwoNodes({ AUTH_READ: 'token', READ_TOKENS_FILE });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('is known for every route the document has', () => {
    const paths = Object.entries(server.document.paths)
      .filter(([, methods]) => methods.get !== undefined)
      .map(([path]) => path);
    const places = [...PROTECTED, STREAM, ...OPEN].map((path) => path.split('?')[0]);
    const patterns = paths.map((path) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`));
    expect(patterns.filter((pattern) => !places.some((path) => pattern.test(path)))).toEqual([]);
  });

  it.each([...PROTECTED, STREAM])('protects %s', async (path) => {
    expect(refusal(await server.get(path))).toEqual(NO_TOKEN);
    expect(refusal(await server.get(path, bearer('other')))).toEqual(WRONG_TOKEN);
    if (path === STREAM) {
      const end = new AbortController();
      const init = { headers: bearer('read-secret'), signal: end.signal };
      expect((await fetch(`${server.url}${path}`, init)).status).toBe(200);
      end.abort();
    } else expect((await server.get(path, bearer('read-secret'))).status).toBe(200);
    const head = await fetch(`${server.url}${path}`, { method: 'HEAD' });
    expect(head.status).toBe(401);
  });

  it.each(OPEN)('leaves %s open, which tells no name', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect(response.status).toBe(200);
    // The document has names of its own, as examples.
    if (path !== '/openapi.json') expect(await response.text()).not.toMatch(NAMES);
  });

  it('says in its document where a token is needed', () => {
    const { components, paths } = server.document;
    expect(components?.securitySchemes).toMatchObject({
      token: { type: 'http', scheme: 'bearer' },
    });
    for (const [path, { get, post }] of Object.entries(paths)) {
      for (const operation of [get, post]) {
        if (operation === undefined) continue;
        const isOpen = OPEN.includes(path);
        const statuses = Object.keys(operation.responses);
        expect([path, operation.security]).toEqual([path, isOpen ? undefined : [{ token: [] }]]);
        expect(['401', '403'].filter((status) => statuses.includes(status))).toEqual(
          isOpen ? [] : ['401', '403'],
        );
      }
    }
  });

  it('counts refusals with their reason', async () => {
    const { body } = await server.get('/metrics');
    expect(body).toContain('kubemonitor_refusals_total{area="read",reason="no_token"} 58\n');
    expect(body).toContain('kubemonitor_refusals_total{area="read",reason="wrong_token"} 29\n');
  });
});

describe('AUTH_READ=kubernetes', () => {
  const cluster = new ReviewServer();
  let server: TestServer;

  function grant(user: string, resource: 'pods' | 'nodes', namespace?: string): void {
    for (const verb of ['get', 'list']) cluster.grants.push({ user, verb, resource, namespace });
  }

  beforeAll(async () => {
    await cluster.start();
    for (const name of ['admin', 'shopper', 'podder', 'noder', 'nobody', 'two', 'getter']) {
      cluster.tokens.set(`secret-of-${name}`, { username: name, groups: ['system:authenticated'] });
    }
    cluster.tokens.set('secret-of-collector', { username: 'admin', audiences: ['kubemonitor'] });
    grant('admin', 'pods');
    grant('admin', 'nodes');
    grant('podder', 'pods');
    grant('noder', 'nodes');
    grant('shopper', 'pods', 'shop');
    grant('two', 'pods', 'shop');
    grant('two', 'pods', 'batch');
    grant('two', 'nodes');
    cluster.grants.push({ user: 'getter', verb: 'get', resource: 'pods', namespace: 'shop' });
    server = await startTwoNodes({ AUTH_READ: 'kubernetes', KUBECONFIG: cluster.kubeconfig });
  });

  afterAll(async () => {
    await server.close();
    await cluster.stop();
  });

  beforeEach(() => {
    cluster.asked.length = 0;
    cluster.failWith = undefined;
  });

  const get = (name: string, path: string) => server.get(path, bearer(`secret-of-${name}`));

  /** What a list shows: its items' member `name`, and the total. */
  async function list(user: string, path: string, name: string): Promise<unknown[]> {
    const { status, body } = await get(user, path);
    if (status !== 200) return [status];
    const items = body.items as Record<string, unknown>[];
    return [body.metadata.total, ...items.map((item) => item[name])];
  }

  it.each([
    ['without a token', {}, NO_TOKEN],
    ['with an unknown token', bearer('secret-of-mallory'), WRONG_TOKEN],
    ['with a token for another audience', bearer('secret-of-collector'), WRONG_TOKEN],
    ['without a right', bearer('secret-of-nobody'), FORBIDDEN],
  ])('refuses who comes %s', async (_case, headers, expected) => {
    for (const path of PROTECTED) {
      expect(refusal(await server.get(path, headers))).toEqual(expected);
    }
  });

  it('shows everything to who may see everything, for two reviews of rights a verb', async () => {
    for (const path of PROTECTED) expect((await get('admin', path)).status).toBe(200);
    expect(await list('admin', '/api/pods', 'uid')).toEqual([
      8,
      'bare-db',
      'tick',
      'hostnet',
      'mirror-1',
      'db-0',
      'web-1',
      'web-2',
      'mystery',
    ]);
    expect(cluster.count('/tokenreviews')).toBe(1);
    expect(cluster.count('/subjectaccessreviews')).toBe(4);
  });

  describe('to who may see one namespace', () => {
    it('shows the pods of it, with totals and pages of them', async () => {
      const own = [3, 'db-0', 'web-1', 'web-2'];
      expect(await list('shopper', '/api/pods', 'uid')).toEqual(own);
      expect(await list('shopper', '/api/pods?window=60', 'uid')).toEqual(own);
      expect(await list('shopper', '/api/pods?namespace=shop', 'uid')).toEqual(own);
      expect(await list('shopper', '/api/namespaces/shop/pods', 'uid')).toEqual(own);
      expect(await list('shopper', '/api/pods?node=worker-2', 'uid')).toEqual([1, 'web-2']);
      // 70, 21 and 30 millicores.
      const sorted = [3, 'web-1', 'web-2', 'db-0'];
      expect(await list('shopper', '/api/pods?sort=-cpu_millicores', 'uid')).toEqual(sorted);

      const { body } = await get('shopper', '/api/pods?limit=2');
      expect(body.items.map(({ uid }: { uid: string }) => uid)).toEqual(['db-0', 'web-1']);
      const next = `/api/pods?limit=2&continue=${body.metadata.continue}`;
      expect(await list('shopper', next, 'uid')).toEqual([3, 'web-2']);
    });

    it('exposes the pods of it to Prometheus, and no node', async () => {
      for (const path of ['cadvisor', 'resource', 'state']) {
        const { status, body } = await get('shopper', `/metrics/${path}`);
        expect(status).toBe(200);
        expect(body).toContain('namespace="shop"');
        expect(body).not.toMatch(/namespace="(batch|infra|kube-system)"|uid="mystery"/);
        expect(body).not.toMatch(/^(node|machine|kube_node)_/m);
      }
      expect((await get('shopper', '/metrics/node')).status).toBe(403);
      expect((await get('shopper', '/metrics/state?namespace=batch')).status).toBe(403);
    });

    it('shows the namespace and what runs in it, now and over time', async () => {
      for (const query of ['', '?window=60', '?sort=-memory_bytes']) {
        expect(await list('shopper', `/api/namespaces${query}`, 'namespace')).toEqual([1, 'shop']);
      }
      expect(await list('shopper', '/api/namespaces/shop/deployments', 'deployment')).toEqual([
        1,
        'web',
      ]);
      for (const path of PROTECTED.filter((place) => place.includes('shop'))) {
        expect((await get('shopper', path)).status).toBe(200);
      }
    });

    it.each([
      '/api/nodes',
      '/api/nodes/worker-1',
      '/api/nodes/unheard-of',
      '/api/nodes/worker-1/pods',
      '/api/nodes/worker-1/cgroups',
      '/api/namespaces/batch',
      '/api/namespaces/batch/pods',
      '/api/namespaces/batch/pods/db-0',
      '/api/namespaces/batch/pods/unheard-of',
      '/api/namespaces/batch/workloads',
      '/api/namespaces/batch/workloads/CronJob/tick',
      '/api/namespaces/batch/workloads/CronJob/unheard-of/pods',
      '/api/namespaces/unheard-of',
      '/api/pods?namespace=batch',
      '/api/pods/db-0?namespace=batch',
      '/api/pods/db-0?namespace=unheard-of',
    ])('refuses %s, whether or not there is such a thing', async (path) => {
      expect(refusal(await get('shopper', path))).toEqual(FORBIDDEN);
    });

    it('knows no other pod of a name, and tells of none', async () => {
      // Who may see both is asked which one is meant.
      expect((await get('admin', '/api/pods/db-0')).status).toBe(409);
      const { status, body } = await get('shopper', '/api/pods/db-0');
      expect([status, body.namespace, body.uid]).toEqual([200, 'shop', 'db-0']);
      for (const name of ['hostnet', 'mystery', 'bare-db', 'unheard-of']) {
        const answer = await get('shopper', `/api/pods/${name}`);
        expect([answer.status, answer.body.detail]).toEqual([404, `No pod "${name}" is known.`]);
      }
    });

    it('does not name nodes that are late', async () => {
      const sentAt = String(Date.parse('2026-11-23T11:00:00Z'));
      const late = await server.post('/api/reports', LATE_REPORT, {
        'kubemonitor-sent-at': sentAt,
      });
      expect(late.status).toBe(422);
      const partial = [{ node: 'worker-9', reason: 'clock_skew' }];
      expect((await get('admin', '/api/pods')).body.metadata.partial).toEqual(partial);
      for (const path of ['/api/pods', '/api/pods?window=60', '/api/namespaces']) {
        expect((await get('shopper', path)).body.metadata).not.toHaveProperty('partial');
      }
    });
  });

  it('shows the pods of a node to who may see nodes, those of its namespaces', async () => {
    expect(await list('two', '/api/nodes', 'node')).toEqual([2, 'worker-1', 'worker-2']);
    expect(await list('two', '/api/nodes/worker-1/pods', 'uid')).toEqual([2, 'db-0', 'web-1']);
    expect(await list('two', '/api/nodes/worker-2/pods', 'uid')).toEqual([
      3,
      'bare-db',
      'tick',
      'web-2',
    ]);
    expect(await list('two', '/api/namespaces', 'namespace')).toEqual([2, 'batch', 'shop']);
    const both = await get('two', '/api/pods/db-0');
    expect([both.status, both.body.candidates]).toEqual([409, ['batch/db-0', 'shop/db-0']]);
  });

  it('shows nodes, and no pod, to who may see nodes only', async () => {
    expect(await list('noder', '/api/nodes', 'node')).toEqual([2, 'worker-1', 'worker-2']);
    expect((await get('noder', '/api/nodes/worker-1/cgroups')).status).toBe(200);
    for (const path of ['/api/nodes/worker-1/pods', '/api/pods', '/api/namespaces']) {
      expect(refusal(await get('noder', path))).toEqual(FORBIDDEN);
    }
  });

  it('shows all pods, those without a name too, and no node to who may see all pods', async () => {
    const { body } = await get('podder', '/api/pods');
    expect(body.metadata.total).toBe(8);
    expect(refusal(await get('podder', '/api/nodes'))).toEqual(FORBIDDEN);
    expect(refusal(await get('podder', '/api/nodes/worker-1/pods'))).toEqual(FORBIDDEN);
  });

  it('tells a list from one object', async () => {
    expect((await get('getter', '/api/namespaces/shop/pods/db-0')).status).toBe(200);
    expect((await get('getter', '/api/pods/db-0')).status).toBe(200);
    expect(refusal(await get('getter', '/api/namespaces/shop/pods'))).toEqual(FORBIDDEN);
    expect(refusal(await get('getter', '/api/pods'))).toEqual(FORBIDDEN);
  });

  it('says what is wrong with a namespace before it asks about it', async () => {
    const { status, body } = await get('shopper', `/api/pods?namespace=${'x'.repeat(254)}`);
    expect([status, body.errors[0].field]).toEqual([400, 'namespace']);
    expect((await get('shopper', '/api/pods?namespace=')).status).toBe(400);
    expect(cluster.asked).toEqual([]);
    expect((await get('shopper', '/api/pods?namespace=shop&namespace=batch')).status).toBe(400);
  });

  it('asks to come again while the cluster cannot be asked', async () => {
    cluster.tokens.set('secret-of-late', { username: 'shopper' });
    cluster.failWith = 503;
    let logged = '';
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      logged += String(text);
      return true;
    });
    const { status, body, headers } = await get('late', '/api/pods');
    expect([status, body.type, headers.get('retry-after')]).toEqual([
      503,
      '/problems/unavailable',
      '5',
    ]);
    // What was found out before still counts.
    expect((await get('shopper', '/api/pods')).status).toBe(200);
    // A right that was not asked for yet cannot be known.
    expect((await get('shopper', '/api/pods?namespace=elsewhere')).status).toBe(503);
    stderr.mockRestore();
    expect(logged).toContain('status=503 reason=Broken');
    expect(logged).not.toContain('secret');
  });

  it('leaves writing as AUTH_INGEST says', async () => {
    expect((await server.post('/api/nodes/worker-1', { memory_bytes: 1 })).status).toBe(200);
  });
});
