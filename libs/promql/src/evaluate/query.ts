import { LabelSet, compareLabels } from '../labels';
import { PromqlError } from '../promql-error';
import type { SampledSeries, SeriesSource } from '../series-source';
import type { Expression } from '../syntax/expression';
import { describeType, typeOf } from '../syntax/types';
import { unwrap } from '../syntax/unwrap';
import type { Budget } from './budget';
import { evaluateScalar, evaluateVector } from './evaluate';
import { openRange } from './evaluate-range';
import type { Evaluation } from './evaluation';
import { sortByLabels } from './sort';
import { sortInTurns } from './sort-in-turns';
import type { Steps, Vector } from './vector';

/** How far back a selector looks for a sample, as Prometheus by default. */
export const LOOKBACK_MS = 300_000;

/** Step of subqueries that name none: Prometheus' default evaluation interval. */
const DEFAULT_STEP_MS = 60_000;

/** What a query is evaluated on. */
export interface QueryContext {
  readonly source: SeriesSource;
  readonly budget: Budget;
}

/** The answer to a query at one time. */
export type InstantResult =
  | { readonly kind: 'scalar'; readonly timeMs: number; readonly value: number }
  | { readonly kind: 'string'; readonly timeMs: number; readonly value: string }
  | { readonly kind: 'vector'; readonly timeMs: number; readonly vector: Vector }
  /** Raw samples of a range selector. */
  | { readonly kind: 'samples'; readonly series: readonly SampledSeries[] };

/** The answer to a query over a time. */
export interface RangeResult {
  readonly kind: 'matrix';
  readonly steps: Steps;
  readonly vector: Vector;
}

/** Evaluates a query at one time, ms since the epoch. @throws PromqlError */
export async function queryInstant(
  expression: Expression,
  timeMs: number,
  context: QueryContext,
): Promise<InstantResult> {
  const evaluation = createEvaluation(context, { startMs: timeMs, stepMs: 1, count: 1 });
  const inner = unwrap(expression);
  if (inner.kind === 'string') return { kind: 'string', timeMs, value: inner.value };
  if (inner.kind === 'range' || inner.kind === 'subquery') {
    return { kind: 'samples', series: await readSamples(inner, evaluation) };
  }
  if (typeOf(inner) === 'scalar') {
    return { kind: 'scalar', timeMs, value: (await evaluateScalar(inner, evaluation))[0] };
  }
  const vector = await evaluateVector(inner, evaluation);
  const { budget } = context;
  const isSorted = isOrdered(inner);
  return { kind: 'vector', timeMs, vector: isSorted ? vector : await sortByLabels(vector, budget) };
}

/** Evaluates a query at steps. @throws PromqlError */
export async function queryRange(
  expression: Expression,
  steps: Steps,
  context: QueryContext,
): Promise<RangeResult> {
  const type = typeOf(expression);
  if (type !== 'scalar' && type !== 'vector') {
    const what = `invalid expression type "${describeType(type)}" for range query, must be Scalar or instant Vector`;
    throw new PromqlError('bad_data', what);
  }
  const evaluation = createEvaluation(context, steps);
  if (type === 'vector') {
    const vector = await evaluateVector(expression, evaluation);
    return { kind: 'matrix', steps, vector: await sortByLabels(vector, context.budget) };
  }
  const values = await evaluateScalar(expression, evaluation);
  const present = new Uint8Array(steps.count).fill(1);
  return { kind: 'matrix', steps, vector: [{ labels: LabelSet.EMPTY, values, present }] };
}

function createEvaluation({ source, budget }: QueryContext, steps: Steps): Evaluation {
  const endMs = steps.startMs + steps.stepMs * (steps.count - 1);
  return {
    source,
    budget,
    steps,
    lookbackMs: LOOKBACK_MS,
    defaultStepMs: DEFAULT_STEP_MS,
    query: { startMs: steps.startMs, endMs },
  };
}

/** Whether an expression says the order of its series. */
function isOrdered(expression: Expression): boolean {
  if (expression.kind === 'aggregation') return /^(?:topk|bottomk)$/.test(expression.operator);
  return expression.kind === 'call' && /^sort(?:_desc)?$/.test(expression.name);
}

async function readSamples(
  expression: Extract<Expression, { kind: 'range' | 'subquery' }>,
  evaluation: Evaluation,
): Promise<SampledSeries[]> {
  const { budget } = evaluation;
  const { series, looks, rangeMs } = await openRange(expression, evaluation, evaluateVector);
  const startMs = looks.firstMs - rangeMs;
  const found: SampledSeries[] = [];
  for await (const { labels, timestamps, values } of series) {
    const kept = Array.from(timestamps).flatMap((time, at) =>
      time > startMs && time <= looks.lastMs ? [at] : [],
    );
    budget.spendSamples(timestamps.length);
    budget.spendCells(kept.length);
    if (budget.isDue) await budget.rest();
    if (kept.length === 0) continue;
    budget.spendSeries();
    found.push({
      labels,
      timestamps: kept.map((at) => timestamps[at]),
      values: kept.map((at) => values[at]),
    });
  }
  return sortInTurns(found, (a, b) => compareLabels(a.labels, b.labels), budget);
}
