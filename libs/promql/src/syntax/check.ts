import { createSyntaxError } from '../promql-error';
import type { Aggregation, Binary, Call, Expression, ValueType } from './expression';
import { AGGREGATIONS, FUNCTIONS } from './functions';
import type { OperandToken, OperatorToken } from './precedence';
import { describeType, isComparison, isSetOperator, typeOf } from './types';

function expectType(
  text: string,
  at: number,
  expression: Expression,
  { wanted, where }: { readonly wanted: ValueType; readonly where: string },
): void {
  const type = typeOf(expression);
  if (type === wanted) return;
  const what = `expected type ${describeType(wanted)} in ${where}, got ${describeType(type)}`;
  throw createSyntaxError(text, at, what);
}

/** Checks number and types of a call's arguments. @throws PromqlError */
export function checkCall(text: string, at: number, call: Call): Call {
  const { takes, optional = 0, isVariadic = false } = FUNCTIONS.get(call.name) ?? { takes: [] };
  const count = call.arguments.length;
  const least = takes.length - optional - (isVariadic ? 1 : 0);
  if (count < least || (count > takes.length && !isVariadic)) {
    const wanted = least === takes.length ? `${least}` : `at least ${least}`;
    const what = `expected ${wanted} argument(s) in call to "${call.name}", got ${count}`;
    throw createSyntaxError(text, at, what);
  }
  call.arguments.forEach((argument, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)];
    expectType(text, at, argument, { wanted, where: `call to function "${call.name}"` });
  });
  return call;
}

/** @throws PromqlError */
export function checkAggregation(
  text: string,
  at: number,
  aggregation: Omit<Aggregation, 'of' | 'parameter'>,
  parts: readonly Expression[],
): Aggregation {
  const wanted = AGGREGATIONS.get(aggregation.operator);
  const count = wanted === undefined ? 1 : 2;
  if (parts.length !== count) {
    const what = `wrong number of arguments for aggregate expression provided, expected ${count}, got ${parts.length}`;
    throw createSyntaxError(text, at, what);
  }
  const parameter = wanted === undefined ? undefined : parts[0];
  if (wanted !== undefined) {
    expectType(text, at, parts[0], { wanted, where: 'aggregation parameter' });
  }
  const of = parts[count - 1];
  expectType(text, at, of, { wanted: 'vector', where: 'aggregation expression' });
  return { ...aggregation, parameter, of };
}

/** @throws PromqlError */
export function checkBinary(text: string, binary: Binary, { at }: OperatorToken): Binary {
  const { operator, isBool, matching, left, right } = binary;
  const types = [typeOf(left), typeOf(right)];
  const refuse = (what: string) => createSyntaxError(text, at, what);
  if (types.some((type) => type !== 'scalar' && type !== 'vector')) {
    throw refuse('binary expression must contain only scalar and instant vector types');
  }
  const areScalars = types.every((type) => type === 'scalar');
  if (isBool && !isComparison(operator)) {
    throw refuse('bool modifier can only be used on comparison operators');
  }
  if (isComparison(operator) && areScalars && !isBool) {
    throw refuse('comparisons between scalars must use BOOL modifier');
  }
  const areVectors = types.every((type) => type === 'vector');
  if (isSetOperator(operator)) {
    if (!areVectors) {
      throw refuse(`set operator "${operator}" not allowed in binary scalar expression`);
    }
    if (matching.many !== 'none') throw refuse(`no grouping allowed for "${operator}" operation`);
  }
  if (!areVectors && (matching.labels.length > 0 || matching.many !== 'none')) {
    throw refuse('vector matching only allowed between instant vectors');
  }
  const both = matching.include.find((name) => matching.isOn && matching.labels.includes(name));
  if (both !== undefined)
    throw refuse(`label "${both}" must not occur in ON and GROUP clause at once`);
  return binary;
}

/** @throws PromqlError */
export function checkSigned(text: string, operand: Expression, { at }: OperandToken): Expression {
  const type = typeOf(operand);
  if (type === 'scalar' || type === 'vector') return operand;
  const what = `unary expression only allowed on expressions of type scalar or instant vector, got ${describeType(type)}`;
  throw createSyntaxError(text, at, what);
}
