import type { TickSeries } from '@kubemonitor/aggregation';
import { isBreak, offsetOf } from '../reading-time';
import { decodeChunk } from '../sealed/chunk';
import { TIMES, type SealedTable } from '../sealed/sealed-table';
import type { TableName, Window } from '../window';

/** A stretch of ticks, [firstTick, firstTick + length). */
export interface TickRange {
  readonly firstTick: number;
  readonly length: number;
}

/** Memory for one block's samples after another: taken anew, it would have to be cleared away. */
export class BlockRoom {
  private readonly free: Float64Array[] = [];

  /** Room for so many values, all absent. Good until it is given back. */
  take(length: number): Float64Array {
    const at = this.free.findIndex((array) => array.length >= length);
    const array = at < 0 ? new Float64Array(length) : this.free.splice(at, 1)[0];
    return array.subarray(0, length).fill(Number.NaN);
  }

  giveBack(array: Float64Array): void {
    this.free.push(new Float64Array(array.buffer));
  }
}

/** The samples of some entities of one table over some ticks, gathered from sealed windows. */
export class RawBlock {
  private readonly times: Float64Array;
  private readonly breaks: Uint8Array;
  private readonly matrices = new Map<number, Float64Array>();
  /** Rows of the serial numbers of each block of a window: every metric asks for them. */
  private readonly rows = new Map<SealedTable, Map<number, Int32Array>>();

  /**
   * @param serials whose samples, rising
   * @param windows all those in the range, sealed, oldest first
   * @param room where samples are put, given back by `end`
   */
  constructor(
    private readonly windows: readonly Window[],
    private readonly name: TableName,
    private readonly serials: Uint32Array,
    private readonly range: TickRange,
    private readonly intervalMs: number,
    private readonly room: BlockRoom,
  ) {
    this.times = room.take(serials.length * range.length);
    this.breaks = new Uint8Array(serials.length * range.length);
  }

  /** Reads when samples were taken; yields after each chunk. */
  *loadTimes(): Generator<void> {
    const { firstTick, length } = this.range;
    const earlier = new Float64Array(this.serials.length).fill(Number.NaN);
    for (const window of this.windows) {
      const shift = window.firstTick - firstTick;
      yield* this.readChunks(window, TIMES, (row, values) => {
        for (let at = Math.max(0, -shift); at < values.length && at + shift < length; at += 1) {
          const time = values[at];
          if (time !== time) continue;
          const index = row * length + at + shift;
          this.times[index] = (window.firstTick + at) * this.intervalMs + offsetOf(time);
          const before = earlier[row];
          this.breaks[index] = before === before && isBreak(before, time) ? 1 : 0;
          earlier[row] = time;
        }
      });
    }
  }

  /** Reads the values of a metric, if there are any; yields after each chunk. */
  *load(metric: number): Generator<void> {
    if (this.matrices.has(metric)) return;
    const { firstTick, length } = this.range;
    let matrix: Float64Array | undefined;
    for (const window of this.windows) {
      const column = window.sealed.get(this.name)?.shape.metricColumns[metric];
      if (column === undefined) continue;
      const values = (matrix ??= this.room.take(this.times.length));
      const shift = window.firstTick - firstTick;
      yield* this.readChunks(window, column, (row, chunk) => {
        const from = Math.max(0, -shift);
        const to = Math.min(chunk.length, length - shift);
        if (to > from) values.set(chunk.subarray(from, to), row * length + from + shift);
      });
    }
    if (matrix !== undefined) this.matrices.set(metric, matrix);
  }

  /** Lets go of a metric that is not needed any more. */
  release(metric: number): void {
    const matrix = this.matrices.get(metric);
    if (matrix === undefined) return;
    this.matrices.delete(metric);
    this.room.giveBack(matrix);
  }

  /** Lets go of everything. */
  end(): void {
    for (const metric of [...this.matrices.keys()]) this.release(metric);
    this.room.giveBack(this.times);
  }

  has(metric: number): boolean {
    return this.matrices.has(metric);
  }

  /** The samples of one entity; its metrics must be loaded. */
  seriesOf(row: number, metricIndex: ReadonlyMap<string, number>): TickSeries {
    const { firstTick, length } = this.range;
    const start = row * length;
    return {
      firstTick,
      length,
      times: this.times.subarray(start, start + length),
      breaks: this.breaks.subarray(start, start + length),
      values: (metric) =>
        this.matrices.get(metricIndex.get(metric) ?? -1)?.subarray(start, start + length),
    };
  }

  /** Decodes a column of the blocks of a window that hold any of the entities. */
  private *readChunks(
    window: Window,
    column: number,
    visit: (row: number, values: Float64Array) => void,
  ): Generator<void> {
    const table = window.sealed.get(this.name);
    if (table === undefined) return;
    const values = new Float64Array(table.shape.ticks);
    for (const block of this.blocksOf(table)) {
      const chunk = table.source.read(column, block);
      if (chunk === undefined) continue;
      const rows = this.rowsOf(table, block);
      decodeChunk(chunk, rows.length, values, (index) => {
        if (rows[index] >= 0) visit(rows[index], values);
      });
      yield;
    }
  }

  /** Blocks of a table whose serial numbers reach into those wanted. */
  private blocksOf({ shape: { firstSerials } }: SealedTable): number[] {
    const first = this.serials[0];
    const last = this.serials[this.serials.length - 1];
    return Array.from(firstSerials.keys()).filter((block) => {
      const end = firstSerials[block + 1] ?? Number.POSITIVE_INFINITY;
      return firstSerials[block] <= last && end > first;
    });
  }

  /** Row of each of a block's serial numbers here, −1 of those not wanted. */
  private rowsOf(table: SealedTable, block: number): Int32Array {
    let known = this.rows.get(table);
    if (known === undefined) this.rows.set(table, (known = new Map()));
    let rows = known.get(block);
    if (rows === undefined) known.set(block, (rows = this.findRows(table.serials(block))));
    return rows;
  }

  private findRows(serials: Uint32Array): Int32Array {
    let row = 0;
    return Int32Array.from(serials, (serial) => {
      while (this.serials[row] < serial) row += 1;
      return this.serials[row] === serial ? row : -1;
    });
  }
}

/** All serial numbers of a table in some windows, rising, each once. Yields after each block. */
export function* serialsIn(
  tables: Iterable<SealedTable | undefined>,
): Generator<void, Uint32Array> {
  let all: Uint32Array = new Uint32Array(0);
  for (const table of tables) {
    if (table === undefined) continue;
    const serials: number[] = [];
    for (let block = 0; block < table.blocks; block += 1) serials.push(...table.serials(block));
    all = mergeRising(all, serials);
    yield;
  }
  return all;
}

/** Two rising lists as one, each number once. */
function mergeRising(left: Uint32Array, right: readonly number[]): Uint32Array {
  const merged = new Uint32Array(left.length + right.length);
  let count = 0;
  let at = 0;
  for (const value of left) {
    while (at < right.length && right[at] < value) merged[count++] = right[at++];
    if (right[at] === value) at += 1;
    merged[count++] = value;
  }
  while (at < right.length) merged[count++] = right[at++];
  return merged.slice(0, count);
}
