import type { Clock } from '../clock/clock';

/** Back-fill after an outage comes at once: so many reports may. */
const BURST_REPORTS = 1_000;

/** Reports a node may send on average, as a multiple of one an interval. */
const RATE_FACTOR = 20;

/** Nodes remembered; a sender of ever new names does not fill the memory. */
const MAX_NODES = 100_000;

/** A token bucket a node: one sender cannot take the time of all. */
export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly intervalSeconds: number,
  ) {}

  /** Takes a token of the node. @returns 0, or the seconds to wait when there is none */
  take(node: string): number {
    const nowMs = this.clock.now();
    const perSecond = RATE_FACTOR / this.intervalSeconds;
    let bucket = this.buckets.get(node);
    if (bucket === undefined) {
      if (this.buckets.size >= MAX_NODES) this.buckets.clear();
      bucket = { tokens: BURST_REPORTS, atMs: nowMs };
      this.buckets.set(node, bucket);
    }
    const earned = ((nowMs - bucket.atMs) / 1_000) * perSecond;
    bucket.tokens = Math.min(BURST_REPORTS, bucket.tokens + Math.max(0, earned));
    bucket.atMs = nowMs;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  }
}
