import type { TickSeries } from '@kubemonitor/aggregation';
import { isBroken } from '../boot-mark';

/**
 * Samples of one entity over consecutive ticks, put in as the server's answer brings them, in
 * any order. A tick counts only with a reading: values without one are of a report that the
 * server does not show as a whole yet.
 */
export class EntitySamples implements TickSeries {
  readonly times: Float64Array;
  readonly breaks: Uint8Array;
  private readonly marks: Float64Array;
  private readonly columns = new Map<string, Float64Array>();

  /** @param known metrics that have been stored, of whatever entity: others are undefined */
  constructor(
    readonly firstTick: number,
    readonly length: number,
    private readonly known: ReadonlySet<string>,
  ) {
    this.times = new Float64Array(length).fill(Number.NaN);
    this.breaks = new Uint8Array(length);
    this.marks = new Float64Array(length).fill(Number.NaN);
  }

  /** A reading by a collector. */
  putReading(index: number, timeMs: number, mark: number): void {
    this.times[index] = timeMs;
    this.marks[index] = mark;
  }

  /** A reading by somebody else: where a collector has read too, its time stays. */
  putSampleReading(index: number, timeMs: number): void {
    if (Number.isNaN(this.times[index])) this.times[index] = timeMs;
  }

  put(metric: string, index: number, value: number): void {
    this.column(metric)[index] = value;
  }

  values(metric: string): Float64Array | undefined {
    return this.columns.get(metric) ?? (this.known.has(metric) ? this.column(metric) : undefined);
  }

  /** To be called once all is put in: takes off values without a reading, finds the breaks. */
  finish(): this {
    let earlier = -1;
    let mark = Number.NaN;
    for (let index = 0; index < this.length; index += 1) {
      if (Number.isNaN(this.times[index])) {
        for (const column of this.columns.values()) column[index] = Number.NaN;
        continue;
      }
      if (earlier >= 0) this.breaks[index] = isBroken(mark, this.marks[index]) ? 1 : 0;
      if (!Number.isNaN(this.marks[index])) mark = this.marks[index];
      earlier = index;
    }
    return this;
  }

  /** 1 at ticks a collector has reported. */
  reportedTicks(): Uint8Array {
    return Uint8Array.from(this.marks, (mark) => (Number.isNaN(mark) ? 0 : 1));
  }

  /** The newest tick with a sample, as an index; -1 = none. */
  lastIndex(): number {
    let index = this.length - 1;
    while (index >= 0 && Number.isNaN(this.times[index])) index -= 1;
    return index;
  }

  private column(metric: string): Float64Array {
    let column = this.columns.get(metric);
    if (column === undefined) {
      column = new Float64Array(this.length).fill(Number.NaN);
      this.columns.set(metric, column);
    }
    return column;
  }
}
