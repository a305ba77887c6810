import { Logger } from '@nestjs/common';
import { HttpsKubernetesClient, KubernetesError } from '@kubemonitor/kubernetes';
import { ReviewServer } from '../../test/review-server';
import { ClusterReviews } from './cluster-reviews';

const cluster = new ReviewServer();
let client: HttpsKubernetesClient;
let reviews: ClusterReviews;
const logged: string[] = [];

beforeAll(async () => {
  await cluster.start();
  client = new HttpsKubernetesClient({
    server: new URL(cluster.url),
    tls: { rejectUnauthorized: true },
  });
  const note = (message: unknown) => void logged.push(String(message));
  Logger.overrideLogger({ log: note, error: note, warn: note });
});

afterAll(async () => {
  Logger.overrideLogger(true);
  client.close();
  await cluster.stop();
});

beforeEach(() => {
  cluster.asked.length = 0;
  cluster.failWith = undefined;
  logged.length = 0;
  reviews = new ClusterReviews(client);
});

describe('reviewToken', () => {
  beforeAll(() => {
    cluster.tokens.set('of-a-pod', {
      username: 'system:serviceaccount:kubemonitor:resource-collector',
      audiences: ['kubemonitor'],
      uid: 'u1',
      groups: ['system:authenticated'],
      extra: { 'authentication.kubernetes.io/pod-name': ['p1'] },
    });
    cluster.tokens.set('of-jane', { username: 'jane' });
  });

  it('tells whose it is', async () => {
    expect(await reviews.reviewToken('of-a-pod', 'kubemonitor')).toEqual({
      username: 'system:serviceaccount:kubemonitor:resource-collector',
      uid: 'u1',
      groups: ['system:authenticated'],
      extra: { 'authentication.kubernetes.io/pod-name': ['p1'] },
    });
    expect(await reviews.reviewToken('of-jane')).toEqual({ username: 'jane' });
    expect(cluster.asked).toEqual([
      {
        path: 'POST /apis/authentication.k8s.io/v1/tokenreviews',
        spec: { token: 'of-a-pod', audiences: ['kubemonitor'] },
      },
      { path: 'POST /apis/authentication.k8s.io/v1/tokenreviews', spec: { token: 'of-jane' } },
    ]);
  });

  it.each([
    ['nobody', 'unknown', undefined],
    ['another audience', 'of-a-pod', 'other'],
    ['ours, where the API server’s own is needed', 'of-a-pod', undefined],
    ['the API server’s own, where ours is needed', 'of-jane', 'kubemonitor'],
  ])('refuses one of %s', async (_case, token, audience) => {
    expect(await reviews.reviewToken(token, audience)).toBeUndefined();
  });

  it('refuses what was reviewed without a look at the audience', async () => {
    // So answers an API server that knows no audiences: TokenReviewStatus says what that means.
    const answer = { status: { authenticated: true, user: { username: 'x' } } };
    const unaware = new ClusterReviews({
      request: <T>() => Promise.resolve(answer as T),
      stream: () => {
        throw new Error('not asked for');
      },
      close: () => undefined,
    });
    expect(await unaware.reviewToken('t', 'kubemonitor')).toBeUndefined();
    expect(await unaware.reviewToken('t')).toEqual({ username: 'x' });
  });
});

describe('reviewAccess', () => {
  const jane = { username: 'jane', uid: '7', groups: ['dev'], extra: { scope: ['a', 'b'] } };

  it('asks with all that is known of the user', async () => {
    cluster.grants.push({ user: 'jane', verb: 'list', resource: 'pods', namespace: 'shop' });
    const access = { verb: 'list', resource: 'pods' } as const;
    expect(await reviews.reviewAccess(jane, { ...access, namespace: 'shop' })).toBe(true);
    expect(await reviews.reviewAccess(jane, access)).toBe(false);
    expect(cluster.asked).toEqual([
      {
        path: 'POST /apis/authorization.k8s.io/v1/subjectaccessreviews',
        spec: {
          user: 'jane',
          uid: '7',
          groups: ['dev'],
          extra: { scope: ['a', 'b'] },
          resourceAttributes: {
            group: 'metrics.k8s.io',
            verb: 'list',
            resource: 'pods',
            namespace: 'shop',
          },
        },
      },
      expect.objectContaining({
        spec: expect.objectContaining({
          resourceAttributes: { group: 'metrics.k8s.io', verb: 'list', resource: 'pods' },
        }) as unknown,
      }),
    ]);
  });
});

describe('findNodeOfPod', () => {
  beforeAll(() => {
    cluster.pods.set('kubemonitor/p1', { uid: 'uid-1', node: 'worker-1' });
    cluster.pods.set('kubemonitor/pending', { uid: 'uid-2' });
  });

  it.each([
    ['the pod', 'p1', 'uid-1', 'worker-1'],
    ['another pod of that name', 'p1', 'uid-0', undefined],
    ['a pod without a node', 'pending', 'uid-2', undefined],
    ['no pod', 'p2', 'uid-1', undefined],
    ['what would be another path', '../../nodes', 'uid-1', undefined],
  ])('%s', async (_case, name, uid, node) => {
    expect(await reviews.findNodeOfPod('kubemonitor', name, uid)).toBe(node);
    expect(logged).toEqual([]);
  });
});

describe('a cluster that does not answer', () => {
  it('is told of once, and when it does again; tokens are in no line', async () => {
    cluster.failWith = 500;
    for (const token of ['secret-1', 'secret-2']) {
      await expect(reviews.reviewToken(token)).rejects.toBeInstanceOf(KubernetesError);
    }
    cluster.failWith = undefined;
    await reviews.reviewToken('secret-3');
    await reviews.reviewToken('secret-4');
    expect(logged).toEqual([
      'the cluster cannot be asked: path=/apis/authentication.k8s.io/v1/tokenreviews status=500 reason=Broken',
      'the cluster answers reviews again',
    ]);
  });
});
