/** A clock moved by more than this against the monotonic clock was set, not adjusted. */
const STEP_MILLISECONDS = 250;

/** Number of the interval `wallMilliseconds` lies in: floor(wall / interval). */
export function computeTick(wallMilliseconds: number, intervalMilliseconds: number): number {
  return Math.floor(wallMilliseconds / intervalMilliseconds);
}

/**
 * Milliseconds until the next multiple of the interval, more than 0 and at most the
 * interval. Computed from the wall clock each time, so errors of timers do not add up.
 */
export function computeWait(wallMilliseconds: number, intervalMilliseconds: number): number {
  const tick = computeTick(wallMilliseconds, intervalMilliseconds);
  return (tick + 1) * intervalMilliseconds - wallMilliseconds;
}

/**
 * Tells a wall clock that was set from one that runs: between two observations the wall
 * and the monotonic clock must advance alike. A machine that slept counts as stepped too,
 * since the monotonic clock stands still in suspend.
 */
export class ClockStepDetector {
  private difference: number | undefined;

  /** True when the wall clock was set since the last call; false for the first. */
  observe(wallMilliseconds: number, monotonicMilliseconds: number): boolean {
    const before = this.difference;
    this.difference = wallMilliseconds - monotonicMilliseconds;
    return before !== undefined && Math.abs(this.difference - before) > STEP_MILLISECONDS;
  }
}
