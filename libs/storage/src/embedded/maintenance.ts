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
    this.sums.bringUpToDate(window.firstTick, window.firstTick + WINDOW_TICKS);
    window.summed.fill(1);
    const steps = this.windows.seal(window);
    let sliceStart = performance.now();
    while (steps.next().done !== true) {
      if (performance.now() - sliceStart < SLICE_MS) continue;
      await new Promise<void>((resolve) => setImmediate(resolve));
      sliceStart = performance.now();
    }
  }
}
