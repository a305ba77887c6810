import { LabelSet, METRIC_NAME } from '../labels';
import type { Call, Expression } from '../syntax/expression';
import { unwrap } from '../syntax/unwrap';
import { applyOverRange, openRange, toAbsent, type EvaluateVector } from './evaluate-range';
import type { Evaluation } from './evaluation';
import { joinLabels, replaceLabel } from './label-functions';
import { OVER_TIME_FUNCTIONS } from './over-time-functions';
import { RATE_FUNCTIONS } from './rate-functions';
import { selectInstant } from './select';
import { sortByValue } from './sort';
import { VALUE_FUNCTIONS, toStepSeconds, type ValueFunction } from './value-functions';
import { VectorBuilder, createSeries, timeAt, type Vector } from './vector';

/** How arguments are evaluated. */
export interface Evaluators {
  readonly vector: EvaluateVector;
  scalar(of: Expression, evaluation: Evaluation): Promise<Float64Array>;
}

/** Functions of a range that give a sample of it as it is. */
const KEEPS_NAME: ReadonlySet<string> = new Set(['last_over_time']);

/** Evaluates a call that gives a vector. @throws PromqlError */
export async function evaluateCall(
  call: Call,
  evaluation: Evaluation,
  evaluators: Evaluators,
): Promise<Vector> {
  const { name, arguments: given } = call;
  const overRange = RATE_FUNCTIONS.get(name) ?? OVER_TIME_FUNCTIONS.get(name);
  if (overRange !== undefined) {
    const [ranges, others] = partition(given);
    const parameters =
      others.length === 0 ? undefined : await evaluators.scalar(others[0], evaluation);
    const range = await openRange(ranges[0], evaluation, evaluators.vector);
    const keepsName = KEEPS_NAME.has(name);
    return applyOverRange(range, evaluation, overRange, { parameters, keepsName });
  }
  const apply = VALUE_FUNCTIONS.get(name);
  if (apply !== undefined) return applyToValues(apply, given, evaluation, evaluators);
  switch (name) {
    case 'vector':
      return toVector(await evaluators.scalar(given[0], evaluation), evaluation);
    case 'absent':
      return toAbsent(
        await evaluators.vector(given[0], evaluation),
        absentLabels(given[0]),
        evaluation,
      );
    case 'absent_over_time':
      return absentOverTime(given[0], evaluation, evaluators);
    case 'timestamp':
      return toTimestamps(given[0], evaluation, evaluators);
    case 'label_replace':
      return replaceLabel(
        await evaluators.vector(given[0], evaluation),
        given.slice(1).map(toText),
        evaluation,
      );
    case 'label_join':
      return joinLabels(
        await evaluators.vector(given[0], evaluation),
        given.slice(1).map(toText),
        evaluation,
      );
    default:
      return sortByValue(
        await evaluators.vector(given[0], evaluation),
        name === 'sort_desc',
        evaluation.budget,
      );
  }
}

type Range = Extract<Expression, { kind: 'range' | 'subquery' }>;

function partition(given: readonly Expression[]): [Range[], Expression[]] {
  const ranges: Range[] = [];
  const others: Expression[] = [];
  for (const argument of given) {
    const inner = unwrap(argument);
    if (inner.kind === 'range' || inner.kind === 'subquery') ranges.push(inner);
    else others.push(argument);
  }
  return [ranges, others];
}

function toText(expression: Expression): string {
  const inner = unwrap(expression);
  return inner.kind === 'string' ? inner.value : '';
}

function toVector(values: Float64Array, { steps, budget }: Evaluation): Vector {
  const series = createSeries(LabelSet.EMPTY, steps.count, budget);
  series.values.set(values);
  series.present.fill(1);
  return [series];
}

/** Functions of dates take the time of the step where nothing is given. */
async function applyToValues(
  apply: ValueFunction,
  [of, ...others]: readonly Expression[],
  evaluation: Evaluation,
  evaluators: Evaluators,
): Promise<Vector> {
  const { steps, budget } = evaluation;
  const vector =
    of === undefined
      ? toVector(toStepSeconds(steps), evaluation)
      : await evaluators.vector(of, evaluation);
  const parameters: Float64Array[] = [];
  for (const other of others) parameters.push(await evaluators.scalar(other, evaluation));
  const builder = new VectorBuilder(steps.count, budget);
  for (const { labels, values, present } of vector) {
    const out = builder.get(labels.withoutName());
    for (let step = 0; step < steps.count; step += 1) {
      if (present[step] === 0) continue;
      const value = apply(values[step], ...parameters.map((column) => column[step]));
      if (value !== undefined) builder.put(out, step, value);
    }
    if (budget.isDue) await budget.rest();
  }
  return builder.build();
}

/** The labels a selector asks for by name and value: what is absent would have them. */
function absentLabels(expression: Expression): LabelSet {
  const inner = unwrap(expression);
  const selector = inner.kind === 'range' ? inner.of : inner;
  if (selector.kind !== 'selector') return LabelSet.EMPTY;
  const labels = new Map<string, string>();
  const refused = new Set<string>([METRIC_NAME]);
  for (const { name, operator, value } of selector.matchers) {
    if (operator === '=' && !labels.has(name)) labels.set(name, value);
    else refused.add(name);
  }
  return LabelSet.from([...labels].filter(([name]) => !refused.has(name)));
}

async function absentOverTime(
  of: Expression,
  evaluation: Evaluation,
  evaluators: Evaluators,
): Promise<Vector> {
  const [[inner]] = partition([of]);
  const range = await openRange(inner, evaluation, evaluators.vector);
  // The name is kept: series that differ in it alone must not meet.
  const present = await applyOverRange(range, evaluation, () => 1, { keepsName: true });
  return toAbsent(present, absentLabels(of), evaluation);
}

/** The times of samples, or of the steps where the values are not samples. */
async function toTimestamps(
  of: Expression,
  evaluation: Evaluation,
  evaluators: Evaluators,
): Promise<Vector> {
  const inner = unwrap(of);
  const { steps, budget } = evaluation;
  const builder = new VectorBuilder(steps.count, budget);
  if (inner.kind === 'selector') {
    for (const series of await selectInstant(evaluation, inner, 'time')) {
      builder.adopt(series.labels.withoutName(), series);
      if (budget.isDue) await budget.rest();
    }
    return builder.build();
  }
  for (const { labels, present } of await evaluators.vector(of, evaluation)) {
    const out = builder.get(labels.withoutName());
    present.forEach((isPresent, step) => {
      if (isPresent === 1) builder.put(out, step, timeAt(steps, step) / 1_000);
    });
    if (budget.isDue) await budget.rest();
  }
  return builder.build();
}
