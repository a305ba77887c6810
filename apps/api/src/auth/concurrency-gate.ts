/** More wait already than may. */
export class BusyError extends Error {
  readonly code = 'busy';

  constructor(mostWaiting: number) {
    super(`${mostWaiting} others wait already`);
    this.name = 'BusyError';
  }
}

/** Lets so many tasks run at once and so many wait, in the order they came. */
export class ConcurrencyGate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly mostRunning: number,
    private readonly mostWaiting: number,
  ) {}

  /**
   * Runs a task when it is its turn.
   * @throws BusyError when too many wait; what the task throws
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running < this.mostRunning) this.running += 1;
    else await this.takeTurn();
    try {
      return await task();
    } finally {
      this.passTurn();
    }
  }

  private takeTurn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting) throw new BusyError(this.mostWaiting);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private passTurn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
