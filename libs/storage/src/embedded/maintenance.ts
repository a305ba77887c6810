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

  /** Seals what is due, and sums anew sealed windows that a late name has changed. One run at a time. */
  sealDue(currentTick: number, nowMs: number): Promise<void> {
    this.running ??= this.run(currentTick, nowMs).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async run(currentTick: number, nowMs: number): Promise<void> {
    for (const window of this.windows.dueForSealing(currentTick, nowMs)) await this.seal(window);
    for (const window of this.windows.all()) {
      if (!window.isSealed || !window.summed.includes(0)) continue;
      window.reopen();
      await this.seal(window);
    }
  }

  private async seal(window: Window): Promise<void> {
    const slices = new Slices();
    for (let row = 0; row < WINDOW_TICKS; row += 1) {
      const tick = window.firstTick + row;
      this.sums.bringUpToDate(tick, tick + 1);
      if (slices.isOver()) await slices.next();
    }
    const steps = this.windows.seal(window);
    while (steps.next().done !== true) {
      if (slices.isOver()) await slices.next();
    }
  }
}

/** Cuts long work into stretches of about SLICE_MS. */
class Slices {
  private start = performance.now();

  isOver(): boolean {
    return performance.now() - this.start >= SLICE_MS;
  }

  /** Lets other work have its turn. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.start = performance.now();
  }
}
