import { QuantileSketch, StepParts, mergeEncoded, roundTo } from '@kubemonitor/aggregation';
import type { Derivation, FieldDefinition } from '@kubemonitor/metrics-model';
import type { SeriesFrame, StepStatistic } from '../../store';

/** Gathers what several sources say of the steps of one field. */
export class FieldSteps {
  readonly parts: StepParts;
  private readonly sketches: (QuantileSketch | undefined)[] = [];

  constructor(
    readonly field: FieldDefinition,
    steps: number,
    private readonly derivation: Derivation,
  ) {
    this.parts = new StepParts(steps, derivation);
  }

  /** Adds a coded sketch; one that is damaged leaves the step without a percentile. */
  addSketch(step: number, bytes: Uint8Array): void {
    if (bytes.length > 0) leaveOut(() => mergeEncoded(this.sketchOf(step), bytes));
  }

  /** Adds values of ticks; one that a sketch does not take leaves the step without a percentile. */
  addValues(step: number, values: Float64Array, from: number, to: number): void {
    leaveOut(() => this.sketchOf(step).addAll(values, from, to));
  }

  /** One number of each step, NaN where nothing is known. */
  column(statistic: StepStatistic | 'value'): Float64Array {
    return Float64Array.from({ length: this.parts.steps }, (_, step) =>
      roundTo(this.pick(statistic, step), this.field.decimals),
    );
  }

  /** Of counters files hold the last value alone: a least one of part of a step would mislead. */
  private pick(statistic: StepStatistic | 'value', step: number): number {
    if (this.derivation.kind === 'counter' && statistic !== 'value') return Number.NaN;
    switch (statistic) {
      case 'value':
        return this.parts.value(step);
      case 'min':
        return this.parts.min[step];
      case 'max':
        return this.parts.max[step];
      case 'p95':
        return this.percentile(step);
    }
  }

  /**
   * NaN where a value of the step is in no sketch: fields that have none in files, hours whose
   * sketch is damaged. Kept between the least and the greatest, which makes it exact for a
   * constant series.
   */
  private percentile(step: number): number {
    const { count, min, max } = this.parts;
    const sketch = this.sketches[step];
    if (sketch === undefined || sketch.count === 0 || sketch.count !== count[step]) {
      return Number.NaN;
    }
    const value = sketch.quantile(0.95);
    if (value < min[step]) return min[step];
    return value > max[step] ? max[step] : value;
  }

  private sketchOf(step: number): QuantileSketch {
    return (this.sketches[step] ??= new QuantileSketch());
  }
}

/** Does what a sketch refuses with a RangeError; then some values are in none. */
function leaveOut(add: () => void): void {
  try {
    add();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** The window of one series from all its fields. */
export function toSeriesFrame(
  fields: readonly FieldSteps[],
  sampleCounts: Uint32Array,
  statistics: readonly StepStatistic[],
): SeriesFrame {
  return {
    values: fields.map((field) => field.column('value')),
    statistics: Object.fromEntries(
      statistics.map((name) => [name, fields.map((field) => field.column(name))]),
    ),
    sampleCounts,
  };
}
