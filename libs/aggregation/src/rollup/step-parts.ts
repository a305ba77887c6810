import type { Derivation } from '@kubemonitor/metrics-model';
import type { DerivedTicks } from '../series/derive';

/** Where ticks lie in steps: tick `index` of a series is in step (index − base) / ticksPerStep. */
export interface TickSteps {
  /** Index of the first tick of step 0. */
  readonly base: number;
  readonly ticksPerStep: number;
}

/**
 * What a number of steps say of one field, in a form that adds up: of two stretches of time
 * the parts of both together are the sums of the parts, so steps of any length can be made
 * from shorter ones without loss.
 *
 * | field's derivation | `part`         | `whole`                    | value of a step        |
 * | ------------------ | -------------- | -------------------------- | ---------------------- |
 * | gauge, difference  | Σ value        | how many                   | part / whole           |
 * | rate               | Σ increase     | Σ elapsed s                | part / whole × scale   |
 * | ratio              | Σ increase     | Σ increase of the whole    | part / whole           |
 * | counter            | not used       | not used                   | `last`                 |
 *
 * `count` ticks have a value in the step; `min` and `max` are theirs.
 */
export class StepParts {
  readonly part: Float64Array;
  readonly whole: Float64Array;
  readonly count: Float64Array;
  /** NaN where a step has no tick; so are `max` and `last`. */
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly last: Float64Array;
  private readonly scale: number;
  private readonly isCounter: boolean;

  constructor(
    readonly steps: number,
    derivation: Derivation,
  ) {
    this.part = new Float64Array(steps);
    this.whole = new Float64Array(steps);
    this.count = new Float64Array(steps);
    this.min = new Float64Array(steps).fill(Number.NaN);
    this.max = new Float64Array(steps).fill(Number.NaN);
    this.last = new Float64Array(steps).fill(Number.NaN);
    this.scale = derivation.kind === 'rate' ? derivation.scale : 1;
    this.isCounter = derivation.kind === 'counter';
  }

  /** Forgets everything, to be used for another series. */
  clear(): void {
    this.part.fill(0);
    this.whole.fill(0);
    this.count.fill(0);
    for (const column of [this.min, this.max, this.last]) column.fill(Number.NaN);
  }

  /** Adds ticks [from, to) of a derived field. Ticks come in the order of time. */
  addTicks(
    derived: DerivedTicks,
    from: number,
    to: number,
    { base, ticksPerStep }: TickSteps,
  ): void {
    for (let index = from; index < to;) {
      const step = Math.floor((index - base) / ticksPerStep);
      const end = Math.min(to, base + (step + 1) * ticksPerStep);
      this.addTicksOfStep(step, derived, index, end);
      index = end;
    }
  }

  /** Adds what step `from` of other parts of the same field says, which is later than all here. */
  addStep(step: number, other: StepParts, from: number): void {
    if (other.last[from] === other.last[from]) this.last[step] = other.last[from];
    if (!(other.count[from] > 0)) return;
    this.part[step] += other.part[from];
    this.whole[step] += other.whole[from];
    this.count[step] += other.count[from];
    if (!(this.min[step] <= other.min[from])) this.min[step] = other.min[from];
    if (!(this.max[step] >= other.max[from])) this.max[step] = other.max[from];
  }

  /** Value of a step, not rounded; NaN where nothing is known. */
  value(step: number): number {
    if (this.isCounter) return this.last[step];
    if (this.count[step] === 0) return Number.NaN;
    return this.whole[step] > 0 ? (this.part[step] / this.whole[step]) * this.scale : 0;
  }

  /** Adds up in local variables: this runs for every tick of every field. */
  private addTicksOfStep(
    step: number,
    { values, parts, wholes }: DerivedTicks,
    from: number,
    to: number,
  ): void {
    const isQuotient = parts !== undefined && wholes !== undefined;
    let part = 0;
    let whole = 0;
    let count = 0;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let last = Number.NaN;
    for (let index = from; index < to; index += 1) {
      const value = values[index];
      if (value !== value) continue;
      count += 1;
      last = value;
      if (value < min) min = value;
      if (value > max) max = value;
      // A given value among rates counts like a rate over one unit of time.
      part += isQuotient ? parts[index] : value / this.scale;
      whole += isQuotient ? wholes[index] : 1;
    }
    if (count === 0) return;
    this.part[step] += part;
    this.whole[step] += whole;
    this.count[step] += count;
    this.last[step] = last;
    if (!(this.min[step] <= min)) this.min[step] = min;
    if (!(this.max[step] >= max)) this.max[step] = max;
  }
}
