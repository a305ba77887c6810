import type { Clock } from '../clock/clock';

const MILLISECONDS_PER_SECOND = 1_000;
/** A reader that has not finished a tick for so many intervals is stuck. */
const STUCK_AFTER_INTERVALS = 3;

/**
 * What the probes ask: does the collector still read its node? Only reading counts. An API
 * that is away is not the collector's fault, and thousands of collectors that restart or
 * turn unready because of it would only add to the outage.
 */
export class TickHealth {
  private readonly mostMilliseconds: number;
  private lastTickAt: number;
  private hasRead = false;

  /** @param clock only its monotonic part is used: a clock that is set makes nobody ill */
  constructor(
    private readonly clock: Pick<Clock, 'monotonicMilliseconds'>,
    intervalSeconds: number,
  ) {
    this.mostMilliseconds = STUCK_AFTER_INTERVALS * intervalSeconds * MILLISECONDS_PER_SECOND;
    this.lastTickAt = clock.monotonicMilliseconds();
  }

  /** To be called when a tick has been read. */
  noteTick(): void {
    this.lastTickAt = this.clock.monotonicMilliseconds();
    this.hasRead = true;
  }

  /** Milliseconds since the last tick was read, or since the start when there was none. */
  get ageMilliseconds(): number {
    return this.clock.monotonicMilliseconds() - this.lastTickAt;
  }

  /** True while the last tick is younger than three intervals. */
  get isAlive(): boolean {
    return this.ageMilliseconds < this.mostMilliseconds;
  }

  /** True from the first tick on. */
  get isReady(): boolean {
    return this.hasRead;
  }
}
