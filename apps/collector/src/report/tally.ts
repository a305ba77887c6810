import type { CgroupReader } from '../cgroups/cgroup-reader';
import type { ReadOutcome } from '../cgroups/probe';
import type { Clock } from '../clock/clock';

/** The book of one tick: when each cgroup was read, and how many could not be. */
export class Tally {
  private gone = 0;
  private broken = 0;

  /** @param onGone told the path of each cgroup that vanished */
  constructor(
    private readonly clock: Clock,
    private readonly timestampMilliseconds: number,
    private readonly onGone: (path: string) => void,
  ) {}

  /** Cgroups that vanished, and those with a file that could not be used. */
  get skipped(): { gone: number; broken: number } {
    return { gone: this.gone, broken: this.broken };
  }

  /** Whole milliseconds from the report's time to the reading of `path`, which begins now. */
  offsetOf(path: string): number {
    const offset = this.clock.readingTime(path) - this.timestampMilliseconds;
    return Math.max(0, Math.round(offset));
  }

  /**
   * Reads the cgroup at `path` and counts what became of it. False: it is gone, leave it out.
   * `isSandbox` is as for the reader.
   */
  read(reader: CgroupReader, path: string, isSandbox = false): boolean {
    const outcome = reader.read(isSandbox);
    if (outcome === 'gone') this.skip(path);
    else this.count(outcome);
    return outcome !== 'gone';
  }

  /** Counts a reading that is complete or broken. */
  count(outcome: Exclude<ReadOutcome, 'gone'>): void {
    if (outcome === 'broken') this.broken += 1;
  }

  /** Counts a cgroup that vanished. */
  skip(path: string): void {
    this.gone += 1;
    this.onGone(path);
  }
}
