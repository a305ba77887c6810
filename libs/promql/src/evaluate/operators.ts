import type { ArithmeticOperator, ComparisonOperator } from '../syntax/expression';
import { computePower } from './numbers';

/** Arithmetic on two numbers; `%` has the sign of the left one. */
export function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '^':
      return computePower(left, right);
    case 'atan2':
      return Math.atan2(left, right);
  }
}

export function isTrue(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
