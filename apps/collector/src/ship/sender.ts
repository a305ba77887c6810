/**
 * What became of one attempt. `rejected`: the API will never take this report, so there is
 * no use in keeping it. `deferred`: it may take it later, not before `waitMilliseconds`
 * where it said so.
 */
export type SendOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'deferred'; readonly reason: string; readonly waitMilliseconds?: number };

/** Sends one report at a time. Never rejects: every failure is an outcome. */
export interface Sender {
  /** `stop` aborts the attempt, which is then deferred. */
  send(body: Buffer, stop: AbortSignal): Promise<SendOutcome>;
  close(): void;
}

const MILLISECONDS_PER_SECOND = 1_000;
const LONGEST_WAIT_MILLISECONDS = 300_000;

/**
 * Client errors that another try may not have. 401, 403: a token is being rotated, or a right
 * is yet to be given; the report is as good as before. 408, 425, 429: too slow, too early, too
 * fast.
 */
const PASSING = new Set([401, 403, 408, 425, 429]);

/**
 * Milliseconds a `Retry-After` header asks to wait, at most five minutes: seconds or an
 * HTTP date (RFC 9110, 10.2.3); undefined for none or anything else.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const isSeconds = /^\d+$/.test(header);
  const wait = isSeconds ? Number(header) * MILLISECONDS_PER_SECOND : Date.parse(header) - now;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(0, wait), LONGEST_WAIT_MILLISECONDS);
}

/**
 * What an HTTP status means for a report. What passes (`PASSING`), all 5xx and what is no
 * answer of our API (a redirect by something in between) is worth another try; any other 4xx
 * will be the same again.
 */
export function toOutcome(
  status: number,
  detail: string,
  waitMilliseconds: number | undefined,
): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const reason = detail === '' ? `HTTP ${status}` : `HTTP ${status}: ${detail}`;
  const isFinal = status >= 400 && status < 500 && !PASSING.has(status);
  return isFinal ? { kind: 'rejected', reason } : { kind: 'deferred', reason, waitMilliseconds };
}
