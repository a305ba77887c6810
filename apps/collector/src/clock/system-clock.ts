import type { Clock } from './clock';

const NANOSECONDS_PER_MILLISECOND = 1e6;

/**
 * The machine's clocks. Reading times are the wall clock of the last `wallMilliseconds()`
 * plus the monotonic time since, so a clock set during a tick cannot tear the tick apart.
 */
export class SystemClock implements Clock {
  /** CLOCK_MONOTONIC minus `performance.now()`, which counts from the start of the process. */
  private readonly bootOffset =
    Number(process.hrtime.bigint()) / NANOSECONDS_PER_MILLISECOND - performance.now();
  private anchorWall = Date.now();
  private anchorMonotonic = performance.now();

  wallMilliseconds(): number {
    this.anchorWall = Date.now();
    this.anchorMonotonic = performance.now();
    return this.anchorWall;
  }

  monotonicMilliseconds(): number {
    return this.bootOffset + performance.now();
  }

  readingTime(): number {
    return this.anchorWall + performance.now() - this.anchorMonotonic;
  }
}
