import type { Clock } from '../src/clock/clock';
import type { Timers } from '../src/clock/timers';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Lets promises that are ready, and replies of a server on this machine, come through. */
export async function letThingsHappen(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Replies of a server on this machine may take so long when it is busy with other things. */
const LONGEST_WAIT_MILLISECONDS = 40_000;

/** Lets the event loop turn until `condition` holds. @throws when it never does. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT_MILLISECONDS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`still not so: ${condition.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * A clock and timers that stand still until a test moves them. The wall clock can be set
 * apart from the monotonic one, as an administrator does.
 */
export class ManualTime implements Clock, Timers {
  private monotonic = 0;
  private sleepers: Sleeper[] = [];

  /** @param wall milliseconds since the epoch at the start */
  constructor(private wall: number) {}

  wallMilliseconds(): number {
    return this.wall;
  }

  monotonicMilliseconds(): number {
    return this.monotonic;
  }

  readingTime(): number {
    return this.wall;
  }

  /** How long each sleeper still has to wait. */
  get waits(): number[] {
    return this.sleepers.map(({ due }) => due - this.monotonic);
  }

  sleep(milliseconds: number, stop?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (stop?.aborted) {
        resolve();
        return;
      }
      const sleeper: Sleeper = { due: this.monotonic + milliseconds, wake: resolve };
      this.sleepers.push(sleeper);
      stop?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });
  }

  /** Moves both clocks and wakes who is due, then lets them act. */
  async advance(milliseconds: number): Promise<void> {
    this.monotonic += milliseconds;
    this.wall += milliseconds;
    const due = this.sleepers.filter((sleeper) => sleeper.due <= this.monotonic);
    this.sleepers = this.sleepers.filter((sleeper) => sleeper.due > this.monotonic);
    for (const { wake } of due) wake();
    await letThingsHappen();
  }

  /** Moves both clocks and wakes nobody: work that takes time. */
  spend(milliseconds: number): void {
    this.monotonic += milliseconds;
    this.wall += milliseconds;
  }

  /** Sets the wall clock only. */
  setWall(wall: number): void {
    this.wall = wall;
  }
}
