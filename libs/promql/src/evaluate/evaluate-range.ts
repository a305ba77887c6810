import { METRIC_NAME, LabelSet } from '../labels';
import { PromqlError } from '../promql-error';
import type { SampledSeries } from '../series-source';
import type { RangeSelector, Subquery } from '../syntax/expression';
import type { Evaluation } from './evaluation';
import type { RangeFunction, RangeWindow } from './range-window';
import { toLooks, toSamples, toSubquerySteps, type Looks } from './select';
import { createSeries, timeAt, type Steps, type Vector, type VectorSeries } from './vector';

/** Evaluates an expression at other steps: what a subquery needs. */
export type EvaluateVector = (of: Subquery['of'], evaluation: Evaluation) => Promise<Vector>;

/** A range vector: its series, and the window of each step. */
export interface RangeVector {
  readonly series: AsyncIterable<SampledSeries> | Iterable<SampledSeries>;
  readonly looks: Looks;
  readonly rangeMs: number;
}

/** The samples of a range selector or subquery. */
export async function openRange(
  expression: RangeSelector | Subquery,
  evaluation: Evaluation,
  evaluateVector: EvaluateVector,
): Promise<RangeVector> {
  const { rangeMs } = expression;
  if (expression.kind === 'range') {
    const looks = toLooks(expression.of, evaluation);
    const { matchers } = expression.of;
    const startMs = looks.firstMs - rangeMs;
    const series = evaluation.source.select({ matchers, startMs, endMs: looks.lastMs });
    return { series, looks, rangeMs };
  }
  const looks = toLooks(expression, evaluation);
  const stepMs = expression.stepMs ?? evaluation.defaultStepMs;
  const steps = toSubquerySteps(looks, rangeMs, stepMs);
  if (steps.count === 0) return { series: [], looks, rangeMs };
  const vector = await evaluateVector(expression.of, { ...evaluation, steps });
  return { series: toSampledSeries(vector, steps), looks, rangeMs };
}

/** One by one: they are many. */
function* toSampledSeries(vector: Vector, steps: Steps): Generator<SampledSeries> {
  for (const series of vector) yield toSamples(series, steps);
}

/** Applies a function to the window of each step. */
export async function applyOverRange(
  range: RangeVector,
  evaluation: Evaluation,
  apply: RangeFunction,
  { parameters, keepsName }: { readonly parameters?: Float64Array; readonly keepsName: boolean },
): Promise<Vector> {
  const { budget, steps } = evaluation;
  const byKey = new Map<string, VectorSeries>();
  for await (const series of range.series) {
    let out: VectorSeries | undefined;
    for (const { window, step } of windowsOf(series, range, steps)) {
      budget.spendSamples(window.to - window.from);
      const value = apply(window, parameters?.[step] ?? Number.NaN);
      if (budget.isDue) await budget.rest();
      if (value === undefined) continue;
      const labels = keepsName ? series.labels : series.labels.without(NAME);
      out ??= createSeries(labels, steps.count, budget);
      out.values[step] = value;
      out.present[step] = 1;
    }
    if (out === undefined) continue;
    if (byKey.has(out.labels.key)) {
      throw new PromqlError('execution', 'vector cannot contain metrics with the same labelset');
    }
    byKey.set(out.labels.key, out);
  }
  return [...byKey.values()];
}

const NAME: ReadonlySet<string> = new Set([METRIC_NAME]);

/** The windows with at least one sample, in order of the steps. */
function* windowsOf(
  { timestamps, values }: SampledSeries,
  { looks, rangeMs }: RangeVector,
  steps: Steps,
): Generator<{ readonly window: RangeWindow; readonly step: number }> {
  let from = 0;
  let to = 0;
  for (let step = 0; step < steps.count; step += 1) {
    const endMs = looks.firstMs + looks.strideMs * step;
    const startMs = endMs - rangeMs;
    while (from < timestamps.length && timestamps[from] <= startMs) from += 1;
    while (to < timestamps.length && timestamps[to] <= endMs) to += 1;
    if (to <= from) continue;
    const stepMs = timeAt(steps, step);
    yield { step, window: { timestamps, values, from, to, startMs, endMs, stepMs } };
  }
}

/** What `absent` gives of a vector: 1 where it has nothing. */
export async function toAbsent(
  vector: Vector,
  labels: LabelSet,
  { steps, budget }: Evaluation,
): Promise<Vector> {
  const out = createSeries(labels, steps.count, budget);
  out.present.fill(1);
  out.values.fill(1);
  for (const { present } of vector) {
    for (let step = 0; step < steps.count; step += 1) {
      if (present[step] === 0) continue;
      out.present[step] = 0;
      out.values[step] = 0;
    }
    if (budget.isDue) await budget.rest();
  }
  return [out];
}
