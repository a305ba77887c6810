import { FUNCTIONS } from './functions';
import type {
  BinaryOperator,
  ComparisonOperator,
  Expression,
  SetOperator,
  ValueType,
} from './expression';

/** What an expression gives. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
    case 'subquery':
      return 'range';
    case 'group':
    case 'negation':
      return typeOf(expression.of);
    case 'call':
      return FUNCTIONS.get(expression.name)?.gives ?? 'vector';
    case 'binary': {
      const isScalar =
        typeOf(expression.left) === 'scalar' && typeOf(expression.right) === 'scalar';
      return isScalar ? 'scalar' : 'vector';
    }
    default:
      return 'vector';
  }
}

/** A type as Prometheus calls it in its errors. */
export function describeType(type: ValueType): string {
  return { scalar: 'scalar', string: 'string', vector: 'instant vector', range: 'range vector' }[
    type
  ];
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SETS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return COMPARISONS.has(operator);
}

export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return SETS.has(operator);
}
