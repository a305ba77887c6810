import { HttpsKubernetesClient } from '@kubemonitor/kubernetes';
import { ReviewServer } from '../../test/review-server';
import type { ClusterView } from '../identity/cluster-view';
import type { PodIdentity } from '../identity/pod-identity';
import { ClusterReviews } from './cluster-reviews';
import { createCollectorReview } from './collector-tokens';

const ACCOUNT = 'system:serviceaccount:kubemonitor:resource-collector';
const EXTRA = 'authentication.kubernetes.io';

const server = new ReviewServer();
let client: HttpsKubernetesClient;
let nodeInView: string | undefined;

/** A view that knows one pod, `uid-1`, on `nodeInView`. */
const view = {
  pod: (uid: string) => (uid === 'uid-1' ? ({ node: nodeInView } as PodIdentity) : undefined),
} as ClusterView;

function review(token: string, cluster: ClusterView | undefined) {
  const reviews = new ClusterReviews(client);
  const serviceAccount = 'kubemonitor/resource-collector';
  const parts = { reviews, audience: 'kubemonitor', serviceAccount, cluster: () => cluster };
  return createCollectorReview(parts)(token);
}

function addToken(token: string, extra: Record<string, readonly string[]>, username = ACCOUNT) {
  server.tokens.set(token, { username, audiences: ['kubemonitor'], extra });
}

beforeAll(async () => {
  await server.start();
  client = new HttpsKubernetesClient({
    server: new URL(server.url),
    tls: { rejectUnauthorized: true },
  });
  const ofPod = { [`${EXTRA}/pod-name`]: ['collector-a'], [`${EXTRA}/pod-uid`]: ['uid-1'] };
  addToken('1.20', ofPod);
  addToken('1.30', { ...ofPod, [`${EXTRA}/node-name`]: ['worker-9'] });
  addToken('no pod', {});
  addToken('two nodes', { [`${EXTRA}/node-name`]: ['worker-1', 'worker-2'] });
  addToken('other account', ofPod, 'system:serviceaccount:kubemonitor:default');
  addToken('other namespace', ofPod, 'system:serviceaccount:shop:resource-collector');
  addToken('a user', ofPod, 'kubemonitor:resource-collector');
  server.tokens.set('for the API server', { username: ACCOUNT, extra: ofPod });
  server.pods.set('kubemonitor/collector-a', { uid: 'uid-1', node: 'worker-2' });
});

afterAll(async () => {
  client.close();
  await server.stop();
});

beforeEach(() => {
  server.asked.length = 0;
  nodeInView = 'worker-1';
});

it('takes the node the token names', async () => {
  expect(await review('1.30', view)).toEqual({ who: { node: 'worker-9' } });
});

it('else the node of its pod, as the cluster’s view has it', async () => {
  expect(await review('1.20', view)).toEqual({ who: { node: 'worker-1' } });
  expect(server.asked).toHaveLength(1);
});

it.each([
  ['there is no view', undefined],
  ['the view does not know the pod', { pod: () => undefined } as unknown as ClusterView],
])('else asks for the pod when %s', async (_case, cluster) => {
  expect(await review('1.20', cluster)).toEqual({ who: { node: 'worker-2' } });
  expect(server.asked.map(({ path }) => path)).toEqual([
    'POST /apis/authentication.k8s.io/v1/tokenreviews',
    'GET /api/v1/namespaces/kubemonitor/pods/collector-a',
  ]);
});

it('asks for a pod whose node the view does not know yet', async () => {
  nodeInView = undefined;
  expect(await review('1.20', view)).toEqual({ who: { node: 'worker-2' } });
});

it.each([
  ['unknown', 'wrong_token'],
  ['for the API server', 'wrong_token'],
  ['other account', 'other_account'],
  ['other namespace', 'other_account'],
  ['a user', 'other_account'],
  ['no pod', 'no_node'],
  ['two nodes', 'no_node'],
])('refuses the token %j: %s', async (token, refused) => {
  expect(await review(token, view)).toEqual({ refused });
});

it('refuses the token of a pod that was replaced by another of its name', async () => {
  server.pods.set('kubemonitor/collector-a', { uid: 'uid-0', node: 'worker-2' });
  expect(await review('1.20', undefined)).toEqual({ refused: 'no_node' });
});

it.each(['', 'resource-collector', '/x', 'x/', 'a/b/c'])(
  'wants an account: %j',
  (serviceAccount) => {
    const reviews = new ClusterReviews(client);
    const parts = { reviews, audience: 'a', serviceAccount, cluster: () => undefined };
    expect(() => createCollectorReview(parts)).toThrow('is not namespace/name');
  },
);
