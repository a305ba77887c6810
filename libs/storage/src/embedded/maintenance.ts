import { performance } from 'node:perf_hooks';
import type { GroupSums } from './group-sums';
import type { Window } from './window';
import { WINDOW_TICKS, type Windows } from './windows';

/** Longest stretch of sealing before other work gets its turn. */
const SLICE_MS = 2;

/** Seals windows in slices, so that requests are answered in between. */
export class Maintenance {
  private running: Promise<void> | undefined;

  constructor(
    private readonly windows: Windows,
    private readonly sums: GroupSums,
  ) {}

  /**
   * Makes the newest sums, seals what is due, and sums anew sealed windows that a late name
   * has changed. One run at a time.
   */
  run(newestTick: number, currentTick: number, nowMs: number): Promise<void> {
    this.running ??= this.runOnce(newestTick, currentTick, nowMs).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async runOnce(newestTick: number, currentTick: number, nowMs: number): Promise<void> {
    await inSlices(this.sums.bringUpToDateInSteps(newestTick - 1, newestTick + 1));
    for (const window of this.windows.dueForSealing(currentTick, nowMs)) await this.seal(window);
    for (const window of this.windows.all()) {
      if (!window.isSealed || !window.summed.includes(0)) continue;
      window.reopen();
      await this.seal(window);
    }
  }

  private async seal(window: Window): Promise<void> {
    const end = window.firstTick + WINDOW_TICKS;
    await inSlices(this.sums.bringUpToDateInSteps(window.firstTick, end));
    await inSlices(this.windows.seal(window));
  }
}

/** Takes the steps of a long work in stretches of about SLICE_MS, others' work in between. */
async function inSlices(steps: Generator<void, unknown>): Promise<void> {
  let start = performance.now();
  while (steps.next().done !== true) {
    if (performance.now() - start < SLICE_MS) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    start = performance.now();
  }
}
