interface Entry<T> {
  readonly value: T;
  readonly untilMs: number;
}

/** Values that count for a while, at most so many of them: over that the oldest goes. */
export class ExpiringMap<T> {
  private readonly entries = new Map<string, Entry<T>>();

  /** @param now a clock that only goes forward, ms */
  constructor(
    private readonly mostEntries: number,
    private readonly now: () => number,
  ) {}

  /** Entries held, those included that do not count any more. */
  get size(): number {
    return this.entries.size;
  }

  /** The value while it counts. */
  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && entry.untilMs > this.now() ? entry.value : undefined;
  }

  /** Whether there is a value, be it one that does not count any more. */
  remembers(key: string): boolean {
    return this.entries.has(key);
  }

  /** Keeps a value that counts for `lifeMs` from now. */
  set(key: string, value: T, lifeMs: number): void {
    this.entries.delete(key);
    if (this.entries.size >= this.mostEntries) this.dropOldest();
    this.entries.set(key, { value, untilMs: this.now() + lifeMs });
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  private dropOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}
