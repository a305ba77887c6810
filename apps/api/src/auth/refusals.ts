import { Injectable } from '@nestjs/common';
import { ProblemError } from '../problem/problem';
import { REFUSALS, type RefusalReason } from './verdict';

/** What was refused: samples or answers. */
export type RefusalArea = 'ingest' | 'read';

const RETRY_AFTER_SECONDS = 5;
const REALM = 'Bearer realm="kubemonitor"';

/** Counts what is refused for want of a right, and makes the answer of it. */
@Injectable()
export class Refusals {
  /** Refusals since the start by reason. */
  readonly counts: Readonly<Record<RefusalArea, Map<RefusalReason, number>>> = {
    ingest: new Map(),
    read: new Map(),
  };

  /** The answer to a refused request, counted. */
  refuse(area: RefusalArea, reason: RefusalReason): ProblemError {
    const counts = this.counts[area];
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const { kind, detail } = REFUSALS[reason];
    return new ProblemError(kind, detail, {
      challenge: challengeOf(reason),
      retryAfterSeconds: reason === 'no_review' ? RETRY_AFTER_SECONDS : undefined,
    });
  }
}

/** WWW-Authenticate (RFC 6750, 3): without a token no error code, only what is asked for. */
function challengeOf(reason: RefusalReason): string | undefined {
  if (reason === 'no_token') return REALM;
  return reason === 'wrong_token' ? `${REALM}, error="invalid_token"` : undefined;
}
