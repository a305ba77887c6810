import { Logger } from '@nestjs/common';
import { KubernetesError, type KubernetesClient } from '@kubemonitor/kubernetes';
import { BusyError } from './concurrency-gate';

const TOKEN_REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';
const ACCESS_REVIEWS = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const METRICS_GROUP = 'metrics.k8s.io';
const TIMEOUT_MS = 5_000;
const NOT_FOUND = 404;

/** Who a token belongs to, as the cluster says: `UserInfo` of authentication.k8s.io/v1. */
export interface ReviewedUser {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  /** Only for who reviews: of a pod's token the pod, from Kubernetes 1.30 on its node too. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Whether an error says that the cluster cannot be asked now: another try may have an answer. */
export function isNoReview(error: unknown): boolean {
  return error instanceof KubernetesError || error instanceof BusyError;
}

/** What somebody wants to do with the metrics of pods or nodes (metrics.k8s.io). */
export interface MetricsAccess {
  readonly verb: 'get' | 'list';
  readonly resource: 'pods' | 'nodes';
  /** Undefined = all namespaces; nodes have none. */
  readonly namespace?: string;
  /** Undefined = any: the right to one object may be granted by its name. */
  readonly name?: string;
}

interface TokenReview {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly user?: Partial<ReviewedUser>;
    readonly audiences?: readonly string[];
  };
}

interface SubjectAccessReview {
  readonly status?: { readonly allowed?: boolean };
}

interface PodPlacement {
  readonly metadata?: { readonly uid?: string };
  readonly spec?: { readonly nodeName?: string };
}

/**
 * Asks the cluster about tokens and rights. What the cluster writes as the reason of a
 * refusal is neither kept nor logged: it may repeat parts of the token.
 */
export class ClusterReviews {
  private readonly logger = new Logger('Auth');
  private isFailing = false;

  constructor(private readonly client: KubernetesClient) {}

  /**
   * Whose a token is; undefined when the cluster does not accept it.
   * @param audience the token must be made for it; undefined = for the API server itself
   * @throws KubernetesError when the cluster cannot be asked
   */
  async reviewToken(token: string, audience?: string): Promise<ReviewedUser | undefined> {
    const audiences = audience === undefined ? undefined : [audience];
    const { status = {} } = await this.ask<TokenReview>('POST', TOKEN_REVIEWS, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenReview',
      spec: { token, audiences },
    });
    const { authenticated, user, audiences: reviewed = [] } = status;
    if (authenticated !== true || user?.username === undefined) return undefined;
    // Without audiences in the answer the cluster looked at the token only as its own.
    const isForUs = audience === undefined || reviewed.includes(audience);
    return isForUs ? { ...user, username: user.username } : undefined;
  }

  /**
   * Whether somebody may read metrics.
   * @throws KubernetesError when the cluster cannot be asked
   */
  async reviewAccess(user: ReviewedUser, access: MetricsAccess): Promise<boolean> {
    const { username, uid, groups, extra } = user;
    const { status } = await this.ask<SubjectAccessReview>('POST', ACCESS_REVIEWS, {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: username,
        uid,
        groups,
        extra,
        resourceAttributes: { group: METRICS_GROUP, ...access },
      },
    });
    return status?.allowed === true;
  }

  /**
   * The node a pod is bound to; undefined when it has none, does not exist, or is another pod
   * of that name.
   * @throws KubernetesError when the cluster cannot be asked
   */
  async findNodeOfPod(namespace: string, name: string, uid: string): Promise<string | undefined> {
    const place = `namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}`;
    try {
      const pod = await this.ask<PodPlacement>('GET', `/api/v1/${place}`);
      return pod.metadata?.uid === uid ? pod.spec?.nodeName : undefined;
    } catch (error) {
      if (error instanceof KubernetesError && error.status === NOT_FOUND) return undefined;
      throw error;
    }
  }

  private async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    try {
      const answer = await this.client.request<T>(method, path, { body, timeoutMs: TIMEOUT_MS });
      this.noteAnswer();
      return answer;
    } catch (error) {
      if (error instanceof KubernetesError && error.status === NOT_FOUND) this.noteAnswer();
      else this.noteFailure(error, path);
      throw error;
    }
  }

  private noteAnswer(): void {
    if (this.isFailing) this.logger.log('the cluster answers reviews again');
    this.isFailing = false;
  }

  /** Said once until an answer comes: every waiting collector would say it again. */
  private noteFailure(error: unknown, path: string): void {
    if (this.isFailing || !(error instanceof KubernetesError)) return;
    this.isFailing = true;
    const { status = 'none', reason } = error;
    this.logger.error(
      `the cluster cannot be asked: path=${path} status=${status} reason=${reason}`,
    );
  }
}
