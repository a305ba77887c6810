import type { Reflector } from '@nestjs/core';
import type { ApiEnvironment } from '@kubemonitor/config';
import type { ClusterView } from '../identity/cluster-view';
import { Authenticator } from './authenticator';
import type { ClusterReviews } from './cluster-reviews';
import { createCollectorReview } from './collector-tokens';
import { MetricsAccesses, createSubject, type Subject } from './metrics-access';
import { ReadGuard } from './read-guard';
import { RIGHT_TO_EVERYTHING, createClusterRights } from './read-rights';
import type { Refusals } from './refusals';
import { ReviewedTokens } from './reviewed-tokens';
import { TokenList } from './token-list';
import type { TokenJudge } from './verdict';
import { WRITER_FOR_ALL, type Writer } from './writer';

const ACCESS = 'access to the cluster (KUBECONFIG, or a pod of it)';

/** What authentication stands on. */
export interface AuthParts {
  readonly environment: ApiEnvironment;
  readonly refusals: Refusals;
  /** Undefined where no setting needs the cluster. */
  readonly reviews: ClusterReviews | undefined;
  /** The cluster as far as it is known by now. */
  readonly cluster: () => ClusterView | undefined;
  /** All namespaces an answer could hold something of. */
  readonly knownNamespaces: () => Iterable<string>;
  /** A clock that only goes forward, ms. */
  readonly now: () => number;
}

/**
 * Who may write samples, as AUTH_INGEST says; undefined = anybody.
 * @throws Error, TokenFileError when what the setting needs is missing
 */
export function createIngestAuthenticator(parts: AuthParts): Authenticator<Writer> | undefined {
  const { environment, refusals, cluster, now } = parts;
  const { AUTH_INGEST, INGEST_TOKENS_FILE, AUTH_AUDIENCE, COLLECTOR_SERVICE_ACCOUNT } = environment;
  if (AUTH_INGEST === 'none') return undefined;
  if (AUTH_INGEST === 'token') {
    const path = need('AUTH_INGEST=token', 'INGEST_TOKENS_FILE', INGEST_TOKENS_FILE);
    return new Authenticator('ingest', new TokenList(path, WRITER_FOR_ALL, now), refusals);
  }
  const review = createCollectorReview({
    reviews: need('AUTH_INGEST=kubernetes', ACCESS, parts.reviews),
    audience: AUTH_AUDIENCE,
    serviceAccount: COLLECTOR_SERVICE_ACCOUNT,
    cluster,
  });
  return new Authenticator('ingest', new ReviewedTokens(review, now), refusals);
}

/**
 * The guard of everything that is read, as AUTH_READ says.
 * @throws Error, TokenFileError when what the setting needs is missing
 */
export function createReadGuard(
  parts: AuthParts,
  reflector: Reflector,
): ReadGuard<Subject> | ReadGuard<true> {
  const { environment, refusals, knownNamespaces, now } = parts;
  const { AUTH_READ, READ_TOKENS_FILE } = environment;
  if (AUTH_READ === 'token') {
    const path = need('AUTH_READ=token', 'READ_TOKENS_FILE', READ_TOKENS_FILE);
    const readers = new Authenticator('read', new TokenList<true>(path, true, now), refusals);
    return new ReadGuard(reflector, readers, RIGHT_TO_EVERYTHING);
  }
  const reviews = need('AUTH_READ=kubernetes', ACCESS, parts.reviews);
  const accesses = new MetricsAccesses(reviews, now);
  const rights = createClusterRights(accesses, refusals, knownNamespaces);
  const people = new Authenticator('read', createPeople(reviews, now), refusals);
  return new ReadGuard(reflector, people, rights);
}

/** People and programs the cluster knows: by tokens they could use with the API server too. */
export function createPeople(reviews: ClusterReviews, now: () => number): TokenJudge<Subject> {
  return new ReviewedTokens<Subject>(async (token) => {
    const user = await reviews.reviewToken(token);
    return user === undefined ? { refused: 'wrong_token' } : { who: createSubject(user) };
  }, now);
}

function need<T>(setting: string, what: string, value: T | undefined): T {
  if (value === undefined || value === '') throw new Error(`${setting} needs ${what}.`);
  return value;
}
