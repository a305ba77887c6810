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
    derivation: Derivation,
  ) {
    this.parts = new StepParts(steps, derivation);
  }

  addSketch(step: number, bytes: Uint8Array): void {
    if (bytes.length > 0) mergeEncoded(this.sketchOf(step), bytes);
  }

  addTicks(step: number, values: Float64Array, from: number, to: number): void {
    this.sketchOf(step).addAll(values, from, to);
  }

  /** One number of each step, NaN where nothing is known. */
  column(statistic: StepStatistic | 'value'): Float64Array {
    return Float64Array.from({ length: this.parts.steps }, (_, step) =>
      roundTo(this.pick(statistic, step), this.field.decimals),
    );
  }

  private pick(statistic: StepStatistic | 'value', step: number): number {
    switch (statistic) {
      case 'value':
        return this.parts.value(step);
      case 'min':
        return this.parts.min[step];
      case 'max':
        return this.parts.max[step];
      case 'p95': {
        const sketch = this.sketches[step];
        return sketch === undefined || sketch.count === 0 ? Number.NaN : sketch.quantile(0.95);
      }
    }
  }

  private sketchOf(step: number): QuantileSketch {
    return (this.sketches[step] ??= new QuantileSketch());
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
