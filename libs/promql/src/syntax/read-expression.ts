import type { SyntaxNode } from '@lezer/common';
import { createSyntaxError, quote } from '../promql-error';
import { checkAggregation, checkBinary, checkCall, checkSigned } from './check';
import type { Aggregation, Expression } from './expression';
import { AGGREGATIONS, FUNCTIONS } from './functions';
import { parseNumber } from './literals';
import { nestOperators, type OperandToken, type OperatorToken } from './precedence';
import { readOperator } from './read-operator';
import { applyPostfix, isPostfix } from './read-postfix';
import { childrenOf, readLabels, readSelector, readString } from './read-selector';

/** Operands and operators in the order they are written. */
interface Chain {
  readonly operands: OperandToken[];
  readonly operators: OperatorToken[];
}

/**
 * An expression from its syntax node. The parser's own nesting of operators is not used: it
 * lets `offset`, `@` and `[…]` take in whole operations, where Prometheus gives them to the
 * operand before them.
 * @throws PromqlError
 */
export function readExpression(text: string, node: SyntaxNode): Expression {
  const { operands, operators } = flatten(text, node);
  return nestOperators(operands, operators, {
    binary: (binary, token) => checkBinary(text, binary, token),
    signed: (operand, token) => checkSigned(text, operand, token),
  });
}

function flatten(text: string, node: SyntaxNode): Chain {
  if (node.name === 'BinaryExpr') {
    const children = childrenOf(node);
    const left = flatten(text, children[0]);
    const right = flatten(text, children[children.length - 1]);
    const operator = readOperator(text, children.slice(1, -1));
    return {
      operands: [...left.operands, ...right.operands],
      operators: [...left.operators, operator, ...right.operators],
    };
  }
  if (node.name === 'UnaryExpr') {
    const [sign, of] = childrenOf(node);
    return withSign(flatten(text, of), text[sign.from] as '-' | '+');
  }
  if (isPostfix(node)) {
    const chain = flatten(text, childrenOf(node)[0]);
    const last = chain.operands.length - 1;
    const { operand, signs, at } = chain.operands[last];
    chain.operands[last] = { signs, at, operand: applyPostfix(text, node, operand) };
    return chain;
  }
  if (node.name === 'NumberDurationLiteral') return readNumber(text, node);
  return { operands: [{ signs: [], at: node.from, operand: readAtom(text, node) }], operators: [] };
}

function withSign({ operands, operators }: Chain, sign: '-' | '+'): Chain {
  const [first, ...others] = operands;
  return { operands: [{ ...first, signs: [sign, ...first.signs] }, ...others], operators };
}

/** The parser takes a sign as part of a number, but `-1^2` is −(1^2). */
function readNumber(text: string, node: SyntaxNode): Chain {
  const [, sign, digits] = /^([+-]?)\s*([^]*)$/.exec(text.slice(node.from, node.to)) ?? [
    '',
    '',
    '',
  ];
  const value = parseNumber(digits);
  if (value === undefined) throw createSyntaxError(text, node.from, `bad number ${quote(digits)}`);
  const signs = sign === '' ? [] : [sign as '-' | '+'];
  return {
    operands: [{ signs, at: node.from, operand: { kind: 'number', value } }],
    operators: [],
  };
}

function readAtom(text: string, node: SyntaxNode): Expression {
  switch (node.name) {
    case 'StringLiteral':
      return { kind: 'string', value: readString(text, node) };
    case 'VectorSelector':
      return readSelector(text, node);
    case 'ParenExpr':
      return { kind: 'group', of: readExpression(text, childrenOf(node)[0]) };
    case 'FunctionCall':
      return readCall(text, node);
    case 'AggregateExpr':
      return readAggregation(text, node);
    default:
      throw createSyntaxError(
        text,
        node.from,
        `${quote(text.slice(node.from, node.to))} is outside the supported subset of PromQL`,
      );
  }
}

function readArguments(text: string, body: SyntaxNode): Expression[] {
  return childrenOf(body).map((child) => readExpression(text, child));
}

function readCall(text: string, node: SyntaxNode): Expression {
  const [identifier, body] = childrenOf(node);
  const name = text.slice(identifier.from, identifier.to);
  if (!FUNCTIONS.has(name)) {
    const what = `the function ${name}() is outside the supported subset of PromQL`;
    throw createSyntaxError(text, node.from, what);
  }
  return checkCall(text, node.from, {
    kind: 'call',
    name,
    arguments: readArguments(text, body),
  });
}

function readAggregation(text: string, node: SyntaxNode): Expression {
  const children = childrenOf(node);
  const [operator] = children;
  const name = text.slice(operator.from, operator.to).toLowerCase();
  if (!AGGREGATIONS.has(name)) {
    const what = `the aggregation ${name} is outside the supported subset of PromQL`;
    throw createSyntaxError(text, node.from, what);
  }
  const body = children.find((child) => child.name === 'FunctionCallBody');
  const modifier = children.find((child) => child.name === 'AggregateModifier');
  const parts = body === undefined ? [] : readArguments(text, body);
  const [clause, labels] = modifier === undefined ? [] : childrenOf(modifier);
  const aggregation: Omit<Aggregation, 'of' | 'parameter'> = {
    kind: 'aggregation',
    operator: name,
    labels: labels === undefined ? [] : readLabels(text, labels),
    isWithout: clause?.name === 'Without',
  };
  return checkAggregation(text, node.from, aggregation, parts);
}
