import { decodeColumn } from '../codec/column';
import { columnOffsets, findSerial, lastNotAbove } from './chunk';
import { TIMES, type SealedTable } from './sealed-table';

/** An entity that has no sample in the table. */
export const NOWHERE = -1;

/** Room for the columns of a block in a position. */
const BLOCK_ROOM = 65_536;

/** A chunk and where each of its columns begins. */
interface FoundChunk {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/**
 * Reads columns of many entities of one sealed table: what finding them takes is done once a
 * chunk, not once a column. It keeps the chunks it has read, so it is for one question.
 */
export class TableReader {
  private readonly serials: (Uint32Array | undefined)[] = [];
  /** By column, then by block; null = there is no such chunk. */
  private readonly chunks: (FoundChunk | null)[][] = [];

  constructor(readonly table: SealedTable) {}

  /** Where the columns of an entity are, NOWHERE when it has none. */
  positionOf(serial: number): number {
    const block = lastNotAbove(this.table.shape.firstSerials, serial);
    if (block < 0) return NOWHERE;
    const index = findSerial((this.serials[block] ??= this.table.serials(block)), serial);
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
    const chunk =
      column === undefined || position < 0
        ? null
        : this.chunkOf(column, Math.floor(position / BLOCK_ROOM));
    if (chunk === null) out.fill(Number.NaN, start, start + ticks);
    else decodeColumn(chunk.bytes, chunk.offsets[position % BLOCK_ROOM], ticks, out, start);
  }

  private chunkOf(column: number, block: number): FoundChunk | null {
    const ofColumn = (this.chunks[column] ??= []);
    const known = ofColumn[block];
    if (known !== undefined) return known;
    const bytes = this.table.source.read(column, block);
    const count = this.serials[block]?.length ?? 0;
    const found = bytes === undefined ? null : { bytes, offsets: columnOffsets(bytes, count) };
    ofColumn[block] = found;
    return found;
  }
}
