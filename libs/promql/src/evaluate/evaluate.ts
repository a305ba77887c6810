import type { Binary, Expression } from '../syntax/expression';
import { isSetOperator, typeOf } from '../syntax/types';
import { unwrap } from '../syntax/unwrap';
import { aggregate } from './aggregate';
import { evaluateCall, type Evaluators } from './call';
import type { Evaluation } from './evaluation';
import { combineScalars, combineWithScalar } from './scalar-operations';
import { selectInstant } from './select';
import { combineSets } from './set-operations';
import { toStepSeconds } from './value-functions';
import { VectorBuilder, type Vector } from './vector';
import { combineVectors } from './vector-operations';

/** Evaluates an expression that gives a vector, at all steps at once. @throws PromqlError */
export async function evaluateVector(
  expression: Expression,
  evaluation: Evaluation,
): Promise<Vector> {
  const inner = unwrap(expression);
  const { budget } = evaluation;
  if (budget.isDue) await budget.rest();
  switch (inner.kind) {
    case 'selector':
      return selectInstant(evaluation, inner);
    case 'call':
      return evaluateCall(inner, evaluation, EVALUATORS);
    case 'aggregation': {
      const { parameter } = inner;
      const parameters =
        parameter === undefined ? undefined : await evaluateScalar(parameter, evaluation);
      return aggregate(inner, await evaluateVector(inner.of, evaluation), evaluation, parameters);
    }
    case 'negation':
      return negate(await evaluateVector(inner.of, evaluation), evaluation);
    case 'binary':
      return evaluateBinary(inner, evaluation);
    default:
      throw new TypeError(`a ${inner.kind} is no vector`);
  }
}

/** Evaluates an expression that gives a scalar. @throws PromqlError */
export async function evaluateScalar(
  expression: Expression,
  evaluation: Evaluation,
): Promise<Float64Array> {
  const inner = unwrap(expression);
  const { count } = evaluation.steps;
  evaluation.budget.spendCells(count);
  switch (inner.kind) {
    case 'number':
      return new Float64Array(count).fill(inner.value);
    case 'negation':
      return (await evaluateScalar(inner.of, evaluation)).map((value) => -value);
    case 'binary': {
      const left = await evaluateScalar(inner.left, evaluation);
      return combineScalars(inner, left, await evaluateScalar(inner.right, evaluation));
    }
    case 'call':
      if (inner.name === 'time') return toStepSeconds(evaluation.steps);
      if (inner.name === 'pi') return new Float64Array(count).fill(Math.PI);
      return toScalar(await evaluateVector(inner.arguments[0], evaluation), evaluation);
    default:
      throw new TypeError(`a ${inner.kind} is no scalar`);
  }
}

const EVALUATORS: Evaluators = { vector: evaluateVector, scalar: evaluateScalar };

/** The value of a vector's only element; NaN where there is none or there are several. */
async function toScalar(vector: Vector, { steps, budget }: Evaluation): Promise<Float64Array> {
  const counts = new Uint32Array(steps.count);
  const only = new Float64Array(steps.count);
  for (const { values, present } of vector) {
    for (let step = 0; step < steps.count; step += 1) {
      if (present[step] === 0) continue;
      counts[step] += 1;
      only[step] = values[step];
    }
    if (budget.isDue) await budget.rest();
  }
  return only.map((value, step) => (counts[step] === 1 ? value : Number.NaN));
}

async function negate(vector: Vector, { steps, budget }: Evaluation): Promise<Vector> {
  const builder = new VectorBuilder(steps.count, budget);
  for (const { labels, values, present } of vector) {
    builder.adopt(labels.withoutName(), {
      labels,
      values: values.map((value) => -value),
      present,
    });
    if (budget.isDue) await budget.rest();
  }
  return builder.build();
}

async function evaluateBinary(binary: Binary, evaluation: Evaluation): Promise<Vector> {
  const { left, right, operator } = binary;
  if (typeOf(left) === 'scalar') {
    const scalar = await evaluateScalar(left, evaluation);
    const vector = await evaluateVector(right, evaluation);
    return combineWithScalar(binary, vector, scalar, { evaluation, isSwapped: true });
  }
  const vector = await evaluateVector(left, evaluation);
  if (typeOf(right) === 'scalar') {
    const scalar = await evaluateScalar(right, evaluation);
    return combineWithScalar(binary, vector, scalar, { evaluation, isSwapped: false });
  }
  const other = await evaluateVector(right, evaluation);
  return isSetOperator(operator)
    ? combineSets(binary, vector, other, evaluation)
    : combineVectors(binary, vector, other, evaluation);
}
