import { StepParts, roundTo } from '@kubemonitor/aggregation';
import { BLOCK_COLUMNS } from '../sealed/chunk';
import type { SealedTable } from '../sealed/sealed-table';
import type { TableName } from '../window';
import { pausing } from './build-minutes';
import { ChunkBuilder } from './chunk-builder';
import { columnsOf, writeColumns, type SharedSteps } from './field-columns';
import { serialsIn } from './raw-block';
import { readParts, readShared, readSketches } from './read-steps';
import { ELAPSED_SECONDS, INTERVALS, rollupTableOf, type RolledField } from './rollup-columns';
import { putSketches } from './sketch-list';
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
    yield* rollUpBlock(source, serials.slice(first, first + BLOCK_COLUMNS));
  }
}

function* rollUpBlock(
  { name, tables }: FineSource,
  serials: Uint32Array,
): Generator<RollupBlock | undefined> {
  const { names, fields } = rollupTableOf(name);
  const chunks = new Array<Uint8Array | undefined>(2 + names.length).fill(undefined);
  chunks[0] = new Uint8Array(serials.slice().buffer);
  const fine: (SharedSteps | undefined)[][] = [];
  for (const serial of serials) {
    fine.push(tables.map((table) => (table === undefined ? undefined : readShared(table, serial))));
    yield undefined;
  }
  const shared = fine.map(addUp);
  const sharedColumns = [
    [1, shared.map(({ samples }) => samples)],
    [2 + ELAPSED_SECONDS, shared.map(({ elapsed }) => elapsed)],
    [2 + INTERVALS, shared.map(({ intervals }) => intervals)],
  ] as const;
  for (const [at, columns] of sharedColumns) chunks[at] = toChunk(columns);
  for (const rolled of fields) {
    const made = yield* rollUpField(rolled, { tables, serials, fine, shared });
    made.columns.forEach((chunk, index) => {
      chunks[2 + rolled.column + index] = chunk;
    });
    if (rolled.sketch !== undefined) chunks[2 + rolled.sketch] = made.sketches;
  }
  yield { serials, chunks };
}

interface FieldWork {
  readonly tables: readonly (SealedTable | undefined)[];
  readonly serials: Uint32Array;
  /** By entity and table. */
  readonly fine: readonly (readonly (SharedSteps | undefined)[])[];
  readonly shared: readonly SharedSteps[];
}

function* rollUpField(
  rolled: RolledField,
  { tables, serials, fine, shared }: FieldWork,
): Generator<undefined, { columns: (Uint8Array | undefined)[]; sketches: Uint8Array | undefined }> {
  const builders = Array.from({ length: columnsOf(rolled.shape) }, () => new ChunkBuilder());
  const columns = builders.map(() => new Float64Array(tables.length));
  const sketches = new ChunkBuilder();
  const parts = new StepParts(tables.length, rolled.derivation);
  const finer = new StepParts(stepsOf(tables), rolled.derivation);
  for (const [row, serial] of serials.entries()) {
    parts.clear();
    tables.forEach((table, step) => {
      const known = fine[row][step];
      if (table === undefined || known === undefined) return;
      finer.clear();
      const into = { shared: known, parts: finer, hasExtremes: true };
      if (!readParts(table, serial, rolled, into)) return;
      for (let from = 0; from < finer.steps; from += 1) parts.addStep(step, finer, from);
    });
    writeColumns(parts, rolled, shared[row], columns);
    builders.forEach((builder, index) => builder.add(columns[index]));
    if (rolled.sketch !== undefined) {
      sketches.addBytes(
        putSketches(tables.map((table) => firstSketch(table, serial, rolled) ?? NO_BYTES)),
      );
    }
    yield undefined;
  }
  return {
    columns: builders.map((builder) => builder.finish()),
    sketches: rolled.sketch === undefined ? undefined : sketches.finish(),
  };
}

function firstSketch(
  table: SealedTable | undefined,
  serial: number,
  rolled: RolledField,
): Uint8Array | undefined {
  return table === undefined ? undefined : readSketches(table, serial, rolled, 1)[0];
}

function stepsOf(tables: readonly (SealedTable | undefined)[]): number {
  return tables.find((table) => table !== undefined)?.shape.ticks ?? 0;
}

/** What all steps of each table come to. */
function addUp(fine: readonly (SharedSteps | undefined)[]): SharedSteps {
  const total = (name: keyof SharedSteps) =>
    Float64Array.from(fine, (steps) => (steps === undefined ? 0 : addAll(steps[name])));
  return {
    samples: total('samples'),
    elapsed: total('elapsed').map((seconds) => roundTo(seconds, 3)),
    intervals: total('intervals'),
  };
}

function addAll(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function toChunk(columns: readonly Float64Array[]): Uint8Array | undefined {
  const builder = new ChunkBuilder();
  for (const column of columns) {
    builder.add(column.map((value) => (value === 0 ? Number.NaN : value)));
  }
  return builder.finish();
}
