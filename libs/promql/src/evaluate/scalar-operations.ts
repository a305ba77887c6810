import type { Binary } from '../syntax/expression';
import { isComparison, isSetOperator } from '../syntax/types';
import type { Evaluation } from './evaluation';
import { calculate, isTrue } from './operators';
import { VectorBuilder, type Vector } from './vector';

/** The outcome of an operation on two numbers; undefined = the comparison drops it. */
export function operate(
  { operator, isBool }: Pick<Binary, 'operator' | 'isBool'>,
  left: number,
  right: number,
  kept: number,
): number | undefined {
  if (isSetOperator(operator)) return undefined;
  if (!isComparison(operator)) return calculate(operator, left, right);
  const isKept = isTrue(operator, left, right);
  if (isBool) return isKept ? 1 : 0;
  return isKept ? kept : undefined;
}

/** Whether the metric's name goes: the value is not one of that metric any more. */
export function dropsName({ operator, isBool }: Pick<Binary, 'operator' | 'isBool'>): boolean {
  return !isComparison(operator) || isBool;
}

/** A scalar and a scalar at all steps. */
export function combineScalars(
  binary: Binary,
  left: Float64Array,
  right: Float64Array,
): Float64Array {
  return left.map((value, step) => operate(binary, value, right[step], value) ?? Number.NaN);
}

/** A vector and a scalar; a comparison keeps the vector's values. */
export async function combineWithScalar(
  binary: Binary,
  vector: Vector,
  scalar: Float64Array,
  { evaluation, isSwapped }: { readonly evaluation: Evaluation; readonly isSwapped: boolean },
): Promise<Vector> {
  const { budget, steps } = evaluation;
  const builder = new VectorBuilder(steps.count, budget);
  for (const { labels, values, present } of vector) {
    const out = builder.get(dropsName(binary) ? labels.withoutName() : labels);
    for (let step = 0; step < steps.count; step += 1) {
      if (present[step] === 0) continue;
      const [own, other] = [values[step], scalar[step]];
      const value = isSwapped ? operate(binary, other, own, own) : operate(binary, own, other, own);
      if (value !== undefined) builder.put(out, step, value);
    }
    if (budget.isDue) await budget.rest();
  }
  return builder.build();
}
