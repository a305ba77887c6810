import type { TickSeries } from '@kubemonitor/aggregation';
import type { TableName, Window } from './window';
import { WINDOW_TICKS, Windows } from './windows';
import { NO_TIME, isBreak, offsetOf } from './reading-time';

/**
 * One slot's samples over ticks [firstTick, firstTick + length), gathered from open and
 * sealed windows. Metrics are read when they are first asked for.
 */
export class SlotSeries implements TickSeries {
  readonly times: Float64Array;
  readonly breaks: Uint8Array;
  private readonly read = new Map<number, Float64Array | undefined>();

  constructor(
    private readonly windows: Windows,
    private readonly source: {
      readonly table: TableName;
      readonly slot: number;
      readonly metricIndex: ReadonlyMap<string, number>;
      readonly intervalMs: number;
    },
    readonly firstTick: number,
    readonly length: number,
  ) {
    this.times = new Float64Array(length).fill(Number.NaN);
    this.breaks = new Uint8Array(length);
    this.readTimes();
  }

  values(metric: string): Float64Array | undefined {
    const index = this.source.metricIndex.get(metric);
    if (index === undefined) return undefined;
    if (!this.read.has(index)) this.read.set(index, this.readMetric(index));
    return this.read.get(index);
  }

  private readMetric(metric: number): Float64Array | undefined {
    const { table, slot } = this.source;
    let out: Float64Array | undefined;
    this.eachWindow((window, from, to, at) => {
      const sealed = window.sealed.get(table);
      const open = window.open.get(table);
      if (!window.has(table, metric)) return;
      out ??= new Float64Array(this.length).fill(Number.NaN);
      if (sealed !== undefined) {
        sealed.readValues(metric, slot, scratch, 0);
        out.set(scratch.subarray(from, to), at);
      } else if (open !== undefined) {
        for (let row = from; row < to; row += 1) {
          out[at + row - from] = open.valueAt(metric, row, slot);
        }
      }
    });
    return out;
  }

  private readTimes(): void {
    const { table, slot } = this.source;
    let earlier = NO_TIME;
    this.eachWindow((window, from, to, at) => {
      const sealed = window.sealed.get(table);
      const open = window.open.get(table);
      sealed?.readTimes(slot, scratch, 0);
      for (let row = from; row < to; row += 1) {
        const time = sealed === undefined ? (open?.timeAt(row, slot) ?? NO_TIME) : scratch[row];
        if (time === NO_TIME || time !== time) continue;
        const index = at + row - from;
        this.times[index] = (window.firstTick + row) * this.source.intervalMs + offsetOf(time);
        this.breaks[index] = earlier !== NO_TIME && isBreak(earlier, time) ? 1 : 0;
        earlier = time;
      }
    });
  }

  /** Calls back for each window held: its rows [from, to) go to index `at` of the series. */
  private eachWindow(visit: (window: Window, from: number, to: number, at: number) => void): void {
    const end = this.firstTick + this.length;
    const last = Windows.numberOf(end - 1);
    for (let number = Windows.numberOf(this.firstTick); number <= last; number += 1) {
      const window = this.windows.get(number);
      if (window === undefined) continue;
      const from = Math.max(0, this.firstTick - window.firstTick);
      const to = Math.min(WINDOW_TICKS, end - window.firstTick);
      visit(window, from, to, window.firstTick + from - this.firstTick);
    }
  }
}

const scratch = new Float64Array(WINDOW_TICKS);
