import type { StepParts } from '@kubemonitor/aggregation';
import type { SealedTable } from '../sealed/sealed-table';
import { columnsOf, readColumns, type SharedSteps } from './field-columns';
import { ELAPSED_SECONDS, INTERVALS, type RolledField } from './rollup-columns';
import { takeSketches } from './sketch-list';

/** What the steps of a roll-up have in common for all fields of an entity; undefined = it has none. */
export function readShared(table: SealedTable, serial: number): SharedSteps | undefined {
  const { ticks: steps } = table.shape;
  const samples = new Float64Array(steps);
  table.readTimes(serial, samples, 0);
  if (samples.every((count) => count !== count)) return undefined;
  const shared = {
    samples,
    elapsed: new Float64Array(steps),
    intervals: new Float64Array(steps),
  };
  zeroWhereAbsent(samples);
  readCounts(table, ELAPSED_SECONDS, serial, shared.elapsed);
  readCounts(table, INTERVALS, serial, shared.intervals);
  return shared;
}

/** Where the column is damaged it stays NaN: 0 would be a number nobody counted. */
function readCounts(table: SealedTable, column: number, serial: number, out: Float64Array): void {
  table.readValues(column, serial, out, 0);
  if (!table.isDamaged(column, serial)) zeroWhereAbsent(out);
}

/** Least and greatest values are the last two columns; they are left out unless they are wanted. */
const EXTREMES = 2;

/** Reads the steps of one field into `parts`, which were cleared. @returns whether there are any */
export function readParts(
  table: SealedTable,
  serial: number,
  rolled: RolledField,
  { shared, parts, hasExtremes }: { shared: SharedSteps; parts: StepParts; hasExtremes: boolean },
): boolean {
  if (!table.holds(rolled.column, serial)) return false;
  const { ticks: steps } = table.shape;
  const count = columnsOf(rolled.shape);
  // An absent count means that of all samples; a damaged one must not.
  for (let index = 1; index < count - EXTREMES; index += 1) {
    if (table.isDamaged(rolled.column + index, serial)) return false;
  }
  const wanted = hasExtremes || count === 1 ? count : count - EXTREMES;
  const columns = Array.from({ length: count }, (_, index) => {
    const column = new Float64Array(steps);
    if (index < wanted) table.readValues(rolled.column + index, serial, column, 0);
    else column.fill(Number.NaN);
    return column;
  });
  readColumns(columns, rolled, shared, parts);
  return true;
}

/** The coded sketches of a field, one an hour of the file; none when there are none. */
export function readSketches(
  table: SealedTable,
  serial: number,
  { sketch }: RolledField,
  hours: number,
): Uint8Array[] {
  if (sketch === undefined) return [];
  try {
    return takeSketches(table.bytesOf(sketch, serial), hours);
  } catch (error) {
    // The checksum was right, so this was written by another version: there is no sketch then.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function zeroWhereAbsent(values: Float64Array): void {
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== values[index]) values[index] = 0;
  }
}
