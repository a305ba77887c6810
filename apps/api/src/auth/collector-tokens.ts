import type { ClusterView } from '../identity/cluster-view';
import type { ClusterReviews, ReviewedUser } from './cluster-reviews';
import type { Verdict } from './verdict';
import type { Writer } from './writer';

/**
 * What the API server tells of a token beyond its account: of one projected into a pod that
 * pod's name and uid; with the feature ServiceAccountTokenPodNodeInfo (on from Kubernetes 1.30)
 * also the node (kubernetes/enhancements KEP-4193).
 */
const NODE_NAME = 'authentication.kubernetes.io/node-name';
const POD_NAME = 'authentication.kubernetes.io/pod-name';
const POD_UID = 'authentication.kubernetes.io/pod-uid';

/** What is needed to tell which node a collector's token is for. */
export interface CollectorTokenParts {
  readonly reviews: ClusterReviews;
  /** Audience the token must be made for. */
  readonly audience: string;
  /** The collectors' account, `namespace/name`. */
  readonly serviceAccount: string;
  /** The cluster as far as it is known, so that not every token costs a request for its pod. */
  readonly cluster: () => ClusterView | undefined;
}

/**
 * Reviews the tokens of collectors: the account must be the collectors' own, and the token
 * tells the node, by itself or by the pod it was made for.
 * @throws Error when the account is not written as `namespace/name`
 */
export function createCollectorReview({
  reviews,
  audience,
  serviceAccount,
  cluster,
}: CollectorTokenParts): (token: string) => Promise<Verdict<Writer>> {
  const [namespace, name, ...rest] = serviceAccount.split('/');
  if (!namespace || !name || rest.length > 0) {
    throw new Error(`COLLECTOR_SERVICE_ACCOUNT="${serviceAccount}" is not namespace/name.`);
  }
  const username = `system:serviceaccount:${namespace}:${name}`;

  async function findNode(user: ReviewedUser): Promise<string | undefined> {
    const node = extraOf(user, NODE_NAME);
    if (node !== undefined) return node;
    const podUid = extraOf(user, POD_UID);
    const podName = extraOf(user, POD_NAME);
    if (podUid === undefined || podName === undefined) return undefined;
    const known = cluster()?.pod(podUid)?.node;
    return known ?? reviews.findNodeOfPod(namespace, podName, podUid);
  }

  return async (token) => {
    const user = await reviews.reviewToken(token, audience);
    if (user === undefined) return { refused: 'wrong_token' };
    if (user.username !== username) return { refused: 'other_account' };
    const node = await findNode(user);
    return node === undefined ? { refused: 'no_node' } : { who: { node } };
  };
}

function extraOf({ extra = {} }: ReviewedUser, key: string): string | undefined {
  const values = extra[key] ?? [];
  return values.length === 1 && values[0] !== '' ? values[0] : undefined;
}
