/**
 * The times a report is made of. Everything that reads the host takes one, so that the
 * same code looks at a live host and at a recorded one.
 */
export interface Clock {
  /** Wall clock, milliseconds since the epoch; may be set by an administrator at any time. */
  wallMilliseconds(): number;
  /** The kernel's monotonic clock in milliseconds; never set, stands still in suspend. */
  monotonicMilliseconds(): number;
  /**
   * When the cgroup `path` (relative to the cgroup root, "/" is the root) is being read:
   * milliseconds since the epoch. Call it right before the read.
   */
  readingTime(path: string): number;
}
