import { startTwoNodes } from './two-nodes';
import type { TestServer } from './server';

const CONTROL = /[\u0000-\u001f\u007f]/;

/** Names no cluster would give, and every text of a path can be. */
const ODD_NAMES = [
  'a/b',
  '../../etc/passwd',
  '100%',
  '%2F',
  '<script>alert(1)</script>',
  '"quoted"',
  "o'brien; DROP TABLE pods",
  '{__name__=~".+"}',
  '=cmd|calc!A1',
  'Zürich 東京 🚀',
  'a?b#c&d=e',
  '__proto__',
  'constructor',
  'toString',
  ' ',
  'x'.repeat(253),
];

describe('names', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTwoNodes();
  });

  afterAll(() => server.close());

  it('of a pod in several namespaces: 409 with the candidates', async () => {
    const { status, body } = await server.get('/api/pods/db-0');
    expect({ status, body }).toEqual({
      status: 409,
      body: {
        type: '/problems/ambiguous-name',
        title: 'Ambiguous name',
        status: 409,
        detail: 'Pods named "db-0" exist in 2 namespaces; add "?namespace=".',
        instance: '/api/pods/db-0',
        candidates: ['batch/db-0', 'shop/db-0'],
      },
    });
    expect((await server.get('/api/pods/db-0?namespace=batch')).body.uid).toBe('bare-db');
    expect((await server.get('/api/pods/db-0?namespace=shop')).body.uid).toBe('db-0');
    expect((await server.get('/api/pods/db-0?window=60')).status).toBe(409);
  });

  it.each([
    ['/api/nodes/worker-9', 'No node "worker-9" is known.'],
    ['/api/nodes/worker-9?window=60', 'No node "worker-9" is known.'],
    ['/api/nodes/worker-9/pods', 'No node "worker-9" is known.'],
    ['/api/nodes/worker-9/cgroups', 'No node "worker-9" is known.'],
    ['/api/pods/web', 'No pod "web" is known.'],
    ['/api/pods/hostnet?namespace=shop', 'No pod "hostnet" is known in namespace "shop".'],
    ['/api/namespaces/shop/pods/hostnet', 'No pod "hostnet" is known in namespace "shop".'],
    ['/api/namespaces/none', 'No namespace "none" is known.'],
    ['/api/namespaces/none?window=60', 'No namespace "none" is known.'],
    ['/api/namespaces/shop/deployments/db', 'No Deployment "db" in namespace "shop" is known.'],
    [
      '/api/namespaces/batch/deployments/web/pods',
      'No Deployment "web" in namespace "batch" is known.',
    ],
    [
      '/api/namespaces/shop/workloads/daemonsets/web',
      'No daemonsets "web" in namespace "shop" is known.',
    ],
  ])('that are not known: %s', async (path, detail) => {
    const { status, body } = await server.get(path);
    expect({ status, type: body.type, detail: body.detail }).toEqual({
      status: 404,
      type: '/problems/not-found',
      detail,
    });
    expect(body.instance).toBe(path.split('?')[0]);
  });

  it.each([
    '/nope',
    '/api',
    '/api/nope',
    '/api/nodes/worker-1/nope',
    '/api/namespaces/shop/workloads/deployments',
    '/api/namespaces/shop/workloads//web',
    '/docs/nope.js',
    '/redoc/nope.js',
    '/.env',
  ])('of routes that are not there: %s', async (path) => {
    const response = await fetch(`${server.url}${path}`);
    expect(await response.json()).toMatchObject({ type: '/problems/not-found', status: 404 });
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('of methods that are not there: %s', async (method) => {
    const response = await fetch(`${server.url}/api/nodes/worker-1`, { method });
    expect(await response.json()).toMatchObject({ type: '/problems/not-found', status: 404 });
  });

  it.each(ODD_NAMES)('are text and nothing else: %j', async (name) => {
    const path = encodeURIComponent(name);
    for (const place of ['nodes', 'pods', 'namespaces', 'namespaces/shop/deployments']) {
      const { status, body, headers } = await server.get(`/api/${place}/${path}`);
      expect([404, 400]).toContain(status);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      if (status === 404) expect(body.detail).toContain(JSON.stringify(name).slice(0, 40));
    }
    expect((await server.get(`/api/namespaces/${path}/pods`)).body.items).toEqual([]);
  });

  it.each([
    ['a null byte', '%00'],
    ['a line feed', 'a%0Ab'],
    ['an escape', '%1B%5B31m'],
    ['a delete', 'a%7F'],
    ['254 characters', 'x'.repeat(254)],
    ['10 KB', 'x'.repeat(10_240)],
    ['10 KB that decode to less', '%C3%BC'.repeat(1_700)],
  ])('are refused with %s', async (_case, name) => {
    for (const path of [
      `/api/nodes/${name}`,
      `/api/nodes/${name}/pods`,
      `/api/pods/${name}`,
      `/api/namespaces/${name}`,
      `/api/namespaces/${name}/pods`,
      `/api/namespaces/${name}/workloads`,
      `/api/namespaces/shop/pods/${name}`,
      `/api/namespaces/shop/deployments/${name}`,
      `/api/namespaces/shop/workloads/deployment/${name}/pods`,
    ]) {
      const { status, body } = await server.get(path);
      expect([path.slice(0, 60), status]).toEqual([path.slice(0, 60), 400]);
      expect(JSON.stringify(body).length).toBeLessThan(700);
      expect(body.detail).not.toMatch(CONTROL);
    }
    expect((await server.post(`/api/pods/${name}`, { memory_bytes: 1 })).status).toBe(400);
    expect((await server.post(`/api/nodes/${name}`, { memory_bytes: 1 })).status).toBe(400);
  });

  it('that are no percent encoding are told so', async () => {
    const { status, body } = await server.get('/api/pods/%E0%A4%A');
    expect([status, body.type]).toEqual([400, '/problems/bad-request']);
  });

  it('longer than a request may be are told so', async () => {
    const response = await fetch(`${server.url}/api/pods/${'x'.repeat(20_000)}`);
    expect(response.status).toBe(431);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toMatchObject({ type: '/problems/headers-too-large' });
  });

  it('odd as they are can be given, listed, found and removed from no answer', async () => {
    for (const name of ODD_NAMES) {
      const path = `/api/pods/${encodeURIComponent(name)}`;
      const sample = { memory_bytes: 1, namespace: 'odd', node: name, deployment: name };
      expect(
        (await server.post(path, { ...sample, timestamp: '2026-11-23T12:00:00Z' })).status,
      ).toBe(200);
      const { body } = await server.get(`${path}?namespace=odd`);
      expect(body).toMatchObject({ pod: name, node: name, deployment: name });
      const query = new URLSearchParams({ node: name });
      expect((await server.get(`/api/pods?${query}`)).body.items).toMatchObject([{ pod: name }]);
      const { body: workload } = await server.get(
        `/api/namespaces/odd/deployments/${encodeURIComponent(name)}`,
      );
      expect(workload).toMatchObject({ deployment: name, pods: 1 });
    }
    const { body } = await server.get('/api/namespaces/odd/pods?limit=5');
    const { body: next } = await server.get(
      `/api/namespaces/odd/pods?limit=500&continue=${body.metadata.continue}`,
    );
    expect(body.items.length + next.items.length).toBe(ODD_NAMES.length);
  });
});
