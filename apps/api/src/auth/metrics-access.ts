import { toDigestKey } from './bearer';
import {
  isNoReview,
  type ClusterReviews,
  type MetricsAccess,
  type ReviewedUser,
} from './cluster-reviews';
import { ConcurrencyGate } from './concurrency-gate';
import { ExpiringMap } from './expiring-map';
import { BAD_MS, GRACE_MS } from './reviewed-tokens';
import { SharedCalls } from './shared-calls';

/** A right that is taken away still counts for so long, unless said otherwise. */
const ALLOWED_MS = 60_000;
/** A right that is given counts after so long at most. */
const DENIED_MS = 10_000;

/** Decisions kept: 100 people with 500 namespaces each, for two verbs. */
const MOST_DECISIONS = 100_000;
const MOST_RUNNING = 16;
const MOST_WAITING = 10_000;

/** Somebody whose rights are asked for. */
export interface Subject {
  readonly user: ReviewedUser;
  /** The same for the same user with the same groups: what decisions are kept under. */
  readonly key: string;
}

/** A subject of a reviewed user. */
export function createSubject(user: ReviewedUser): Subject {
  const { username, uid, groups, extra } = user;
  return { user, key: toDigestKey(JSON.stringify([username, uid, groups, extra])) };
}

/** Rights to read metrics as the cluster grants them, remembered for a while. */
export class MetricsAccesses {
  private readonly decisions: ExpiringMap<boolean>;
  /** Rights that were granted, kept for when nobody can be asked. */
  private readonly lastGranted: ExpiringMap<true>;
  private readonly calls = new SharedCalls<boolean>();
  private readonly gate = new ConcurrencyGate(MOST_RUNNING, MOST_WAITING);

  /**
   * @param now a clock that only goes forward, ms
   * @param allowedMs a right that is taken away still counts for so long
   */
  constructor(
    private readonly reviews: ClusterReviews,
    now: () => number,
    private readonly allowedMs = ALLOWED_MS,
  ) {
    this.decisions = new ExpiringMap(MOST_DECISIONS, now);
    this.lastGranted = new ExpiringMap(MOST_DECISIONS, now);
  }

  /**
   * Whether a subject may do something.
   * @throws KubernetesError, BusyError when it cannot be found out now
   */
  isAllowed({ user, key }: Subject, access: MetricsAccess): boolean | Promise<boolean> {
    const { verb, resource, namespace = '', name = '' } = access;
    // No part can pass for two: names come from outside.
    const question = `${key}${JSON.stringify([verb, resource, namespace, name])}`;
    const known = this.decisions.get(question);
    return known ?? this.calls.share(question, () => this.find(question, user, access));
  }

  /** Those of some namespaces whose pods a subject may read. Throws as `isAllowed`. */
  async namespacesOf(
    subject: Subject,
    verb: MetricsAccess['verb'],
    namespaces: Iterable<string>,
  ): Promise<Set<string>> {
    const asked = [...namespaces];
    const answers = await Promise.all(
      asked.map((namespace) => this.isAllowed(subject, { verb, resource: 'pods', namespace })),
    );
    return new Set(asked.filter((_, index) => answers[index]));
  }

  private async find(
    question: string,
    user: ReviewedUser,
    access: MetricsAccess,
  ): Promise<boolean> {
    let isAllowed: boolean;
    try {
      isAllowed = await this.gate.run(() => this.reviews.reviewAccess(user, access));
    } catch (error) {
      return this.recall(question, error);
    }
    this.decisions.set(question, isAllowed, isAllowed ? this.allowedMs : DENIED_MS);
    if (isAllowed) this.lastGranted.set(question, true, GRACE_MS);
    else this.lastGranted.delete(question);
    return isAllowed;
  }

  /** True where the right was granted not too long ago; asked for again after a while. */
  private recall(question: string, error: unknown): true {
    const last = isNoReview(error) ? this.lastGranted.get(question) : undefined;
    if (last === undefined) throw error;
    this.decisions.set(question, last, BAD_MS);
    return last;
  }
}
