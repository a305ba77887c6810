import type { Selector, TimeShift } from '../syntax/expression';
import type { SampledSeries } from '../series-source';
import type { Evaluation } from './evaluation';
import { createSeries, timeAt, type Steps, type VectorSeries } from './vector';

/** The times a selector looks at, in the order of the steps. */
export interface Looks {
  readonly firstMs: number;
  /** From one step to the next; 0 where `@` holds the time. */
  readonly strideMs: number;
  readonly lastMs: number;
}

/** Where a selector looks at each step. */
export function toLooks({ at, offsetMs }: TimeShift, { steps, query }: Evaluation): Looks {
  const fixedMs = at === 'start' ? query.startMs : at === 'end' ? query.endMs : at;
  const firstMs = (fixedMs ?? steps.startMs) - offsetMs;
  const strideMs = fixedMs === undefined ? steps.stepMs : 0;
  return { firstMs, strideMs, lastMs: firstMs + strideMs * (steps.count - 1) };
}

/** What a selection puts at a step: the sample's value, or its time in seconds. */
export type SelectWhat = 'value' | 'time';

/**
 * The newest sample of each series that is no older than the look-back, as Prometheus does:
 * in (t − look-back, t].
 */
export async function selectInstant(
  evaluation: Evaluation,
  selector: Selector,
  what: SelectWhat = 'value',
): Promise<VectorSeries[]> {
  const { source, budget, lookbackMs } = evaluation;
  const looks = toLooks(selector, evaluation);
  const selected: VectorSeries[] = [];
  const found = source.select({
    matchers: selector.matchers,
    startMs: looks.firstMs - lookbackMs,
    endMs: looks.lastMs,
  });
  for await (const series of found) {
    budget.spendSamples(series.timestamps.length);
    const vector = lookBack(series, looks, { evaluation, what });
    if (vector !== undefined) selected.push(vector);
    if (budget.isDue) await budget.rest();
  }
  return selected;
}

function lookBack(
  { labels, timestamps, values, endedAtMs = Number.POSITIVE_INFINITY }: SampledSeries,
  { firstMs, strideMs }: Looks,
  { evaluation, what }: { readonly evaluation: Evaluation; readonly what: SelectWhat },
): VectorSeries | undefined {
  const { steps, lookbackMs, budget } = evaluation;
  let out: VectorSeries | undefined;
  let next = 0;
  for (let step = 0; step < steps.count; step += 1) {
    const atMs = firstMs + strideMs * step;
    while (next < timestamps.length && timestamps[next] <= atMs) next += 1;
    if (next === 0 || atMs >= endedAtMs || timestamps[next - 1] <= atMs - lookbackMs) continue;
    out ??= createSeries(labels, steps.count, budget);
    out.present[step] = 1;
    out.values[step] = what === 'value' ? values[next - 1] : timestamps[next - 1] / 1_000;
  }
  return out;
}

/** The steps of a subquery: whole multiples of its step within all its ranges. */
export function toSubquerySteps(
  { firstMs, lastMs }: Looks,
  rangeMs: number,
  stepMs: number,
): Steps {
  // (t − range, t]: the first multiple after the beginning.
  const startMs = Math.floor((firstMs - rangeMs) / stepMs) * stepMs + stepMs;
  const count = Math.max(0, Math.floor((lastMs - startMs) / stepMs) + 1);
  return { startMs, stepMs, count };
}

/** A vector evaluated at the steps of a subquery as the samples its range functions take. */
export function toSamples({ labels, values, present }: VectorSeries, steps: Steps): SampledSeries {
  const timestamps: number[] = [];
  const kept: number[] = [];
  for (let step = 0; step < steps.count; step += 1) {
    if (present[step] === 0) continue;
    timestamps.push(timeAt(steps, step));
    kept.push(values[step]);
  }
  return { labels, timestamps, values: kept };
}
