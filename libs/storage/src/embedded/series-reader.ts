import type { TickSeries } from '@kubemonitor/aggregation';
import type { Place } from './catalogue';
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
      readonly place: Place;
      readonly metricIndex: ReadonlyMap<string, number>;
      readonly intervalMs: number;
    },
    readonly firstTick: number,
    readonly length: number,
  ) {
    this.times = new Float64Array(length).fill(Number.NaN);
    this.breaks = new Uint8Array(length);
  }

  /** Reads the times and the metrics given, a little at a time: yields where a file was read. */
  *load(metrics: readonly string[]): Generator<void> {
    yield* this.readTimes();
    for (const metric of metrics) {
      const index = this.source.metricIndex.get(metric);
      if (index === undefined || this.read.has(index)) continue;
      this.read.set(index, yield* this.readMetric(index));
    }
  }

  /** Values of a metric that was loaded. */
  values(metric: string): Float64Array | undefined {
    const index = this.source.metricIndex.get(metric);
    return index === undefined ? undefined : this.read.get(index);
  }

  private *readMetric(metric: number): Generator<void, Float64Array | undefined> {
    const { table, place } = this.source;
    let out: Float64Array | undefined;
    for (const { window, from, to, at } of this.windowParts()) {
      const sealed = window.sealed.get(table);
      const open = window.open.get(table);
      if (!window.has(table, metric)) continue;
      out ??= new Float64Array(this.length).fill(Number.NaN);
      if (sealed !== undefined) {
        sealed.readValues(metric, place.serial, scratch, 0);
        out.set(scratch.subarray(from, to), at);
      } else if (open !== undefined) {
        for (let row = from; row < to; row += 1) {
          out[at + row - from] = open.valueAt(metric, row, place.slot);
        }
      }
      if (!window.isResident) yield;
    }
    return out;
  }

  private *readTimes(): Generator<void> {
    const { table, place } = this.source;
    let earlier = NO_TIME;
    for (const { window, from, to, at } of this.windowParts()) {
      const sealed = window.sealed.get(table);
      const open = window.open.get(table);
      sealed?.readTimes(place.serial, scratch, 0);
      for (let row = from; row < to; row += 1) {
        const time =
          sealed === undefined ? (open?.timeAt(row, place.slot) ?? NO_TIME) : scratch[row];
        if (time === NO_TIME || time !== time) continue;
        const index = at + row - from;
        this.times[index] = (window.firstTick + row) * this.source.intervalMs + offsetOf(time);
        this.breaks[index] = earlier !== NO_TIME && isBreak(earlier, time) ? 1 : 0;
        earlier = time;
      }
      if (!window.isResident) yield;
    }
  }

  /** The windows held: rows [from, to) of each go to index `at` of the series. */
  private *windowParts(): Generator<WindowPart> {
    const end = this.firstTick + this.length;
    const last = Windows.numberOf(end - 1);
    for (let number = Windows.numberOf(this.firstTick); number <= last; number += 1) {
      const window = this.windows.get(number);
      if (window === undefined) continue;
      const from = Math.max(0, this.firstTick - window.firstTick);
      const to = Math.min(WINDOW_TICKS, end - window.firstTick);
      yield { window, from, to, at: window.firstTick + from - this.firstTick };
    }
  }
}

interface WindowPart {
  readonly window: Window;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

const scratch = new Float64Array(WINDOW_TICKS);
