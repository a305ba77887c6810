import { performance } from 'node:perf_hooks';
import { nextTurn } from './next-turn';

/** Longest stretch of work before others get their turn, ms; what follows a look at the clock comes on top. */
const STRETCH_MS = 3;

/** One long work's stretches: it looks often whether one has lasted long enough. */
export class Stretch {
  private endsAt = performance.now() + STRETCH_MS;

  /** Whether it is time for `rest`. */
  get isDue(): boolean {
    return performance.now() >= this.endsAt;
  }

  /** Lets others have their turn, and begins a new stretch. */
  async rest(): Promise<void> {
    await nextTurn();
    this.endsAt = performance.now() + STRETCH_MS;
  }
}
