import { NEVER } from '../catalogue';
import { OpenTable } from '../open-table';
import { NO_TIME } from '../reading-time';
import {
  chunkBytes,
  decodeChunk,
  decodeChunkColumn,
  findSerial,
  lastNotAbove,
  serialsOf,
} from './chunk';

/** Columns of a sealed table: serial numbers, reading times, then one for each metric it has. */
export const SERIALS = 0;
export const TIMES = 1;

/** Where the chunks of a table are: in memory or in a file. */
export interface ChunkSource {
  /** Chunk number `block` of a column; undefined when all in it is absent or it is damaged. */
  read(column: number, block: number): Uint8Array | undefined;
  /** Whether there is such a chunk, be it damaged. */
  has(column: number, block: number): boolean;
}

/** What a sealed table is besides its chunks. */
export interface TableShape {
  readonly ticks: number;
  /** Entities that have a sample in it. */
  readonly entities: number;
  /** Lowest serial number of each block of BLOCK_COLUMNS entities. */
  readonly firstSerials: Uint32Array;
  /** Column of each metric, undefined where the table has no value of it. */
  readonly metricColumns: readonly (number | undefined)[];
  /** Values held, reading times not counted. */
  readonly samples: number;
  /** Bytes of all chunks. */
  readonly bytes: number;
}

/**
 * One scope's samples of one sealed window: the values of every entity that has a sample
 * there, coded as one column a metric, found by the entity's serial number. Reading times
 * are coded like a metric.
 */
export class SealedTable {
  constructor(
    readonly shape: TableShape,
    readonly source: ChunkSource,
  ) {}

  get bytes(): number {
    return this.shape.bytes;
  }

  get samples(): number {
    return this.shape.samples;
  }

  get blocks(): number {
    return this.shape.firstSerials.length;
  }

  /** Reading times of an entity by tick, NaN where there is no sample, into `out` from `start` on. */
  readTimes(serial: number, out: Float64Array, start: number): void {
    this.readColumn(TIMES, serial, out, start);
  }

  readValues(metric: number, serial: number, out: Float64Array, start: number): void {
    this.readColumn(this.shape.metricColumns[metric], serial, out, start);
  }

  /** Whether any of the entities stored beside one has a value of a metric. */
  holds(metric: number, serial: number): boolean {
    const column = this.shape.metricColumns[metric];
    const block = column === undefined ? -1 : lastNotAbove(this.shape.firstSerials, serial);
    return column !== undefined && block >= 0 && this.source.read(column, block) !== undefined;
  }

  /** Whether the values of a metric that stand beside an entity's cannot be read. */
  isDamaged(metric: number, serial: number): boolean {
    const column = this.shape.metricColumns[metric];
    const block = column === undefined ? -1 : lastNotAbove(this.shape.firstSerials, serial);
    if (column === undefined || block < 0) return false;
    return this.source.has(column, block) && this.source.read(column, block) === undefined;
  }

  /** Bytes that stand in place of an entity's numbers; none where there are none. */
  bytesOf(metric: number, serial: number): Uint8Array {
    const column = this.shape.metricColumns[metric];
    const block = column === undefined ? -1 : lastNotAbove(this.shape.firstSerials, serial);
    const serials = block < 0 ? NO_SERIALS : this.serials(block);
    const index = findSerial(serials, serial);
    const chunk = index < 0 || column === undefined ? undefined : this.source.read(column, block);
    return chunk === undefined ? NO_BYTES : chunkBytes(chunk, index, serials.length);
  }

  /** Reading time of one sample, NO_TIME where there is none. */
  timeAt(row: number, serial: number): number {
    const time = this.pick(TIMES, row, serial);
    return time === time ? time : NO_TIME;
  }

  /** One value, NaN = absent. */
  valueAt(metric: number, row: number, serial: number): number {
    return this.pick(this.shape.metricColumns[metric], row, serial);
  }

  has(metric: number): boolean {
    return this.shape.metricColumns[metric] !== undefined;
  }

  /** Serial numbers of one block of entities, rising; none when the block is damaged. */
  serials(block: number): Uint32Array {
    const chunk = this.source.read(SERIALS, block);
    return chunk === undefined ? NO_SERIALS : serialsOf(chunk);
  }

  /**
   * The same samples as an open table, for late data to be added, a little at a time: yields
   * after each chunk. Columns whose owner has no slot are left out.
   */
  *reopen(slotOf: (serial: number) => number): Generator<void, OpenTable> {
    const slots: Int32Array[] = [];
    let most = 0;
    for (let block = 0; block < this.blocks; block += 1) {
      slots.push(Int32Array.from(this.serials(block), slotOf));
      most = slots[block].reduce((highest, slot) => Math.max(highest, slot + 1), most);
      yield;
    }
    const table = new OpenTable(this.shape.ticks, this.shape.metricColumns.length, most);
    for (let block = 0; block < this.blocks; block += 1) {
      this.reopenTimes(table, block, slots[block]);
      yield;
    }
    for (let metric = 0; metric < this.shape.metricColumns.length; metric += 1) {
      for (let block = 0; this.has(metric) && block < this.blocks; block += 1) {
        this.reopenValues(table, metric, { block, slots: slots[block] });
        yield;
      }
    }
    return table;
  }

  private reopenTimes(table: OpenTable, block: number, slots: Int32Array): void {
    this.decodeBlock(TIMES, block, slots, (slot, row, time) => {
      table.openRow(row);
      table.times[row * table.capacity + slot] = time;
    });
  }

  private reopenValues(
    table: OpenTable,
    metric: number,
    { block, slots }: { block: number; slots: Int32Array },
  ): void {
    const column = table.column(metric);
    this.decodeBlock(this.shape.metricColumns[metric], block, slots, (slot, row, value) => {
      if (table.isOpened(row)) column[row * table.capacity + slot] = value;
    });
  }

  /** Calls back with every present value of a block whose owner has a slot. */
  private decodeBlock(
    column: number | undefined,
    block: number,
    slots: Int32Array,
    visit: (slot: number, row: number, value: number) => void,
  ): void {
    const chunk = column === undefined ? undefined : this.source.read(column, block);
    if (chunk === undefined) return;
    const values = new Float64Array(this.shape.ticks);
    decodeChunk(chunk, slots.length, values, (index) => {
      if (slots[index] === NEVER) return;
      for (let row = 0; row < values.length; row += 1) {
        if (values[row] === values[row]) visit(slots[index], row, values[row]);
      }
    });
  }

  private pick(column: number | undefined, row: number, serial: number): number {
    if (picked.length < this.shape.ticks) picked = new Float64Array(this.shape.ticks);
    this.readColumn(column, serial, picked, 0);
    return picked[row];
  }

  private readColumn(
    column: number | undefined,
    serial: number,
    out: Float64Array,
    start: number,
  ): void {
    const { ticks, firstSerials } = this.shape;
    const block = column === undefined ? -1 : lastNotAbove(firstSerials, serial);
    const serials = block < 0 ? NO_SERIALS : this.serials(block);
    const index = findSerial(serials, serial);
    const chunk = index < 0 || column === undefined ? undefined : this.source.read(column, block);
    if (chunk === undefined) out.fill(Number.NaN, start, start + ticks);
    else decodeChunkColumn(chunk, { index, count: serials.length, ticks }, out, start);
  }
}

const NO_SERIALS = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);

/** Holds a column while one value of it is picked. */
let picked = new Float64Array(64);
