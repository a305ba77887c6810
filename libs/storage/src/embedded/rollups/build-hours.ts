import { StepParts, roundTo } from '@kubemonitor/aggregation';
import { BLOCK_COLUMNS } from '../sealed/chunk';
import { TIMES, type SealedTable } from '../sealed/sealed-table';
import type { TableName } from '../window';
import { pausing } from './build-minutes';
import { ChunkBuilder } from './chunk-builder';
import { columnsOf, readColumns, writeColumns, type SharedSteps } from './field-columns';
import { serialsIn } from './raw-block';
import { ELAPSED_SECONDS, INTERVALS, rollupTableOf, type RolledField } from './rollup-columns';
import { putSketches, takeSketches } from './sketch-list';
import { StepBlock } from './step-block';
import type { RollupBlock } from './write-rollup';

const NO_BYTES = new Uint8Array(0);

/** The finer steps of one table: a table for each coarse step, undefined where there is none. */
export interface FineSource {
  readonly name: TableName;
  readonly tables: readonly (SealedTable | undefined)[];
}

/**
 * Rolls finer steps up: all those of one file make one step. A block of entities at a time;
 * `undefined` in between: others' turn.
 */
export function* rollUpSteps(source: FineSource): Generator<RollupBlock | undefined> {
  const serials = yield* pausing(serialsIn(source.tables));
  for (let first = 0; first < serials.length; first += BLOCK_COLUMNS) {
    yield* new BlockRollup(source, serials.slice(first, first + BLOCK_COLUMNS)).run();
  }
}

/** What is gathered of one field, by row and step. */
interface FieldSums {
  readonly rolled: RolledField;
  readonly parts: StepParts;
  readonly sketches: Uint8Array[];
}

/** The work on one block of entities: arrays hold the steps of one row behind those of another. */
class BlockRollup {
  private readonly names: readonly string[];
  private readonly shared: SharedSteps;
  private readonly sums: readonly FieldSums[];
  private readonly steps: number;

  constructor(
    private readonly source: FineSource,
    private readonly serials: Uint32Array,
  ) {
    const { names, fields } = rollupTableOf(source.name);
    this.names = names;
    this.steps = source.tables.length;
    const cells = serials.length * this.steps;
    this.shared = makeShared(cells);
    this.sums = fields.map((rolled) => ({
      rolled,
      parts: new StepParts(cells, rolled.derivation),
      sketches: rolled.sketch === undefined ? [] : new Array<Uint8Array>(cells).fill(NO_BYTES),
    }));
  }

  *run(): Generator<RollupBlock | undefined> {
    for (const [step, table] of this.source.tables.entries()) {
      if (table !== undefined) yield* this.addTable(table, step);
    }
    const chunks = new Array<Uint8Array | undefined>(2 + this.names.length).fill(undefined);
    chunks[0] = new Uint8Array(this.serials.slice().buffer);
    chunks[1] = this.toChunk(this.shared.samples.map(absentWhereZero));
    chunks[2 + ELAPSED_SECONDS] = this.toChunk(this.shared.elapsed.map(absentWhereZero));
    chunks[2 + INTERVALS] = this.toChunk(this.shared.intervals.map(absentWhereZero));
    for (const sums of this.sums) {
      this.writeField(sums, chunks);
      yield undefined;
    }
    yield { serials: this.serials, chunks };
  }

  /** Adds what one file says as one step. */
  private *addTable(table: SealedTable, step: number): Generator<undefined> {
    const block = new StepBlock(table, this.serials);
    const { ticks } = table.shape;
    const fine = readSharedSteps(block, table, this.serials.length * ticks);
    this.addShared(fine, ticks, step);
    yield undefined;
    for (const sums of this.sums) {
      if (!block.has(table.shape.metricColumns[sums.rolled.column])) continue;
      const finer = readField(block, table, sums.rolled, fine);
      yield undefined;
      for (let row = 0; row < this.serials.length; row += 1) {
        for (let from = row * ticks; from < (row + 1) * ticks; from += 1) {
          sums.parts.addStep(row * this.steps + step, finer, from);
        }
      }
      this.addSketches(sums, block, table, step);
      yield undefined;
    }
  }

