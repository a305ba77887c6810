import { toDigestKey } from './bearer';
import { isNoReview } from './cluster-reviews';
import { ConcurrencyGate } from './concurrency-gate';
import { ExpiringMap } from './expiring-map';
import { SharedCalls } from './shared-calls';
import type { TokenJudge, Verdict } from './verdict';

/** A good token that is revoked still counts for so long. */
export const GOOD_MS = 60_000;
/** A token that was refused is looked at again after so long. */
export const BAD_MS = 10_000;

/**
 * While the cluster cannot be asked, a token that was good not longer ago than this still
 * counts: an outage of the Kubernetes API must not become one of what watches the cluster.
 */
export const GRACE_MS = 600_000;

/** More than the nodes of the largest cluster Kubernetes supports (5,000), each with a new token. */
const MOST_GOOD = 20_000;
const MOST_BAD = 10_000;

/** Reviews at once and waiting: a whole cluster of collectors after a start of this server. */
const MOST_RUNNING = 8;
const MOST_WAITING = 10_000;

/**
 * Remembers for a while what a review said of a token, by its SHA-256, and asks once however
 * many requests come with it. Good and bad ones are kept apart, and a token that was good
 * before does not wait behind new ones: so a flood of made-up tokens neither pushes out nor
 * holds up those in use.
 */
export class ReviewedTokens<T> implements TokenJudge<T> {
  private readonly good: ExpiringMap<Verdict<T>>;
  private readonly bad: ExpiringMap<Verdict<T>>;
  /** What reviews have said, kept for when none can be had. */
  private readonly lastGood: ExpiringMap<Verdict<T>>;
  private readonly calls = new SharedCalls<Verdict<T>>();
  private readonly knownGate = new ConcurrencyGate(MOST_RUNNING, MOST_WAITING);
  private readonly newGate = new ConcurrencyGate(MOST_RUNNING, MOST_WAITING);

  /**
   * @param review finds out about a token; what it throws is not remembered
   * @param now a clock that only goes forward, ms
   */
  constructor(
    private readonly review: (token: string) => Promise<Verdict<T>>,
    now: () => number,
  ) {
    this.good = new ExpiringMap(MOST_GOOD, now);
    this.bad = new ExpiringMap(MOST_BAD, now);
    this.lastGood = new ExpiringMap(MOST_GOOD, now);
  }

  judge(token: string): Verdict<T> | Promise<Verdict<T>> {
    const key = toDigestKey(token);
    const known = this.good.get(key) ?? this.bad.get(key);
    return known ?? this.calls.share(key, () => this.find(key, token));
  }

  private async find(key: string, token: string): Promise<Verdict<T>> {
    const gate = this.good.remembers(key) ? this.knownGate : this.newGate;
    let verdict: Verdict<T>;
    try {
      verdict = await gate.run(() => this.review(token));
    } catch (error) {
      return this.recall(key, error);
    }
    if ('who' in verdict) {
      this.good.set(key, verdict, GOOD_MS);
      this.lastGood.set(key, verdict, GRACE_MS);
    } else {
      this.good.delete(key);
      this.lastGood.delete(key);
      this.bad.set(key, verdict, BAD_MS);
    }
    return verdict;
  }

  /** What the last review said, where that is not too long ago; asked for again after a while. */
  private recall(key: string, error: unknown): Verdict<T> {
    const last = isNoReview(error) ? this.lastGood.get(key) : undefined;
    if (last === undefined) throw error;
    this.good.set(key, last, BAD_MS);
    return last;
  }
}
