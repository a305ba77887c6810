import { decodeColumn, encodeColumn, maxColumnBytes } from './codec/column';
import { OpenTable } from './open-table';
import { NO_TIME } from './reading-time';

/** Columns a block: finding one slot's column adds up at most so many lengths. */
const BLOCK_SLOTS = 512;

/** The coded columns of one metric: all slots' columns one after another. */
interface SealedColumn {
  readonly bytes: Uint8Array;
  /** Bytes of each slot's column. */
  readonly lengths: Uint16Array | Uint8Array;
  /** Where each block of BLOCK_SLOTS columns begins. */
  readonly blocks: Uint32Array;
  readonly samples: number;
}

/**
 * One scope's samples of one sealed window: every slot's values of every metric coded as
 * one column. Reading times are coded like a metric.
 */
export class SealedTable {
  private constructor(
    readonly ticks: number,
    readonly slots: number,
    private readonly times: SealedColumn | undefined,
    private readonly columns: readonly (SealedColumn | undefined)[],
  ) {}

  /**
   * Codes an open table's first `slots` slots, a little at a time: yields after each
   * block, so that the caller can let others run. The table must not change meanwhile.
   */
  static *seal(table: OpenTable, slots: number): Generator<void, SealedTable> {
    const times = yield* sealColumn(table, table.times, slots);
    const columns: (SealedColumn | undefined)[] = [];
    for (const column of table.columns) {
      columns.push(column === undefined ? undefined : yield* sealColumn(table, column, slots));
    }
    return new SealedTable(table.ticks, slots, times, columns);
  }

  /** Reading times of a slot by tick, NaN where there is no sample, into `out` from `start` on. */
  readTimes(slot: number, out: Float64Array, start: number): void {
    this.readColumn(this.times, slot, out, start);
  }

  readValues(metric: number, slot: number, out: Float64Array, start: number): void {
    this.readColumn(this.columns[metric], slot, out, start);
  }

  /** Reading time of one sample, NO_TIME where there is none. */
  timeAt(row: number, slot: number): number {
    const time = this.pick(this.times, row, slot);
    return time === time ? time : NO_TIME;
  }

  /** One value, NaN = absent. */
  valueAt(metric: number, row: number, slot: number): number {
    return this.pick(this.columns[metric], row, slot);
  }

  has(metric: number): boolean {
    return this.columns[metric] !== undefined;
  }

  /** The same samples as an open table, for late data to be added. */
  reopen(): OpenTable {
    const table = new OpenTable(this.ticks, this.columns.length, this.slots);
    const values = new Float64Array(this.ticks);
    for (let slot = 0; slot < this.slots; slot += 1) {
      this.readTimes(slot, values, 0);
      values.forEach((time, row) => {
        if (time !== time) return;
        table.openRow(row);
        table.times[row * table.capacity + slot] = time;
      });
    }
    for (let metric = 0; metric < this.columns.length; metric += 1) {
      if (this.columns[metric] !== undefined) this.reopenColumn(table, metric, values);
    }
    return table;
  }

  private reopenColumn(table: OpenTable, metric: number, values: Float64Array): void {
    const column = table.column(metric);
    for (let slot = 0; slot < this.slots; slot += 1) {
      this.readValues(metric, slot, values, 0);
      values.forEach((value, row) => {
        if (table.isOpened(row)) column[row * table.capacity + slot] = value;
      });
    }
  }

  get bytes(): number {
    return [this.times, ...this.columns].reduce(
      (sum, column) =>
        sum +
        (column === undefined
          ? 0
          : column.bytes.byteLength + column.lengths.byteLength + column.blocks.byteLength),
      0,
    );
  }

  /** Values held, reading times not counted. */
  get samples(): number {
    return this.columns.reduce((sum, column) => sum + (column?.samples ?? 0), 0);
  }

  private pick(column: SealedColumn | undefined, row: number, slot: number): number {
    if (picked.length < this.ticks) picked = new Float64Array(this.ticks);
    this.readColumn(column, slot, picked, 0);
    return picked[row];
  }

  private readColumn(
    column: SealedColumn | undefined,
    slot: number,
    out: Float64Array,
    start: number,
  ): void {
    if (column === undefined || slot >= this.slots) {
      out.fill(Number.NaN, start, start + this.ticks);
      return;
    }
    const block = Math.floor(slot / BLOCK_SLOTS);
    let offset = column.blocks[block];
    for (let at = block * BLOCK_SLOTS; at < slot; at += 1) offset += column.lengths[at];
    decodeColumn(column.bytes, offset, this.ticks, out, start);
  }
}

/** Holds a column while one value of it is picked. */
let picked = new Float64Array(64);

/** Columns gathered at once: rows are read along, not across. */
const GATHERED_SLOTS = 64;

function* sealColumn(
  table: OpenTable,
  source: Float64Array | Int32Array,
  slots: number,
): Generator<void, SealedColumn> {
  const { ticks } = table;
  const most = maxColumnBytes(ticks);
  const lengths = most < 256 ? new Uint8Array(slots) : new Uint16Array(slots);
  const blocks = new Uint32Array(Math.ceil(slots / BLOCK_SLOTS));
  const gathered = new Float64Array(GATHERED_SLOTS * ticks);
  const parts: Uint8Array[] = [];
  let samples = 0;
  let total = 0;
  for (let first = 0; first < slots; first += BLOCK_SLOTS) {
    blocks[first / BLOCK_SLOTS] = total;
    const block = new Uint8Array(BLOCK_SLOTS * most);
    let offset = 0;
    for (let slot = first; slot < Math.min(slots, first + BLOCK_SLOTS); slot += 1) {
      const place = slot % GATHERED_SLOTS;
      if (place === 0) gatherColumns(table, source, slot, gathered);
      const values = gathered.subarray(place * ticks, (place + 1) * ticks);
      samples += countPresent(values);
      const end = encodeColumn(values, ticks, block, offset);
      lengths[slot] = end - offset;
      offset = end;
    }
    parts.push(block.slice(0, offset));
    total += offset;
    yield;
  }
  return { bytes: concatenate(parts, total), lengths, blocks, samples };
}

function countPresent(values: Float64Array): number {
  let present = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] === values[index]) present += 1;
  }
  return present;
}

/** Copies GATHERED_SLOTS columns from `slot` on into `out`, one after another, NaN = absent. */
function gatherColumns(
  table: OpenTable,
  source: Float64Array | Int32Array,
  slot: number,
  out: Float64Array,
): void {
  const isTimes = source instanceof Int32Array;
  const count = Math.min(GATHERED_SLOTS, table.capacity - slot);
  for (let row = 0; row < table.ticks; row += 1) {
    const start = row * table.capacity + slot;
    const isOpened = table.isOpened(row);
    for (let index = 0; index < count; index += 1) {
      const value = isOpened ? source[start + index] : Number.NaN;
      out[index * table.ticks + row] = isTimes && value === NO_TIME ? Number.NaN : value;
    }
  }
}

function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
