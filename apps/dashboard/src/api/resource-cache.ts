import { ApiError, NO_ANSWER } from './client';

/** What is known of one path. */
export interface Snapshot {
  readonly data: unknown;
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  readonly updatedAt: number | undefined;
}

/** Of a path nobody has asked for. */
export const EMPTY: Snapshot = {
  data: undefined,
  error: undefined,
  isLoading: false,
  updatedAt: undefined,
};

/** A path that is about to be asked for. */
const WAITING: Snapshot = { ...EMPTY, isLoading: true };

/** What nobody shows any more is kept so long: going back shows it at once. */
const KEPT_MS = 30_000;

/** Of a client error: a name that is not there, one of several, no right. */
const REFUSED_GAP_MS = 60_000;
/** Of an error of the server: it is not pressed while it is in trouble. */
const FAILED_GAP_MS = 15_000;

interface Entry {
  snapshot: Snapshot;
  readonly listeners: Set<() => void>;
  request: AbortController | undefined;
  /** When it was last asked for. */
  askedMs: number;
  removal: ReturnType<typeof setTimeout> | undefined;
}

/** How answers are got and what time it is; replaced in tests. */
export interface CacheParts {
  fetch(path: string, signal: AbortSignal): Promise<unknown>;
  nowMs(): number;
}

/** Answers by path, shared by all who show them: one request at a time for a path. */
export class ResourceCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly parts: CacheParts) {}

  readonly get = (path: string): Snapshot => this.entries.get(path)?.snapshot ?? WAITING;

  /** Asks for the path if it is not there, and tells `listener` of every change until the returned function is called. */
  subscribe(path: string, listener: () => void): () => void {
    const entry = this.entries.get(path) ?? this.addEntry(path);
    clearTimeout(entry.removal);
    entry.listeners.add(listener);
    const isNew = entry.listeners.size === 1;
    if (isNew && entry.request === undefined) this.refresh(path);
    return () => this.leave(path, entry, listener);
  }

  /**
   * Asks for the path again unless a request is under way.
   * @param leastGapMs nothing is done when it was asked for within this time
   */
  refresh(path: string, leastGapMs = 0): void {
    const entry = this.entries.get(path);
    if (entry === undefined || entry.request !== undefined) return;
    if (this.parts.nowMs() - entry.askedMs < leastGapMs) return;
    void this.load(path, entry);
  }

  /**
   * There may be newer values: asks for the path again, unless it was asked for within
   * `leastGapMs`. What was refused is not asked for at every tick: the same request will be refused
   * again until something else has changed.
   */
  tick(path: string, leastGapMs: number): void {
    this.refresh(path, Math.max(leastGapMs, gapAfter(this.get(path).error)));
  }

  /** Asks again for what could not be had, when the API is back. */
  refreshFailed(): void {
    for (const [path, { snapshot, listeners }] of this.entries) {
      if (listeners.size > 0 && snapshot.error !== undefined) this.refresh(path);
    }
  }

  private refreshAll(): void {
    for (const [path, entry] of this.entries) {
      if (entry.listeners.size > 0) this.refresh(path);
      else this.remove(path, entry);
    }
  }

  /** Forgets all answers: they were read with a token that is no longer there. */
  clear(): void {
    for (const [path, entry] of this.entries) {
      entry.request?.abort();
      entry.request = undefined;
      if (entry.listeners.size === 0) this.remove(path, entry);
      else this.update(entry, WAITING);
    }
    this.refreshAll();
  }

  private addEntry(path: string): Entry {
    const entry: Entry = {
      snapshot: WAITING,
      listeners: new Set(),
      request: undefined,
      askedMs: Number.NEGATIVE_INFINITY,
      removal: undefined,
    };
    this.entries.set(path, entry);
    return entry;
  }

  private leave(path: string, entry: Entry, listener: () => void): void {
    entry.listeners.delete(listener);
    if (entry.listeners.size > 0) return;
    entry.request?.abort();
    entry.request = undefined;
    entry.removal = setTimeout(() => this.remove(path, entry), KEPT_MS);
  }

  private remove(path: string, entry: Entry): void {
    clearTimeout(entry.removal);
    if (this.entries.get(path) === entry) this.entries.delete(path);
  }

  private async load(path: string, entry: Entry): Promise<void> {
    const request = new AbortController();
    entry.request = request;
    entry.askedMs = this.parts.nowMs();
    if (!entry.snapshot.isLoading) this.update(entry, { ...entry.snapshot, isLoading: true });
    const change = await this.ask(path, request.signal);
    // Cancelled, or replaced by a newer one.
    if (entry.request !== request) return;
    entry.request = undefined;
    this.update(entry, { ...entry.snapshot, ...change, isLoading: false });
  }

  private async ask(path: string, signal: AbortSignal): Promise<Partial<Snapshot>> {
    try {
      const data = await this.parts.fetch(path, signal);
      return { data, error: undefined, updatedAt: this.parts.nowMs() };
    } catch (error) {
      return { error: toApiError(error) };
    }
  }

  private update(entry: Entry, snapshot: Snapshot): void {
    entry.snapshot = snapshot;
    for (const listener of [...entry.listeners]) listener();
  }
}

/** Least time between two requests for what failed, by how it failed. */
function gapAfter(error: ApiError | undefined): number {
  if (error === undefined || error.status === NO_ANSWER) return 0;
  return error.status < 500 ? REFUSED_GAP_MS : FAILED_GAP_MS;
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const title = error instanceof Error ? error.message : String(error);
  return new ApiError(NO_ANSWER, { type: 'about:blank', title, status: NO_ANSWER });
}
