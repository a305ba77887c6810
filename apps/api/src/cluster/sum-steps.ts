import type { FieldDefinition } from '@kubemonitor/metrics-model';
import type { RangeFrame } from '@kubemonitor/storage';

/** Adds time series up, step by step. The frames must have the same steps. */
export class StepSums {
  /** Series with samples in each step. */
  readonly counts: Uint32Array;
  private readonly sums = new Map<string, Float64Array>();
  private readonly known = new Map<string, Uint32Array>();

  constructor(
    readonly timestamps: Float64Array,
    fields: readonly FieldDefinition[],
  ) {
    const { length } = timestamps;
    this.counts = new Uint32Array(length);
    for (const { name } of fields) {
      this.sums.set(name, new Float64Array(length));
      this.known.set(name, new Uint32Array(length));
    }
  }

  /** Adds all series of a frame. */
  add({ fields, series }: RangeFrame): void {
    for (const { values, sampleCounts } of series) {
      sampleCounts.forEach((count, step) => (this.counts[step] += count > 0 ? 1 : 0));
      fields.forEach(({ name }, at) => this.addField(name, values[at]));
    }
  }

  private addField(name: string, values: Float64Array): void {
    const sums = this.sums.get(name);
    const known = this.known.get(name);
    if (sums === undefined || known === undefined) return;
    for (let step = 0; step < values.length; step += 1) {
      if (Number.isNaN(values[step])) continue;
      sums[step] += values[step];
      known[step] += 1;
    }
  }

  /** The sum of a field in a step; undefined where no series has it. */
  valueAt(field: string, step: number): number | undefined {
    return this.knownAt(field, step) === 0 ? undefined : this.sums.get(field)?.[step];
  }

  /** Series that have the field in a step. */
  knownAt(field: string, step: number): number {
    return this.known.get(field)?.[step] ?? 0;
  }
}
