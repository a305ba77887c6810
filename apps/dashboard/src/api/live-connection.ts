import { Store } from '../state/store';
import type { StreamListener } from './event-stream';

/** How the page hears of new values. */
export type ConnectionState =
  | { readonly kind: 'connecting' }
  /** By the stream. */
  | { readonly kind: 'live' }
  /** There is no stream now: it is looked every interval. */
  | { readonly kind: 'polling' }
  /** The API answers nothing, since this time (ms since the epoch). */
  | { readonly kind: 'gone'; readonly sinceMs: number }
  /** The API wants a token first. */
  | { readonly kind: 'locked' };

/** What the newest event said. */
export interface Newest {
  /** The moment the newest values are about. */
  readonly timestampMs: number;
  /** Nodes whose collector is late. */
  readonly lateNodes: number;
}

/** How an attempt to read the stream ended. */
export type StreamEnd = 'ended' | 'locked';

/** What the connection needs of the world; replaced in tests. */
export interface ConnectionParts {
  /** Reads the stream until it ends or breaks; never throws. */
  openStream(request: StreamRequest): Promise<StreamEnd>;
  /** Whether the API answers at all. */
  probe(signal: AbortSignal): Promise<boolean>;
  /** Resolves after `ms`, or at once when the signal is used. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  nowMs(): number;
}

export interface StreamRequest extends StreamListener {
  /** The last event heard of; a newer one is told at once. */
  readonly lastEventId: string;
  readonly signal: AbortSignal;
  /** The stream is there. */
  onOpen(): void;
}

/** How often it is looked while there is no stream, until one has told the API's interval. */
const POLL_MS = 5_000;

/** Waits between attempts to open the stream: doubled from the first to the last. */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** How often it is tried whether the API is back. */
const GONE_RETRY_MS = 3_000;

const TICK_EVENT = 'tick';

/**
 * Keeps the page up to date: counts `ticks` up whenever there is something new, by the live stream,
 * or every interval while the stream cannot be had.
 */
export class LiveConnection {
  readonly state = new Store<ConnectionState>({ kind: 'connecting' });
  readonly ticks = new Store(0);
  readonly newest = new Store<Newest | undefined>(undefined);

  private lastEventId = '';
  private intervalMs = POLL_MS;
  private failures = 0;
  private nextAttemptMs = 0;
  private run: AbortController | undefined;
  private pause: AbortController | undefined;
  private isAsleep = false;
  private isBehind = false;

  constructor(private readonly parts: ConnectionParts) {}

  /** Connects, anew if it was connected. */
  start(): void {
    this.stop();
    const run = new AbortController();
    this.run = run;
    this.failures = 0;
    this.nextAttemptMs = 0;
    void this.loop(run.signal);
  }

  stop(): void {
    this.run?.abort();
    this.pause?.abort();
    this.run = undefined;
  }

  /** Does not wait any longer for the next attempt. */
  retryNow(): void {
    if (this.state.get().kind === 'locked') return;
    this.nextAttemptMs = 0;
    this.pause?.abort();
  }

  /** A page nobody sees has no ticks; it gets one when it is seen again, if it has missed any. */
  setAsleep(isAsleep: boolean): void {
    this.isAsleep = isAsleep;
    if (isAsleep || !this.isBehind) return;
    this.isBehind = false;
    this.tick();
  }

  private async loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (this.parts.nowMs() >= this.nextAttemptMs) {
        const end = await this.readStream(signal);
        if (signal.aborted) return;
        if (end === 'locked') {
          // With another token it is started anew.
          this.state.set({ kind: 'locked' });
          return;
        }
      }
      await this.poll(signal);
    }
  }

  private async readStream(signal: AbortSignal): Promise<StreamEnd> {
    const end = await this.parts.openStream({
      lastEventId: this.lastEventId,
      signal,
      onOpen: () => {
        this.failures = 0;
        this.state.set({ kind: 'live' });
      },
      onRetry: (ms) => {
        this.intervalMs = Math.max(ms, FIRST_RETRY_MS);
      },
      onEvent: ({ type, id, data }) => {
        this.lastEventId = id;
        if (type !== TICK_EVENT) return;
        this.newest.set(readNewest(data) ?? this.newest.get());
        this.tick();
      },
    });
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LAST_RETRY_MS);
    this.failures += 1;
    this.nextAttemptMs = this.parts.nowMs() + waitMs;
    return end;
  }

  /** Looks once without the stream, and waits until it is time for the next look or attempt. */
  private async poll(signal: AbortSignal): Promise<void> {
    const isThere = await this.parts.probe(signal);
    if (signal.aborted) return;
    if (!isThere) {
      await this.waitWhileGone(signal);
      return;
    }
    if (this.state.get().kind === 'gone') this.nextAttemptMs = 0;
    this.state.set({ kind: 'polling' });
    this.tick();
    await this.wait(Math.min(this.intervalMs, this.nextAttemptMs - this.parts.nowMs()), signal);
  }

  private async waitWhileGone(signal: AbortSignal): Promise<void> {
    const nowMs = this.parts.nowMs();
    if (this.state.get().kind !== 'gone') this.state.set({ kind: 'gone', sinceMs: nowMs });
    // No stream either; what is tried next is whether anything answers.
    this.nextAttemptMs = nowMs + LAST_RETRY_MS;
    await this.wait(GONE_RETRY_MS, signal);
  }

  private async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0) return;
    const pause = new AbortController();
    this.pause = pause;
    await this.parts.wait(ms, AbortSignal.any([signal, pause.signal]));
  }

  private tick(): void {
    if (this.isAsleep) this.isBehind = true;
    else this.ticks.set(this.ticks.get() + 1);
  }
}

/** What an event says; undefined when it cannot be read. */
function readNewest(data: string): Newest | undefined {
  try {
    const { timestamp, late_nodes: lateNodes } = JSON.parse(data) as Record<string, unknown>;
    const timestampMs = Date.parse(String(timestamp));
    if (Number.isNaN(timestampMs) || typeof lateNodes !== 'number') return undefined;
    return { timestampMs, lateNodes };
  } catch {
    return undefined;
  }
}
