import { ReviewServer } from './review-server';
import type { TestServer } from './server';
import { startTwoNodes } from './two-nodes';

const ROOT = '/apis/metrics.k8s.io/v1beta1';
const POD = 'web-cc944f86-2wm5w';

const cluster = new ReviewServer();
let server: TestServer;

beforeAll(async () => {
  await cluster.start();
  for (const user of ['admin', 'shopkeeper', 'nobody']) {
    cluster.tokens.set(`${user}-token`, { username: user });
  }
  for (const verb of ['get', 'list']) {
    cluster.grants.push({ user: 'admin', verb, resource: 'nodes' });
    cluster.grants.push({ user: 'admin', verb, resource: 'pods' });
    cluster.grants.push({ user: 'shopkeeper', verb, resource: 'pods', namespace: 'shop' });
  }
  server = await startTwoNodes({ AUTH_READ: 'kubernetes', KUBECONFIG: cluster.kubeconfig });
});

afterAll(async () => {
  await server.close();
  await cluster.stop();
});

async function ask(path: string, user?: string) {
  const headers: Record<string, string> =
    user === undefined ? {} : { authorization: `Bearer ${user}-token` };
  const response = await fetch(server.url + path, { headers });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const body = (await response.json()) as any;
  return { status: response.status, headers: response.headers, body };
}

const PATHS = [
  `${ROOT}/nodes`,
  `${ROOT}/nodes/worker-1`,
  `${ROOT}/pods`,
  `${ROOT}/namespaces/shop/pods`,
  `${ROOT}/namespaces/shop/pods/${POD}`,
];

it.each(PATHS)('%s asks who it is, and what he may', async (path) => {
  const stranger = await ask(path);
  expect(stranger.headers.get('www-authenticate')).toBe('Bearer realm="kubemonitor"');
  expect(stranger.body).toMatchObject({ kind: 'Status', code: 401, reason: 'Unauthorized' });
  expect((await ask(path, 'mallory')).body).toMatchObject({ kind: 'Status', code: 401 });
  const { status, body } = await ask(path, 'nobody');
  expect([status, body]).toMatchObject([403, { kind: 'Status', code: 403, reason: 'Forbidden' }]);
  expect((await ask(path, 'admin')).status).toBe(200);
});

it('shows somebody of one namespace that one alone', async () => {
  const own = await ask(`${ROOT}/namespaces/shop/pods`, 'shopkeeper');
  expect(own.body.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual([
    POD,
  ]);
  expect((await ask(`${ROOT}/namespaces/shop/pods/${POD}`, 'shopkeeper')).status).toBe(200);
  for (const path of [`${ROOT}/namespaces/batch/pods`, `${ROOT}/nodes`]) {
    expect((await ask(path, 'shopkeeper')).body).toMatchObject({ kind: 'Status', code: 403 });
  }
  const { body } = await ask(`${ROOT}/pods`, 'shopkeeper');
  expect(body).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message:
      'pods.metrics.k8s.io is forbidden: the caller cannot list resource "pods" in API group ' +
      '"metrics.k8s.io" at the cluster scope',
    reason: 'Forbidden',
    details: { group: 'metrics.k8s.io', kind: 'pods' },
    code: 403,
  });
});

it('does not take a namespace beside the path for the one that is asked for', async () => {
  const { body } = await ask(`${ROOT}/pods?namespace=shop`, 'shopkeeper');
  expect(body).toMatchObject({ kind: 'Status', code: 403 });
});

it('leaves discovery open, which tells no name', async () => {
  for (const path of ['/apis', '/apis/metrics.k8s.io', ROOT, '/openapi/v2', '/openapi/v3']) {
    expect((await ask(path)).status).toBe(200);
  }
});

it('says when the cluster cannot be asked', async () => {
  cluster.tokens.set('late-token', { username: 'late' });
  cluster.failWith = 500;
  const { status, headers, body } = await ask(PATHS[0], 'late');
  cluster.failWith = undefined;
  expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(body).toMatchObject({
    kind: 'Status',
    code: 503,
    reason: 'ServiceUnavailable',
    details: { retryAfterSeconds: 5 },
  });
});
