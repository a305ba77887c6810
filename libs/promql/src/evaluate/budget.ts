import { PromqlError } from '../promql-error';

/** What one query may cost. */
export interface QueryLimits {
  /** Values of all series at all steps, those of intermediate results too. */
  readonly maxCells: number;
  /** Series held, those of intermediate results too: labels take more memory than a value. */
  readonly maxSeries: number;
  /** Samples read, each as often as a step uses it. */
  readonly maxSamples: number;
  readonly timeoutMs: number;
}

/** How a query shares the thread with others. */
export interface Pace {
  /** Ms since some moment; never goes back. */
  now(): number;
  /** Lets others have their turn. */
  pause(): Promise<void>;
}

/** Longest stretch of work without a pause, ms. */
const SLICE_MS = 3;

/** Counts what a query costs and stops it when that is too much. */
export class Budget {
  private cells = 0;
  private series = 0;
  private samples = 0;
  private readonly startedAt: number;
  private sliceEndsAt: number;

  constructor(
    private readonly limits: QueryLimits,
    private readonly pace: Pace,
  ) {
    this.startedAt = pace.now();
    this.sliceEndsAt = this.startedAt + SLICE_MS;
  }

  /** @throws PromqlError before more is made than may be */
  spendCells(count: number): void {
    this.cells += count;
    if (this.cells <= this.limits.maxCells) return;
    throw new PromqlError(
      'execution',
      `the query needs more than ${this.limits.maxCells} values (series × steps); narrow its selectors, or take a longer step or a shorter time`,
    );
  }

  /** Counts one more series. @throws PromqlError before more are made than may be */
  spendSeries(): void {
    this.series += 1;
    if (this.series <= this.limits.maxSeries) return;
    throw new PromqlError(
      'execution',
      `the query needs more than ${this.limits.maxSeries} series, those of its parts included; narrow its selectors`,
    );
  }

  /** @throws PromqlError */
  spendSamples(count: number): void {
    this.samples += count;
    if (this.samples <= this.limits.maxSamples) return;
    throw new PromqlError(
      'execution',
      `the query reads more than ${this.limits.maxSamples} samples; narrow its selectors, or take a longer step, a shorter range or a shorter time`,
    );
  }

  /** Whether it is time for `rest`. */
  get isDue(): boolean {
    return this.pace.now() >= this.sliceEndsAt;
  }

  /** Lets others have their turn. @throws PromqlError when the query's time is up */
  async rest(): Promise<void> {
    if (this.pace.now() - this.startedAt > this.limits.timeoutMs) {
      throw new PromqlError(
        'timeout',
        `query timed out: it took longer than ${this.limits.timeoutMs / 1_000} s`,
      );
    }
    await this.pace.pause();
    this.sliceEndsAt = this.pace.now() + SLICE_MS;
  }
}
