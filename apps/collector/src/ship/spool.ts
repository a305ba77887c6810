import type { SpoolDirectory } from './spool-directory';

/** A report that waits to be sent: its body as it was made. */
export interface SpooledReport {
  readonly body: Buffer;
  /** Grows with each report of this process; 0 for one an earlier process left on the disk. */
  readonly sequence: number;
}

/**
 * The reports that were not sent yet: the newest in memory, older ones in the directory
 * where there is one. Bounded: over the bounds the oldest are dropped and counted.
 */
export class Spool {
  private readonly memory: SpooledReport[] = [];
  private nextSequence = 1;
  private droppedFromMemory = 0;
  /** The report last given from the directory, so that `remove` knows where it is. */
  private fromDirectory: SpooledReport | undefined;

  constructor(
    private readonly maxReports: number,
    private readonly directory: SpoolDirectory | undefined,
  ) {}

  /** Reports that wait. */
  get pending(): number {
    return this.memory.length + (this.directory?.pending ?? 0);
  }

  /** Reports dropped unsent to keep the bounds. */
  get dropped(): number {
    return this.droppedFromMemory + (this.directory?.dropped ?? 0);
  }

  /** Adds the newest report; the oldest in memory moves to the directory when it is full. */
  push(body: Buffer): void {
    this.memory.push({ body, sequence: this.nextSequence });
    this.nextSequence += 1;
    if (this.memory.length > this.maxReports) this.spill();
  }

  /** The newest report, if it is in memory. */
  newest(): SpooledReport | undefined {
    return this.memory.at(-1);
  }

  /** The oldest report. */
  oldest(): SpooledReport | undefined {
    const body = this.directory?.oldest();
    if (body === undefined) return this.memory.at(0);
    this.fromDirectory = { body, sequence: 0 };
    return this.fromDirectory;
  }

  /** Forgets a report that `newest` or `oldest` gave. */
  remove(report: SpooledReport): void {
    if (report === this.fromDirectory) {
      this.fromDirectory = undefined;
      this.directory?.removeOldest();
      return;
    }
    // It may have moved to the directory meanwhile: then it is sent twice, which is harmless.
    const index = this.memory.indexOf(report);
    if (index >= 0) this.memory.splice(index, 1);
  }

  /** Moves what is in memory to the directory and closes it; the rest is lost and counted. */
  close(): void {
    while (this.memory.length > 0) this.spill();
    this.directory?.close();
  }

  private spill(): void {
    const oldest = this.memory.shift();
    const isKept = oldest !== undefined && this.directory?.append(oldest.body) === true;
    if (!isKept) this.droppedFromMemory += 1;
  }
}
