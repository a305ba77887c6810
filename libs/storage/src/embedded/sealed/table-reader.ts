import { decodeColumn } from '../codec/column';
import { BLOCK_COLUMNS, findColumns, findSerial, lastNotAbove } from './chunk';
import { TIMES, type SealedTable } from './sealed-table';

/** An entity that has no sample in the table. */
export const NOWHERE = -1;

/** Room for the columns of a block in a position. */
const BLOCK_ROOM = 65_536;

/** A chunk and where each of its columns begins. */
interface FoundChunk {
  /** Undefined: there is none, or it is damaged. */
  bytes: Uint8Array | undefined;
  isRead: boolean;
  readonly offsets: Uint32Array;
}

/**
 * Reads columns of many entities of sealed tables, one table after the other: what finding them
 * takes is done once a chunk, not once a column, in arrays that are made once. It keeps the
 * chunks it has read, so it is for one question.
 */
export class TableReader {
  private readonly serials: (Uint32Array | undefined)[] = [];
  /** By column, then by block. */
  private readonly chunks: (FoundChunk | undefined)[][] = [];
  private from: SealedTable | undefined;

  /** Turns to a table. */
  open(table: SealedTable): void {
    if (table === this.from) return;
    this.from = table;
    this.serials.length = 0;
    for (const ofColumn of this.chunks) {
      ofColumn?.forEach((chunk) => {
        if (chunk === undefined) return;
        chunk.isRead = false;
        chunk.bytes = undefined;
      });
    }
  }

  /** Where the columns of an entity are, NOWHERE when it has none. */
  positionOf(serial: number): number {
    const { table } = this;
    const block = lastNotAbove(table.shape.firstSerials, serial);
    if (block < 0) return NOWHERE;
    const index = findSerial((this.serials[block] ??= table.serials(block)), serial);
    return index < 0 ? NOWHERE : block * BLOCK_ROOM + index;
  }

  /** Reading times by tick, NaN where there is no sample, into `out` from `start` on. */
  readTimes(position: number, out: Float64Array, start: number): void {
    this.readColumn(TIMES, position, out, start);
  }

  /** Values of a metric by tick, NaN where absent, into `out` from `start` on. */
  readValues(metric: number, position: number, out: Float64Array, start: number): void {
    this.readColumn(this.table.shape.metricColumns[metric], position, out, start);
  }

  private readColumn(
    column: number | undefined,
    position: number,
    out: Float64Array,
    start: number,
  ): void {
    const { ticks } = this.table.shape;
    const found =
      column === undefined || position < 0
        ? undefined
        : this.chunkOf(column, Math.floor(position / BLOCK_ROOM));
    if (found?.bytes === undefined) out.fill(Number.NaN, start, start + ticks);
    else decodeColumn(found.bytes, found.offsets[position % BLOCK_ROOM], ticks, out, start);
  }

  private chunkOf(column: number, block: number): FoundChunk {
    const ofColumn = (this.chunks[column] ??= []);
    const found = (ofColumn[block] ??= {
      bytes: undefined,
      isRead: false,
      offsets: new Uint32Array(BLOCK_COLUMNS),
    });
    if (found.isRead) return found;
    found.isRead = true;
    found.bytes = this.table.source.read(column, block);
    const count = this.serials[block]?.length ?? 0;
    if (found.bytes !== undefined) findColumns(found.bytes, count, found.offsets);
    return found;
  }

  private get table(): SealedTable {
    if (this.from === undefined) throw new RangeError('no table was opened');
    return this.from;
  }
}
