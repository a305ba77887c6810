import type { Place } from '../catalogue';
import { encodeColumn, maxColumnBytes } from '../codec/column';
import type { OpenTable } from '../open-table';
import { NO_TIME } from '../reading-time';
import { BLOCK_COLUMNS, buildChunk } from './chunk';
import { SealedTable, type ChunkSource } from './sealed-table';

/** Chunks of one column by block; undefined where all in it is absent. */
type ColumnChunks = (Uint8Array | undefined)[];

/** The chunks of a table that are held in memory. */
class ChunksInMemory implements ChunkSource {
  constructor(private readonly columns: readonly ColumnChunks[]) {}

  read(column: number, block: number): Uint8Array | undefined {
    return this.columns[column]?.[block];
  }

  has(column: number, block: number): boolean {
    return this.read(column, block) !== undefined;
  }
}

/**
 * Codes the columns of all that have a sample in an open table, a little at a time: yields
 * after each row looked at and each chunk made, so that the caller can let others run. The
 * table must not change meanwhile.
 * @param owners who holds each slot
 */
export function* sealTable(
  table: OpenTable,
  owners: readonly (Place | undefined)[],
): Generator<void, SealedTable> {
  const present = yield* findPresent(table, owners);
  const slots = Int32Array.from(present, ({ slot }) => slot);
  const serials = Uint32Array.from(present, ({ serial }) => serial);
  const columns: ColumnChunks[] = [toSerialChunks(serials)];
  columns.push((yield* sealColumn(table, table.times, slots)).chunks);
  const metricColumns: (number | undefined)[] = [];
  let samples = 0;
  for (const column of table.columns) {
    metricColumns.push(column === undefined ? undefined : columns.length);
    if (column === undefined) continue;
    const sealed = yield* sealColumn(table, column, slots);
    columns.push(sealed.chunks);
    samples += sealed.samples;
  }
  const shape = {
    ticks: table.ticks,
    entities: serials.length,
    firstSerials: serials.filter((_, index) => index % BLOCK_COLUMNS === 0),
    metricColumns,
    samples,
    bytes: columns.flat().reduce((sum, chunk) => sum + (chunk?.length ?? 0), 0),
  };
  return new SealedTable(shape, new ChunksInMemory(columns));
}

/** Owners of slots that have a sample in the table, by serial number. */
function* findPresent(
  table: OpenTable,
  owners: readonly (Place | undefined)[],
): Generator<void, Place[]> {
  const slots = Math.min(owners.length, table.capacity);
  const isPresent = new Uint8Array(slots);
  for (let row = 0; row < table.ticks; row += 1) {
    if (!table.isOpened(row)) continue;
    const start = row * table.capacity;
    for (let slot = 0; slot < slots; slot += 1) {
      if (table.times[start + slot] !== NO_TIME) isPresent[slot] = 1;
    }
    yield;
  }
  return owners
    .filter((owner): owner is Place => owner !== undefined && isPresent[owner.slot] === 1)
    .map(({ slot, serial }) => ({ slot, serial }))
    .sort((a, b) => a.serial - b.serial);
}

function toSerialChunks(serials: Uint32Array): ColumnChunks {
  const chunks: ColumnChunks = [];
  for (let first = 0; first < serials.length; first += BLOCK_COLUMNS) {
    chunks.push(new Uint8Array(serials.slice(first, first + BLOCK_COLUMNS).buffer));
  }
  return chunks;
}

/** Columns gathered at once: rows are read along, not across. */
const GATHERED_COLUMNS = 64;

function* sealColumn(
  table: OpenTable,
  source: Float64Array | Int32Array,
  slots: Int32Array,
): Generator<void, { chunks: ColumnChunks; samples: number }> {
  const chunks: ColumnChunks = [];
  let samples = 0;
  for (let first = 0; first < slots.length; first += BLOCK_COLUMNS) {
    const sealed = sealChunk(table, source, slots.subarray(first, first + BLOCK_COLUMNS));
    chunks.push(sealed.chunk);
    samples += sealed.samples;
    yield;
  }
  return { chunks, samples };
}

const gathered = new Float64Array(GATHERED_COLUMNS * 64);

function sealChunk(
  table: OpenTable,
  source: Float64Array | Int32Array,
  slots: Int32Array,
): { chunk: Uint8Array | undefined; samples: number } {
  const { ticks } = table;
  const bytes = new Uint8Array(slots.length * maxColumnBytes(ticks));
  const lengths: number[] = [];
  let offset = 0;
  let samples = 0;
  for (let index = 0; index < slots.length; index += 1) {
    const place = index % GATHERED_COLUMNS;
    if (place === 0) gatherColumns(table, source, slots.subarray(index, index + GATHERED_COLUMNS));
    const values = gathered.subarray(place * ticks, (place + 1) * ticks);
    samples += countPresent(values);
    const end = encodeColumn(values, ticks, bytes, offset);
    lengths.push(end - offset);
    offset = end;
  }
  const chunk = samples === 0 ? undefined : buildChunk(lengths, bytes.subarray(0, offset));
  return { chunk, samples };
}

function countPresent(values: Float64Array): number {
  let present = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] === values[index]) present += 1;
  }
  return present;
}

/** Copies the columns of `slots` into `gathered`, one after another, NaN = absent. */
function gatherColumns(
  table: OpenTable,
  source: Float64Array | Int32Array,
  slots: Int32Array,
): void {
  const isTimes = source instanceof Int32Array;
  for (let row = 0; row < table.ticks; row += 1) {
    const start = row * table.capacity;
    const isOpened = table.isOpened(row);
    for (let index = 0; index < slots.length; index += 1) {
      const value = isOpened ? source[start + slots[index]] : Number.NaN;
      gathered[index * table.ticks + row] = isTimes && value === NO_TIME ? Number.NaN : value;
    }
  }
}
