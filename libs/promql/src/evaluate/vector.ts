import { PromqlError } from '../promql-error';
import type { LabelSet } from '../labels';
import type { Budget } from './budget';

/** The times an expression is evaluated at. */
export interface Steps {
  /** Ms since the epoch. */
  readonly startMs: number;
  readonly stepMs: number;
  readonly count: number;
}

export function timeAt({ startMs, stepMs }: Steps, step: number): number {
  return startMs + step * stepMs;
}

/** A series at all steps. */
export interface VectorSeries {
  readonly labels: LabelSet;
  readonly values: Float64Array;
  /** 1 where there is a value, which may be NaN. */
  readonly present: Uint8Array;
}

/** An instant vector at all steps. */
export type Vector = readonly VectorSeries[];

/** A series without values yet. @throws PromqlError over the budget */
export function createSeries(labels: LabelSet, steps: number, budget: Budget): VectorSeries {
  budget.spendSeries();
  budget.spendCells(steps);
  return { labels, values: new Float64Array(steps), present: new Uint8Array(steps) };
}

/** A vector in the making: series whose labels have become the same become one. */
export class VectorBuilder {
  private readonly byKey = new Map<string, VectorSeries>();

  constructor(
    private readonly steps: number,
    private readonly budget: Budget,
    /** What is said when two have a value at the same step. */
    private readonly conflict = 'vector cannot contain metrics with the same labelset',
  ) {}

  /** The series with these labels. */
  get(labels: LabelSet): VectorSeries {
    let series = this.byKey.get(labels.key);
    if (series === undefined) {
      series = createSeries(labels, this.steps, this.budget);
      this.byKey.set(labels.key, series);
    }
    return series;
  }

  /** @throws PromqlError when there is a value already */
  put(series: VectorSeries, step: number, value: number): void {
    if (series.present[step] === 1) throw new PromqlError('execution', this.conflict);
    series.present[step] = 1;
    series.values[step] = value;
  }

  /** Takes in a series under other labels, without a copy where it is the only one. */
  adopt(labels: LabelSet, { values, present }: VectorSeries): void {
    const own = this.byKey.get(labels.key);
    if (own === undefined) {
      this.byKey.set(labels.key, { labels, values, present });
      return;
    }
    for (let step = 0; step < this.steps; step += 1) {
      if (present[step] === 1) this.put(own, step, values[step]);
    }
  }

  build(): Vector {
    return [...this.byKey.values()];
  }
}
