import type { Binary, BinaryOperator, Expression } from './expression';

/** Loosest first, as in Prometheus' grammar (`promql/parser/generated_parser.y`). */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
const POWER = 5;

/** An operator between two operands, with what belongs to it. */
export interface OperatorToken extends Pick<Binary, 'operator' | 'isBool' | 'matching'> {
  readonly at: number;
}

/** An operand with the signs before it. */
export interface OperandToken {
  readonly signs: readonly ('-' | '+')[];
  readonly operand: Expression;
  readonly at: number;
}

/** What checks an operation between two expressions that are complete. */
export type CheckBinary = (binary: Binary, token: OperatorToken) => Binary;
export type CheckSigned = (operand: Expression, token: OperandToken) => Expression;

/**
 * Builds the tree of a chain of operands and operators, one more operand than operators.
 * `^` binds to the right and before a sign, the others to the left.
 */
export function nestOperators(
  operands: readonly OperandToken[],
  operators: readonly OperatorToken[],
  check: { readonly binary: CheckBinary; readonly signed: CheckSigned },
): Expression {
  let next = 0;

  function readOperand(): Expression {
    const token = operands[next];
    if (token.signs.length === 0) return token.operand;
    const power = continueWith(token.operand, POWER);
    const isNegative = token.signs.filter((sign) => sign === '-').length % 2 === 1;
    const checked = check.signed(power, token);
    return isNegative ? { kind: 'negation', of: checked } : checked;
  }

  /** Takes in the operators after `next` that bind at least as tightly as `least`. */
  function continueWith(first: Expression, least: number): Expression {
    let left = first;
    for (;;) {
      const token = operators[next];
      if (token === undefined) return left;
      const level = LEVELS.findIndex((level) => level.includes(token.operator));
      if (level < least) return left;
      next += 1;
      const right = continueWith(readOperand(), level === POWER ? POWER : level + 1);
      const { operator, isBool, matching } = token;
      left = check.binary({ kind: 'binary', operator, isBool, matching, left, right }, token);
    }
  }

  return continueWith(readOperand(), 0);
}
