import type { SyntaxNode } from '@lezer/common';
import { createSyntaxError } from '../promql-error';
import type { BinaryOperator, Matching } from './expression';
import type { OperatorToken } from './precedence';
import { childrenOf, readLabels } from './read-selector';

const NO_MATCHING: Matching = { isOn: false, labels: [], many: 'none', include: [] };

const OUTSIDE: Readonly<Record<string, string>> = {
  FillModifier: 'fill()',
  TrimUpper: 'the operator </',
  TrimLower: 'the operator >/',
};

/** An operator with its modifiers: the nodes between two operands. @throws PromqlError */
export function readOperator(text: string, nodes: readonly SyntaxNode[]): OperatorToken {
  for (const { name, from } of nodes) {
    if (Object.hasOwn(OUTSIDE, name)) {
      const what = `${OUTSIDE[name]} is outside the supported subset of PromQL`;
      throw createSyntaxError(text, from, what);
    }
  }
  const [symbol] = nodes;
  const clause = nodes.find(({ name }) => name === 'MatchingModifierClause');
  return {
    at: symbol.from,
    operator: text.slice(symbol.from, symbol.to).toLowerCase() as BinaryOperator,
    isBool: nodes.some(({ name }) => name === 'BoolModifier'),
    matching: clause === undefined ? NO_MATCHING : readMatching(text, clause),
  };
}

function readMatching(text: string, clause: SyntaxNode): Matching {
  const children = childrenOf(clause);
  const [kind, labels, group, include] = children;
  const many = { GroupLeft: 'left', GroupRight: 'right' } as const;
  return {
    isOn: kind.name === 'On',
    labels: readLabels(text, labels),
    many: group === undefined ? 'none' : many[group.name as keyof typeof many],
    include: include === undefined ? [] : readLabels(text, include),
  };
}
