import type { Sample } from '../../api/types';

/** What a row's line is made of. */
export interface SparkAnswer {
  readonly samples?: readonly Sample[];
  readonly step_seconds?: number;
}

/** A row that is only scrolled past asks for nothing. */
const REST_MS = 250;

/** So many are asked for at a time: the rest of the page needs the connection too. */
const MOST_AT_ONCE = 4;

/** A line of minutes need not be read anew at every tick. */
const FRESH_MS = 30_000;

/** Lines that are kept for when one scrolls back. */
const MOST_KEPT = 500;

interface Entry {
  readonly path: string;
  answer: SparkAnswer | undefined;
  /** When it was last asked for. */
  askedMs: number;
  request: AbortController | undefined;
  readonly listeners: Set<() => void>;
  /** The newest of those who show it wants it read anew. */
  isLive: boolean;
}

/** How answers are got and what time it is; replaced in tests. */
export interface SparkParts {
  fetch(path: string, signal: AbortSignal): Promise<SparkAnswer>;
  nowMs(): number;
}

/**
 * Lines of the rows in view of a long list: asked for once nothing has been scrolled for a moment,
 * few at a time, and not for rows that are out of view again.
 */
export class SparkLoader {
  private readonly entries = new Map<string, Entry>();
  private running = 0;
  /** Lines that somebody shows. */
  private shown = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly parts: SparkParts) {}

  get(path: string): SparkAnswer | undefined {
    return this.entries.get(path)?.answer;
  }

  /** Tells `listener` of the line of `path` until the returned function is called. */
  subscribe(path: string, isLive: boolean, listener: () => void): () => void {
    const entry = this.entries.get(path) ?? this.add(path);
    if (entry.listeners.size === 0) this.shown += 1;
    entry.listeners.add(listener);
    entry.isLive = isLive;
    this.askLater();
    this.turn ??= setInterval(() => this.askNext(), FRESH_MS);
    return () => this.leave(entry, listener);
  }

  /** Forgets all lines: they were read with a token that is no longer there. Those that are shown are read anew. */
  clear(): void {
    for (const entry of this.entries.values()) {
      entry.request?.abort();
      entry.answer = undefined;
      entry.askedMs = Number.NEGATIVE_INFINITY;
      if (entry.listeners.size === 0) this.entries.delete(entry.path);
      for (const listener of [...entry.listeners]) listener();
    }
    if (this.shown > 0) this.askLater();
  }

  private add(path: string): Entry {
    const entry: Entry = {
      path,
      answer: undefined,
      askedMs: Number.NEGATIVE_INFINITY,
      request: undefined,
      listeners: new Set(),
      isLive: false,
    };
    this.entries.set(path, entry);
    return entry;
  }

  private leave(entry: Entry, listener: () => void): void {
    entry.listeners.delete(listener);
    if (entry.listeners.size > 0) return;
    entry.request?.abort();
    if (entry.answer === undefined) this.entries.delete(entry.path);
    this.shown -= 1;
    if (this.shown > 0) return;
    clearTimeout(this.timer);
    clearInterval(this.turn);
    this.turn = undefined;
  }

  /** Each row that comes into view puts it off. */
  private askLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askNext(), REST_MS);
  }

  private askNext(): void {
    this.forgetOldest();
    for (const entry of this.entries.values()) {
      if (this.running >= MOST_AT_ONCE) return;
      if (this.isWanted(entry)) void this.ask(entry);
    }
  }

  private isWanted({ listeners, request, answer, askedMs, isLive }: Entry): boolean {
    if (listeners.size === 0 || request !== undefined) return false;
    // One that failed is tried again with the others' turn.
    if (answer !== undefined && !isLive) return false;
    return this.parts.nowMs() - askedMs >= FRESH_MS;
  }

  private async ask(entry: Entry): Promise<void> {
    const request = new AbortController();
    entry.request = request;
    entry.askedMs = this.parts.nowMs();
    this.running += 1;
    try {
      const answer = await this.parts.fetch(entry.path, request.signal);
      if (!request.signal.aborted) entry.answer = answer;
    } catch {
      // Without a line the row is still whole.
    } finally {
      // What was cancelled is asked for when it is wanted again.
      if (request.signal.aborted) entry.askedMs = Number.NEGATIVE_INFINITY;
      this.running -= 1;
      entry.request = undefined;
    }
    for (const listener of [...entry.listeners]) listener();
    this.askNext();
  }

  private forgetOldest(): void {
    for (const [path, { listeners }] of this.entries) {
      if (this.entries.size <= MOST_KEPT) return;
      if (listeners.size === 0) this.entries.delete(path);
    }
  }
}
