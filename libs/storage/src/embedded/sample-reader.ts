import type { TickSeries } from '@kubemonitor/aggregation';
import type { Steps } from '../range/steps';
import type { Place } from './catalogue';
import { NO_TIME, isBreak, offsetOf } from './reading-time';
import type { SealedTable } from './sealed/sealed-table';
import { NOWHERE, TableReader } from './sealed/table-reader';
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
  { firstTick, endTick, intervalMs }: Pick<Steps, 'firstTick' | 'endTick' | 'intervalMs'>,
): Generator<void, readonly TickSeries[]> {
  const block = new SampleBlock(
    places.length,
    { firstTick, endTick, intervalMs },
    { table, metrics, metricIndex },
  );
  const last = Windows.numberOf(endTick - 1);
  for (let number = Windows.numberOf(firstTick); number <= last; number += 1) {
    const window = windows.get(number);
    if (window === undefined) continue;
    for (let index = 0; index < places.length; index += 1) {
      block.take(window, index, places[index]);
      if (index % AT_ONCE === 0) yield;
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
  /** By metric; undefined while no window has had any value of it. */
  private readonly values: (Float64Array | undefined)[];
  /** Column of each metric in open tables and number of it in sealed ones; −1 = it has none. */
  private readonly columns: readonly number[];
  /** Reading time of the newest sample taken of each entity. */
  private readonly newest: Int32Array;
  private readonly reader = new TableReader();

  constructor(
    private readonly count: number,
    private readonly ticks: Pick<Steps, 'firstTick' | 'endTick' | 'intervalMs'>,
    private readonly source: Pick<SampleSource, 'table' | 'metricIndex'> & {
      readonly metrics: readonly string[];
    },
  ) {
    this.firstTick = ticks.firstTick;
    this.length = Math.max(0, ticks.endTick - ticks.firstTick);
    const size = count * this.length;
    this.times = new Float64Array(size).fill(Number.NaN);
    this.breaks = new Uint8Array(size);
    this.columns = source.metrics.map((metric) => source.metricIndex.get(metric) ?? -1);
    this.values = source.metrics.map(() => undefined);
    this.newest = new Int32Array(count).fill(NO_TIME);
  }

  /** Takes in what a window holds of an entity; windows come oldest first. */
  take(window: Window, index: number, place: Place): void {
    // Where nothing is stored the serial number is negative.
    if (place.serial < 0) return;
    const sealed = window.sealed.get(this.source.table);
    const rows = {
      from: Math.max(0, this.firstTick - window.firstTick),
      to: Math.min(WINDOW_TICKS, this.ticks.endTick - window.firstTick),
    };
    if (sealed === undefined) this.takeOpen(window, index, place, rows);
    else this.takeSealed(window, sealed, index, place, rows);
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
        this.values[this.source.metrics.indexOf(metric)]?.subarray(start, start + length),
    };
  }

  private takeOpen(window: Window, index: number, { slot }: Place, rows: Rows): void {
    const open = window.open.get(this.source.table);
    if (open === undefined) return;
    for (let row = rows.from; row < rows.to; row += 1) scratch[row] = open.timeAt(row, slot);
    this.putTimes(window, index, rows);
    const first = window.firstTick + rows.from;
    for (let metric = 0; metric < this.columns.length; metric += 1) {
      const column = this.columns[metric];
      if (!open.has(column)) continue;
      open.readValues(column, slot, rows, this.valuesOf(metric), this.cellOf(index, first));
    }
  }

  private takeSealed(
    window: Window,
    sealed: SealedTable,
    index: number,
    { serial }: Place,
    rows: Rows,
  ): void {
    // A window may have been sealed or let go of since the entity before.
    this.reader.open(sealed);
    const { reader, columns } = this;
    const position = reader.positionOf(serial);
    const first = window.firstTick + rows.from;
    if (position !== NOWHERE) {
      reader.readTimes(position, scratch, 0);
      this.putTimes(window, index, rows);
    }
    for (let metric = 0; metric < columns.length; metric += 1) {
      if (!sealed.has(columns[metric])) continue;
      const values = this.valuesOf(metric);
      if (position === NOWHERE) continue;
      const start = this.cellOf(index, first);
      if (rows.to - rows.from === WINDOW_TICKS) {
        reader.readValues(columns[metric], position, values, start);
        continue;
      }
      reader.readValues(columns[metric], position, scratch, 0);
      values.set(scratch.subarray(rows.from, rows.to), start);
    }
  }

  private valuesOf(metric: number): Float64Array {
    return (this.values[metric] ??= new Float64Array(this.count * this.length).fill(Number.NaN));
  }

  private cellOf(index: number, tick: number): number {
    return index * this.length + tick - this.firstTick;
  }

  /** Takes in the reading times in `scratch`, NaN or NO_TIME where there is no sample. */
  private putTimes(window: Window, index: number, { from, to }: Rows): void {
    const { times, breaks } = this;
    const { intervalMs } = this.ticks;
    const start = this.cellOf(index, window.firstTick);
    let earlier = this.newest[index];
    for (let row = from; row < to; row += 1) {
      const time = scratch[row];
      if (time !== time || time === NO_TIME) continue;
      times[start + row] = (window.firstTick + row) * intervalMs + offsetOf(time);
      if (earlier !== NO_TIME && isBreak(earlier, time)) breaks[start + row] = 1;
      earlier = time;
    }
    this.newest[index] = earlier;
  }
}

/** Rows [from, to) of a window. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

const scratch = new Float64Array(WINDOW_TICKS);
