import type { GroupSums } from './group-sums';
import { inSlices } from './slices';
import type { Window } from './window';
import { WINDOW_TICKS, type Windows } from './windows';

/** Seals windows in slices, so that requests are answered in between. */
export class Maintenance {
  private running: Promise<void> | undefined;

  constructor(
    private readonly windows: Windows,
    private readonly sums: GroupSums,
  ) {}

  /**
   * Makes the newest sums, seals what is due, and sums anew sealed windows that a late name
   * has changed: of those that are on disk only, one a run. One run at a time.
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
    await this.sumAnew();
  }

  private async sumAnew(): Promise<void> {
    for (const window of this.windows.newestFirst()) {
      if (!window.isSealed || !window.summed.includes(0)) continue;
      const { isResident } = window;
      await this.windows.reopenFor(window.firstTick);
      await this.seal(window);
      if (!isResident) return;
    }
  }

  private async seal(window: Window): Promise<void> {
    const end = window.firstTick + WINDOW_TICKS;
    await inSlices(this.sums.bringUpToDateInSteps(window.firstTick, end));
    await inSlices(this.windows.seal(window));
  }
}
