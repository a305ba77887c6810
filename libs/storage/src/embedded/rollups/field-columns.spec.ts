import { StepParts } from '@kubemonitor/aggregation';
import { columnsOf, readColumns, writeColumns, type SharedSteps } from './field-columns';
import { rollupTableOf, type RolledField } from './rollup-columns';

const NONE = Number.NaN;

function rolledNamed(name: string): RolledField {
  const found = rollupTableOf('pod').fields.find(({ field }) => field.name === name);
  if (found === undefined) throw new RangeError(`no field ${name}`);
  return found;
}

/** Two steps of 12 samples, one interval of five seconds less in the first; the third is empty. */
const SHARED: SharedSteps = {
  samples: Float64Array.of(12, 12, 0),
  elapsed: Float64Array.of(55, 60, 0),
  intervals: Float64Array.of(11, 12, 0),
};

interface Step {
  readonly part: number;
  readonly whole: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

function fill(rolled: RolledField, steps: readonly (Step | undefined)[]): StepParts {
  const parts = new StepParts(3, rolled.derivation);
  steps.forEach((step, at) => {
    if (step === undefined) return;
    parts.part[at] = step.part;
    parts.whole[at] = step.whole;
    parts.count[at] = step.count;
    parts.min[at] = step.min;
    parts.max[at] = step.max;
  });
  return parts;
}

function write(rolled: RolledField, parts: StepParts): Float64Array[] {
  const columns = Array.from({ length: columnsOf(rolled.shape) }, () => new Float64Array(3));
  writeColumns(parts, rolled, SHARED, columns);
  return columns;
}

function readBack(rolled: RolledField, columns: readonly Float64Array[], shared = SHARED) {
  const parts = new StepParts(3, rolled.derivation);
  readColumns(columns, rolled, shared, parts);
  return parts;
}

describe('columns of a field', () => {
  it('leave out counts that all samples of the entity have', () => {
    const memory = rolledNamed('memory_bytes');
    const parts = fill(memory, [
      { part: 1_200, whole: 12, count: 12, min: 90, max: 110 },
      { part: 50, whole: 5, count: 5, min: 10, max: 10 },
      undefined,
    ]);
    const columns = write(memory, parts);
    expect(columns.map((column) => Array.from(column))).toEqual([
      [1_200, 50, NONE],
      [NONE, 5, NONE],
      [90, 10, NONE],
      [110, 10, NONE],
    ]);
    expect(readBack(memory, columns)).toEqual(parts);
  });

  it('leave out the time of rates where it is that of all intervals', () => {
    const cpu = rolledNamed('cpu_millicores');
    const parts = fill(cpu, [
      { part: 5_500_000, whole: 55, count: 11, min: 99, max: 101 },
      // A counter reset: one interval less than the samples have.
      { part: 5_500_000, whole: 55, count: 11, min: 99, max: 101 },
      undefined,
    ]);
    const columns = write(cpu, parts);
    expect(columns.map((column) => Array.from(column))).toEqual([
      [5_500_000, 5_500_000, NONE],
      [NONE, 55, NONE],
      [NONE, 11, NONE],
      [99, 99, NONE],
      [101, 101, NONE],
    ]);
    expect(readBack(cpu, columns)).toEqual(parts);
  });

  it('keep rates that were given: a unit of time each', () => {
    const cpu = rolledNamed('cpu_millicores');
    const parts = fill(cpu, [
      { part: 3_000_000, whole: 12, count: 12, min: 250, max: 250 },
      undefined,
      undefined,
    ]);
    const columns = write(cpu, parts);
    expect([columns[1][0], columns[2][0]]).toEqual([12, 12]);
    const read = readBack(cpu, columns);
    expect(read).toEqual(parts);
    expect(read.value(0)).toBe(250);
  });

  it('keep of a counter its last value', () => {
    const counter = rolledNamed('network_rx_bytes');
    const parts = new StepParts(3, counter.derivation);
    parts.last.set([7, NONE, 9]);
    const columns = write(counter, parts);
    expect(columns.map((column) => Array.from(column))).toEqual([[7, NONE, 9]]);
    expect(Array.from(readBack(counter, columns).last)).toEqual([7, NONE, 9]);
  });

  it('round sums to thousandths and extremes as the field does', () => {
    const cpu = rolledNamed('cpu_millicores');
    const parts = fill(cpu, [
      { part: 0.1 + 0.2, whole: 54.999999999, count: 11, min: 1.23456, max: 2.34567 },
      undefined,
      undefined,
    ]);
    const columns = write(cpu, parts);
    expect(columns.map((column) => column[0])).toEqual([0.3, NONE, NONE, 1.235, 2.346]);
  });

  it('say nothing of a step whose counts cannot be read', () => {
    const memory = rolledNamed('memory_bytes');
    const cpu = rolledNamed('cpu_millicores');
    const unknown = Float64Array.of(NONE, NONE, NONE);
    const step = { part: 1_200, whole: 12, count: 12, min: 90, max: 110 };
    const ofMemory = write(memory, fill(memory, [step, undefined, undefined]));
    const noSamples = { ...SHARED, samples: unknown };
    expect(readBack(memory, ofMemory, noSamples).value(0)).toBeNaN();
    const rate = { part: 5_500_000, whole: 55, count: 11, min: 99, max: 101 };
    const ofCpu = write(cpu, fill(cpu, [rate, undefined, undefined]));
    expect(readBack(cpu, ofCpu, { ...SHARED, elapsed: unknown }).value(0)).toBeNaN();
    expect(readBack(cpu, ofCpu, { ...SHARED, intervals: unknown }).value(0)).toBeNaN();
  });
});
