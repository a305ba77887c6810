import { METRIC_NAME, type LabelSet } from '../labels';
import type { Aggregation } from '../syntax/expression';
import type { Evaluation } from './evaluation';
import { ExactSum, Spread, computeQuantile } from './numbers';
import { pickBest } from './pick-best';
import { createSeries, type Vector, type VectorSeries } from './vector';

/** The values of a group at one step, at least one, to one. */
type Fold = (values: number[], parameter: number) => number;

const exactSum = (values: readonly number[]): number => {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value;
};

const variance = (values: readonly number[]): number => {
  const spread = new Spread();
  for (const value of values) spread.add(value);
  return spread.variance;
};

const better = (values: readonly number[], isBetter: (a: number, b: number) => boolean): number => {
  let found = values[0];
  for (const value of values) if (isBetter(value, found) || Number.isNaN(found)) found = value;
  return found;
};

const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['sum', exactSum],
  ['avg', (values) => exactSum(values) / values.length],
  ['min', (values) => better(values, (a, b) => a < b)],
  ['max', (values) => better(values, (a, b) => a > b)],
  ['count', (values) => values.length],
  ['group', () => 1],
  ['stddev', (values) => Math.sqrt(variance(values))],
  ['stdvar', variance],
  ['quantile', (values, phi) => computeQuantile(phi, values)],
]);

/** One group of series. */
export interface Group {
  readonly labels: LabelSet;
  readonly members: VectorSeries[];
}

/** Puts the series of a vector into the groups an aggregation names. */
async function groupSeries(
  vector: Vector,
  { labels, isWithout }: Aggregation,
  { budget }: Evaluation,
): Promise<Group[]> {
  const names: ReadonlySet<string> = new Set(isWithout ? [...labels, METRIC_NAME] : labels);
  const groups = new Map<string, Group>();
  for (const series of vector) {
    const key = isWithout ? series.labels.without(names) : series.labels.keep(names);
    const group = groups.get(key.key);
    if (group === undefined) groups.set(key.key, { labels: key, members: [series] });
    else group.members.push(series);
    if (budget.isDue) await budget.rest();
  }
  return [...groups.values()];
}

/** Aggregates a vector; `parameters` are those of the steps, where the operator has one. */
export async function aggregate(
  aggregation: Aggregation,
  vector: Vector,
  evaluation: Evaluation,
  parameters: Float64Array | undefined,
): Promise<Vector> {
  const groups = await groupSeries(vector, aggregation, evaluation);
  const fold = FOLDS.get(aggregation.operator);
  if (fold === undefined) {
    const isTop = aggregation.operator === 'topk';
    return pickBest(groups, evaluation, { isTop, counts: parameters ?? new Float64Array() });
  }
  const { budget, steps } = evaluation;
  const out: VectorSeries[] = [];
  for (const { labels, members } of groups) {
    const series = createSeries(labels, steps.count, budget);
    for (let step = 0; step < steps.count; step += 1) {
      const values = valuesAt(members, step);
      if (budget.isDue) await budget.rest();
      if (values.length === 0) continue;
      series.present[step] = 1;
      series.values[step] = fold(values, parameters?.[step] ?? Number.NaN);
    }
    out.push(series);
  }
  return out;
}

function valuesAt(members: readonly VectorSeries[], step: number): number[] {
  const values: number[] = [];
  for (const { present, values: own } of members) if (present[step] === 1) values.push(own[step]);
  return values;
}
