import { HttpsKubernetesClient } from '@kubemonitor/kubernetes';
import { ReviewServer } from '../../test/review-server';
import { ClusterReviews } from './cluster-reviews';
import { MetricsAccesses, createSubject } from './metrics-access';
import { createClusterRights, type ReadWish } from './read-rights';
import { EVERYTHING } from './read-scope';
import { Refusals } from './refusals';

const server = new ReviewServer();
let client: HttpsKubernetesClient;
let known: string[];

beforeAll(async () => {
  await server.start();
  client = new HttpsKubernetesClient({
    server: new URL(server.url),
    tls: { rejectUnauthorized: true },
  });
  const everywhere = { verb: 'list' } as const;
  server.grants.push(
    { ...everywhere, user: 'admin', resource: 'pods' },
    { ...everywhere, user: 'admin', resource: 'nodes' },
    { ...everywhere, user: 'podder', resource: 'pods' },
    { ...everywhere, user: 'noder', resource: 'nodes' },
    { ...everywhere, user: 'shopper', resource: 'pods', namespace: 'shop' },
  );
});

afterAll(async () => {
  client.close();
  await server.stop();
});

beforeEach(() => {
  known = ['shop', 'batch'];
  server.asked.length = 0;
});

async function scopeOf(username: string, wish: Partial<ReadWish>) {
  const accesses = new MetricsAccesses(new ClusterReviews(client), () => 0);
  const rights = createClusterRights(accesses, new Refusals(), () => known);
  return rights(createSubject({ username }), { need: undefined, namespace: undefined, ...wish });
}

describe('a route that does not say what it reads', () => {
  it('is for who may read everything', async () => {
    expect(await scopeOf('admin', {})).toBe(EVERYTHING);
  });

  it.each(['podder', 'noder', 'shopper', 'nobody'])('is not for %s', async (user) => {
    await expect(scopeOf(user, {})).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a route of pods', () => {
  const need = { pods: 'list' } as const;

  it('asks of the known namespaces only when the whole cluster is refused', async () => {
    const scope = await scopeOf('shopper', { need });
    expect(['shop', 'batch'].map((name) => scope.mayReadNamespace(name))).toEqual([true, false]);
    expect(scope.mayReadNodes).toBe(false);
    const namespaces = server.asked.map(({ spec }) => spec?.resourceAttributes?.namespace);
    expect(namespaces).toEqual([undefined, undefined, 'shop', 'batch']);
  });

  it('asks of the namespace it is about, known or not', async () => {
    known = [];
    const scope = await scopeOf('shopper', { need, namespace: 'shop' });
    expect(scope.mayReadNamespace('shop')).toBe(true);
    await expect(scopeOf('shopper', { need, namespace: 'batch' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('is for nobody in a cluster without a namespace, but who may read all', async () => {
    known = [];
    await expect(scopeOf('shopper', { need })).rejects.toMatchObject({ kind: 'forbidden' });
    const scope = await scopeOf('podder', { need });
    expect([scope.mayReadNamespace(undefined), scope.mayReadNodes]).toEqual([true, false]);
  });
});

it('of a node shows no pod to who may read nodes only', async () => {
  const scope = await scopeOf('noder', { need: { nodes: 'list' } });
  expect([scope.mayReadNodes, scope.mayReadNamespace('shop')]).toEqual([true, false]);
});
