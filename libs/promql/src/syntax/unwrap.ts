import type { Expression } from './expression';

/** An expression without the parentheses around it. */
export function unwrap(expression: Expression): Exclude<Expression, { kind: 'group' }> {
  let inner = expression;
  while (inner.kind === 'group') inner = inner.of;
  return inner;
}
