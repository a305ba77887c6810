import { HttpsKubernetesClient } from '@kubemonitor/kubernetes';
import { ReviewServer } from '../../test/review-server';
import { ClusterReviews } from './cluster-reviews';
import { MetricsAccesses, createSubject } from './metrics-access';

const JANE = createSubject({ username: 'jane' });
const IN_SHOP = { verb: 'list', resource: 'pods', namespace: 'shop' } as const;

const server = new ReviewServer();
let client: HttpsKubernetesClient;
let accesses: MetricsAccesses;
let nowMs = 0;

beforeAll(async () => {
  await server.start();
  client = new HttpsKubernetesClient({
    server: new URL(server.url),
    tls: { rejectUnauthorized: true },
  });
});

afterAll(async () => {
  client.close();
  await server.stop();
});

beforeEach(() => {
  nowMs = 0;
  server.asked.length = 0;
  server.grants.length = 0;
  server.failWith = undefined;
  accesses = new MetricsAccesses(new ClusterReviews(client), () => nowMs);
});

it('remembers a right for a minute', async () => {
  server.grants.push({ user: 'jane', ...IN_SHOP });
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(true);
  server.grants.length = 0;
  nowMs = 59_999;
  expect(accesses.isAllowed(JANE, IN_SHOP)).toBe(true);
  nowMs = 60_000;
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(false);
});

it('remembers the lack of one for ten seconds', async () => {
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(false);
  server.grants.push({ user: 'jane', ...IN_SHOP });
  nowMs = 9_999;
  expect(accesses.isAllowed(JANE, IN_SHOP)).toBe(false);
  nowMs = 10_000;
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(true);
});

it('goes by the last decision for ten minutes while the cluster cannot be asked', async () => {
  server.grants.push({ user: 'jane', ...IN_SHOP });
  await accesses.isAllowed(JANE, IN_SHOP);
  server.failWith = 503;
  nowMs = 599_999;
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(true);
  await expect(accesses.isAllowed(JANE, { ...IN_SHOP, namespace: 'infra' })).rejects.toThrow();
  nowMs += 10_000;
  await expect(accesses.isAllowed(JANE, IN_SHOP)).rejects.toThrow();
});

it('keeps users, groups, verbs, resources and namespaces apart', async () => {
  server.grants.push({ user: 'jane', ...IN_SHOP });
  expect(await accesses.isAllowed(JANE, IN_SHOP)).toBe(true);
  const others = [
    accesses.isAllowed(createSubject({ username: 'joe' }), IN_SHOP),
    accesses.isAllowed(JANE, { ...IN_SHOP, verb: 'get' }),
    accesses.isAllowed(JANE, { ...IN_SHOP, resource: 'nodes' }),
    accesses.isAllowed(JANE, { ...IN_SHOP, namespace: 'infra' }),
    accesses.isAllowed(JANE, { verb: 'list', resource: 'pods' }),
  ];
  expect(await Promise.all(others)).toEqual([false, false, false, false, false]);
  expect(createSubject({ username: 'jane', groups: ['dev'] }).key).not.toBe(JANE.key);
  expect(createSubject({ username: 'jane' }).key).toBe(JANE.key);
  expect(server.asked).toHaveLength(6);
});

it('finds the namespaces of a user, each asked for once', async () => {
  for (const namespace of ['shop', 'infra']) {
    server.grants.push({ user: 'jane', verb: 'get', resource: 'pods', namespace });
  }
  const asked = ['batch', 'infra', 'kube-system', 'shop'];
  const found = await Promise.all([
    accesses.namespacesOf(JANE, 'get', asked),
    accesses.namespacesOf(JANE, 'get', asked),
  ]);
  expect(found).toEqual(Array(2).fill(new Set(['infra', 'shop'])));
  expect(server.asked).toHaveLength(4);
  expect(await accesses.namespacesOf(JANE, 'get', [])).toEqual(new Set());
});