  private addShared(fine: SharedSteps, ticks: number, step: number): void {
    for (const name of ['samples', 'elapsed', 'intervals'] as const) {
      for (let row = 0; row < this.serials.length; row += 1) {
        const steps = fine[name].subarray(row * ticks, (row + 1) * ticks);
        const sum = steps.reduce((total, value) => total + value, 0);
        this.shared[name][row * this.steps + step] = roundTo(sum, 3);
      }
    }
  }

  private addSketches(
    { rolled, sketches }: FieldSums,
    block: StepBlock,
    { shape }: SealedTable,
    step: number,
  ): void {
    if (rolled.sketch === undefined) return;
    block.visitBytes(shape.metricColumns[rolled.sketch], (row, bytes) => {
      sketches[row * this.steps + step] = firstSketch(bytes);
    });
  }

  private writeField({ rolled, parts, sketches }: FieldSums, chunks: (Uint8Array | undefined)[]) {
    const count = columnsOf(rolled.shape);
    const columns = Array.from({ length: count }, () => new Float64Array(parts.steps));
    writeColumns(parts, rolled, this.shared, columns);
    columns.forEach((column, index) => {
      chunks[2 + rolled.column + index] = this.toChunk(column);
    });
    if (rolled.sketch === undefined) return;
    const builder = new ChunkBuilder();
    for (let cell = 0; cell < sketches.length; cell += this.steps) {
      builder.addBytes(putSketches(sketches.slice(cell, cell + this.steps)));
    }
    chunks[2 + rolled.sketch] = builder.finish();
  }

  private toChunk(cells: Float64Array): Uint8Array | undefined {
    const builder = new ChunkBuilder();
    for (let cell = 0; cell < cells.length; cell += this.steps) {
      builder.add(cells.subarray(cell, cell + this.steps));
    }
    return builder.finish();
  }
}

function makeShared(cells: number): SharedSteps {
  return {
    samples: new Float64Array(cells),
    elapsed: new Float64Array(cells),
    intervals: new Float64Array(cells),
  };
}

/** What fields share, 0 where there is none; times and intervals that are damaged stay NaN. */
function readSharedSteps(block: StepBlock, { shape }: SealedTable, cells: number): SharedSteps {
  const shared = makeShared(cells);
  block.read(TIMES, shared.samples);
  zeroWhereAbsent(shared.samples);
  for (const [name, column] of [
    ['elapsed', ELAPSED_SECONDS],
    ['intervals', INTERVALS],
  ] as const) {
    const damaged = block.read(shape.metricColumns[column], shared[name]);
    zeroWhereAbsent(shared[name]);
    for (const row of damaged) fillRow(shared[name], row, shape.ticks);
  }
  return shared;
}

/** The finer steps of a field; rows whose counts are damaged have none. */
function readField(
  block: StepBlock,
  { shape }: SealedTable,
  rolled: RolledField,
  shared: SharedSteps,
): StepParts {
  const cells = shared.samples.length;
  const columns = Array.from({ length: columnsOf(rolled.shape) }, () => new Float64Array(cells));
  const damaged = columns.map((column, index) =>
    block.read(shape.metricColumns[rolled.column + index], column),
  );
  for (const row of damaged.slice(1, -2).flat()) fillRow(columns[0], row, shape.ticks);
  const parts = new StepParts(cells, rolled.derivation);
  readColumns(columns, rolled, shared, parts);
  return parts;
}

/** The sketch of the one hour of a file of minutes; none when another version wrote it. */
function firstSketch(bytes: Uint8Array): Uint8Array {
  try {
    return takeSketches(bytes, 1)[0] ?? NO_BYTES;
  } catch (error) {
    if (error instanceof RangeError) return NO_BYTES;
    throw error;
  }
}

function fillRow(cells: Float64Array, row: number, ticks: number): void {
  cells.fill(Number.NaN, row * ticks, (row + 1) * ticks);
}

function absentWhereZero(value: number): number {
  return value === 0 ? Number.NaN : value;
}

function zeroWhereAbsent(values: Float64Array): void {
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== values[index]) values[index] = 0;
  }
}
