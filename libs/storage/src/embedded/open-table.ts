import { NO_TIME } from './reading-time';

const SMALLEST_CAPACITY = 64;

/**
 * One scope's samples of one open window, time-major: one row a tick, one column a slot,
 * one array a metric, so that a report writes adjacent cells and a list reads one row. A
 * metric's array is made when its first value comes; NaN = absent. Rows are filled when
 * their tick opens, so memory is touched as time passes.
 */
export class OpenTable {
  capacity: number;
  times: Int32Array;
  readonly columns: (Float64Array | undefined)[];
  private readonly opened: Uint8Array;

  constructor(
    readonly ticks: number,
    readonly metrics: number,
    slots: number,
  ) {
    this.capacity = Math.max(SMALLEST_CAPACITY, slots);
    this.times = new Int32Array(ticks * this.capacity);
    this.columns = new Array<Float64Array | undefined>(metrics).fill(undefined);
    this.opened = new Uint8Array(ticks);
  }

  isOpened(row: number): boolean {
    return this.opened[row] === 1;
  }

  /** Makes a row ready for writing: everything absent. */
  openRow(row: number): void {
    if (this.opened[row] === 0) this.clearRow(row);
  }

  /** Opens a row, or makes everything in it absent again. */
  clearRow(row: number): void {
    this.opened[row] = 1;
    const start = row * this.capacity;
    this.times.fill(NO_TIME, start, start + this.capacity);
    for (const column of this.columns) column?.fill(Number.NaN, start, start + this.capacity);
  }

  /** The array of a metric, made when it is not there yet. */
  column(metric: number): Float64Array {
    const column = this.columns[metric];
    if (column !== undefined) return column;
    const made = new Float64Array(this.ticks * this.capacity);
    for (let row = 0; row < this.ticks; row += 1) {
      if (this.opened[row] === 1) {
        made.fill(Number.NaN, row * this.capacity, (row + 1) * this.capacity);
      }
    }
    this.columns[metric] = made;
    return made;
  }

  has(metric: number): boolean {
    return this.columns[metric] !== undefined;
  }

  /** Metrics that have a value in a row. */
  metricsIn(row: number): number[] {
    return this.columns.flatMap((_, metric) => (this.hasValueIn(row, metric) ? [metric] : []));
  }

  /** Lets go of the array of a metric that has no value any more. */
  dropIfEmpty(metric: number): void {
    for (let row = 0; row < this.ticks; row += 1) if (this.hasValueIn(row, metric)) return;
    this.columns[metric] = undefined;
  }

  /** Reading time of one sample, NO_TIME where there is none. */
  timeAt(row: number, slot: number): number {
    return this.opened[row] === 1 && slot >= 0 && slot < this.capacity
      ? this.times[row * this.capacity + slot]
      : NO_TIME;
  }

  /** One value, NaN = absent. */
  valueAt(metric: number, row: number, slot: number): number {
    const column = this.columns[metric];
    return column !== undefined && this.opened[row] === 1 && slot >= 0 && slot < this.capacity
      ? column[row * this.capacity + slot]
      : Number.NaN;
  }

  /** Values of a metric of one slot in rows [from, to), NaN = absent, into `out` from `start` on. */
  readValues(
    metric: number,
    slot: number,
    { from, to }: { readonly from: number; readonly to: number },
    out: Float64Array,
    start: number,
  ): void {
    for (let row = from; row < to; row += 1) {
      out[start + row - from] = this.valueAt(metric, row, slot);
    }
  }

  /** Makes room for `slots` slots, doubling so that growth costs little in sum. */
  grow(slots: number): void {
    if (slots <= this.capacity) return;
    const capacity = Math.max(slots, this.capacity * 2);
    const times = new Int32Array(this.ticks * capacity);
    this.moveRows(this.times, times, capacity, NO_TIME);
    this.times = times;
    for (let metric = 0; metric < this.columns.length; metric += 1) {
      const column = this.columns[metric];
      if (column === undefined) continue;
      const larger = new Float64Array(this.ticks * capacity);
      this.moveRows(column, larger, capacity, Number.NaN);
      this.columns[metric] = larger;
    }
    this.capacity = capacity;
  }

  /** Bytes of the rows in use; rows not opened yet take no memory. */
  get usedBytes(): number {
    let rows = 0;
    for (const opened of this.opened) rows += opened;
    const columns = this.columns.filter((column) => column !== undefined).length;
    return rows * this.capacity * (4 + 8 * columns);
  }

  private hasValueIn(row: number, metric: number): boolean {
    const start = row * this.capacity;
    const column = this.opened[row] === 1 ? this.columns[metric] : undefined;
    const cells = column?.subarray(start, start + this.capacity);
    return cells?.some((value) => !Number.isNaN(value)) ?? false;
  }

  private moveRows<T extends Int32Array | Float64Array>(
    from: T,
    to: T,
    capacity: number,
    absent: number,
  ): void {
    for (let row = 0; row < this.ticks; row += 1) {
      if (this.opened[row] === 0) continue;
      const start = row * capacity;
      to.set(from.subarray(row * this.capacity, (row + 1) * this.capacity), start);
      to.fill(absent, start + this.capacity, start + capacity);
    }
  }
}
