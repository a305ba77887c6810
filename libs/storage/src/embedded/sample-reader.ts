import type { TickSeries } from '@kubemonitor/aggregation';
import type { Steps } from '../range/steps';
import type { Place } from './catalogue';
import { NO_TIME, isBreak, offsetOf } from './reading-time';
import type { TableName, Window } from './window';
import { WINDOW_TICKS, Windows } from './windows';

/** Entities read between two chances for others' work. */
const AT_ONCE = 32;

/** Whose samples are read: entities of one scope. */
export interface SampleSource {
  readonly table: TableName;
  readonly places: readonly Place[];
  readonly metricIndex: ReadonlyMap<string, number>;
}

/**
 * The samples of entities at the ticks of `steps`, as they are stored. Values of all of them lie
 * in one array a metric: a list of everything costs no arrays of its own for each entity.
 */
export function* readSamples(
  windows: Windows,
  { table, places, metricIndex }: SampleSource,
  metrics: readonly string[],
  { firstTick, endTick, intervalMs }: Steps,
): Generator<void, readonly TickSeries[]> {
  const known = metrics.filter((metric) => metricIndex.has(metric));
  const block = new SampleBlock(places.length, { firstTick, endTick, intervalMs }, known);
  const columns = known.map((metric) => metricIndex.get(metric) ?? -1);
  const last = Windows.numberOf(endTick - 1);
  for (let number = Windows.numberOf(firstTick); number <= last; number += 1) {
    const window = windows.get(number);
    if (window === undefined) continue;
    for (let index = 0; index < places.length; index += 1) {
      block.take(window, { table, columns }, index, places[index]);
      if (!window.isResident || index % AT_ONCE === 0) yield;
    }
  }
  return places.map((_, index) => block.series(index));
}

/** Samples of many entities, those of one side by side. */
class SampleBlock {
  private readonly firstTick: number;
  private readonly length: number;
  private readonly times: Float64Array;
  private readonly breaks: Uint8Array;
  private readonly values: readonly Float64Array[];
  /** Reading time of the newest sample taken of each entity. */
  private readonly newest: Int32Array;

  constructor(
    count: number,
    private readonly ticks: Pick<Steps, 'firstTick' | 'endTick' | 'intervalMs'>,
    private readonly metrics: readonly string[],
  ) {
    this.firstTick = ticks.firstTick;
    this.length = Math.max(0, ticks.endTick - ticks.firstTick);
    const size = count * this.length;
    this.times = new Float64Array(size).fill(Number.NaN);
    this.breaks = new Uint8Array(size);
    this.values = metrics.map(() => new Float64Array(size).fill(Number.NaN));
    this.newest = new Int32Array(count).fill(NO_TIME);
  }

  /** Takes in what a window holds of an entity; windows come oldest first. */
  take(
    window: Window,
    { table, columns }: { readonly table: TableName; readonly columns: readonly number[] },
    index: number,
    { slot, serial }: Place,
  ): void {
    // Where nothing is stored the serial number is negative.
    if (serial < 0) return;
    const sealed = window.sealed.get(table);
    const open = window.open.get(table);
    const from = Math.max(0, this.firstTick - window.firstTick);
    const to = Math.min(WINDOW_TICKS, this.ticks.endTick - window.firstTick);
    const at = index * this.length + window.firstTick - this.firstTick;
    sealed?.readTimes(serial, scratch, 0);
    for (let row = from; row < to; row += 1) {
      const time = sealed === undefined ? (open?.timeAt(row, slot) ?? NO_TIME) : scratch[row];
      if (time !== NO_TIME && time === time) this.takeTime(window.firstTick + row, index, time);
    }
    for (let column = 0; column < columns.length; column += 1) {
      if (!window.has(table, columns[column])) continue;
      const values = this.values[column];
      sealed?.readValues(columns[column], serial, scratch, 0);
      for (let row = from; row < to; row += 1) {
        values[at + row] =
          sealed === undefined
            ? (open?.valueAt(columns[column], row, slot) ?? Number.NaN)
            : scratch[row];
      }
    }
  }

  series(index: number): TickSeries {
    const { length, firstTick } = this;
    const start = index * length;
    return {
      firstTick,
      length,
      times: this.times.subarray(start, start + length),
      breaks: this.breaks.subarray(start, start + length),
      values: (metric) =>
        this.values[this.metrics.indexOf(metric)]?.subarray(start, start + length),
    };
  }

  private takeTime(tick: number, index: number, time: number): void {
    const at = index * this.length + tick - this.firstTick;
    const earlier = this.newest[index];
    this.times[at] = tick * this.ticks.intervalMs + offsetOf(time);
    this.breaks[at] = earlier !== NO_TIME && isBreak(earlier, time) ? 1 : 0;
    this.newest[index] = time;
  }
}

const scratch = new Float64Array(WINDOW_TICKS);
