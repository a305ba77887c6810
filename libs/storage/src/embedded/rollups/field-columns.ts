import { roundTo, type StepParts } from '@kubemonitor/aggregation';
import type { RolledField, RollupShape } from './rollup-columns';

/**
 * Digits kept of sums, which the column code then stores as whole numbers: stored values have
 * no more of them, and a mean of `count` values is off by at most 0.0005 / count.
 */
const SUM_DECIMALS = 3;

/** What the steps of an entity have in common for all its fields. */
export interface SharedSteps {
  /** Samples in each step. */
  readonly samples: Float64Array;
  /** Seconds between samples one after another, and how many such intervals end in the step. */
  readonly elapsed: Float64Array;
  readonly intervals: Float64Array;
}

/** Number of columns of a shape; the column of sketches is not counted. */
export function columnsOf(shape: RollupShape): number {
  return shape === 'last' ? 1 : shape === 'mean' ? 4 : 5;
}

/**
 * Writes a field's steps as columns. Counts and elapsed times are left absent where they are
 * what the entity's shared columns say, which is nearly always.
 */
export function writeColumns(
  parts: StepParts,
  { shape, field }: RolledField,
  shared: SharedSteps,
  columns: readonly Float64Array[],
): void {
  for (let step = 0; step < parts.steps; step += 1) {
    if (shape === 'last') {
      columns[0][step] = parts.last[step];
      continue;
    }
    const count = parts.count[step];
    const isKnown = count > 0;
    const isMean = shape === 'mean';
    columns[0][step] = isKnown ? roundTo(parts.part[step], SUM_DECIMALS) : Number.NaN;
    if (!isMean)
      columns[1][step] = isKnown
        ? unlessShared(parts.whole[step], shared.elapsed[step])
        : Number.NaN;
    const counted = isMean ? shared.samples[step] : shared.intervals[step];
    const rest = isMean ? 1 : 2;
    columns[rest][step] = isKnown && count !== counted ? count : Number.NaN;
    columns[rest + 1][step] = roundTo(parts.min[step], field.decimals);
    columns[rest + 2][step] = roundTo(parts.max[step], field.decimals);
  }
}

/** Times are compared and kept in whole milliseconds. */
function unlessShared(whole: number, shared: number): number {
  const rounded = roundTo(whole, SUM_DECIMALS);
  return rounded === shared ? Number.NaN : rounded;
}

/**
 * Takes columns back into steps: the other way round than `writeColumns`. A step whose count
 * or time is not known, because the shared columns are damaged, stays empty.
 */
export function readColumns(
  columns: readonly Float64Array[],
  { shape }: RolledField,
  shared: SharedSteps,
  parts: StepParts,
): void {
  for (let step = 0; step < parts.steps; step += 1) {
    if (shape === 'last') {
      parts.last[step] = columns[0][step];
      continue;
    }
    const part = columns[0][step];
    if (part !== part) continue;
    const isMean = shape === 'mean';
    const counted = isMean ? shared.samples[step] : shared.intervals[step];
    const rest = isMean ? 1 : 2;
    const count = orElse(columns[rest][step], counted);
    const whole = isMean ? count : orElse(columns[1][step], shared.elapsed[step]);
    if (!(count > 0 && whole >= 0)) continue;
    parts.part[step] = part;
    parts.whole[step] = whole;
    parts.count[step] = count;
    parts.min[step] = columns[rest + 1][step];
    parts.max[step] = columns[rest + 2][step];
  }
}

function orElse(value: number, other: number): number {
  return value === value ? value : other;
}
