import type { SyntaxNode } from '@lezer/common';
import { createSyntaxError, quote } from '../promql-error';
import type { Expression, TimeShift } from './expression';
import { parseNumber } from './literals';
import { childrenOf } from './read-selector';
import { describeType, typeOf } from './types';

const POSTFIXES: ReadonlySet<string> = new Set([
  'OffsetExpr',
  'StepInvariantExpr',
  'MatrixSelector',
  'SubqueryExpr',
]);

/** Whether a node is something and what is written after it: `offset`, `@`, `[…]`. */
export function isPostfix({ name }: SyntaxNode): boolean {
  return POSTFIXES.has(name);
}

/** Applies what a node has after its first child to the operand there. @throws PromqlError */
export function applyPostfix(text: string, node: SyntaxNode, operand: Expression): Expression {
  const after = childrenOf(node).slice(1);
  switch (node.name) {
    case 'OffsetExpr':
      return shift(text, node, operand, { offsetMs: readOffsetMs(text, after[1]) });
    case 'StepInvariantExpr':
      return shift(text, node, operand, { at: readAt(text, after[1]) });
    case 'MatrixSelector':
      return toRange(text, node, operand, readDurationMs(text, after[0]));
    default:
      return toSubquery(text, node, operand, after);
  }
}

function toRange(text: string, node: SyntaxNode, of: Expression, rangeMs: number): Expression {
  if (of.kind !== 'selector') {
    throw createSyntaxError(text, node.from, 'ranges only allowed for vector selectors');
  }
  if (of.at !== undefined || of.offsetMs !== 0) {
    const what = 'no offset or @ modifiers allowed before range';
    throw createSyntaxError(text, node.from, what);
  }
  return { kind: 'range', of, rangeMs };
}

function toSubquery(
  text: string,
  node: SyntaxNode,
  of: Expression,
  [range, step]: readonly SyntaxNode[],
): Expression {
  if (typeOf(of) !== 'vector') {
    const what = `subquery is only allowed on instant vector, got ${describeType(typeOf(of))}`;
    throw createSyntaxError(text, node.from, what);
  }
  const rangeMs = readDurationMs(text, range);
  const stepMs = step === undefined ? undefined : readDurationMs(text, step);
  return { kind: 'subquery', of, rangeMs, stepMs, at: undefined, offsetMs: 0 };
}

function shift(
  text: string,
  node: SyntaxNode,
  operand: Expression,
  change: Partial<TimeShift>,
): Expression {
  const word = change.offsetMs === undefined ? '@' : 'offset';
  const target = operand.kind === 'range' ? operand.of : operand;
  if (target.kind !== 'selector' && target.kind !== 'subquery') {
    const what = `${word} modifier must be preceded by an instant vector selector or range vector selector or a subquery`;
    throw createSyntaxError(text, node.from, what);
  }
  const isSet = word === '@' ? target.at !== undefined : target.offsetMs !== 0;
  if (isSet) throw createSyntaxError(text, node.from, `${word} may not be set multiple times`);
  if (operand.kind === 'range') return { ...operand, of: { ...operand.of, ...change } };
  return { ...target, ...change };
}

function readAt(text: string, node: SyntaxNode): number | 'start' | 'end' {
  const written = text.slice(node.from, node.to);
  if (node.name === 'AtModifierPreprocessors') return written === 'start' ? 'start' : 'end';
  const [, sign, digits] = /^([+-]?)\s*([^]*)$/.exec(written) ?? ['', '', ''];
  const seconds = parseNumber(digits) ?? Number.NaN;
  if (!Number.isFinite(seconds)) {
    throw createSyntaxError(text, node.from, `timestamp out of bounds for @ modifier: ${written}`);
  }
  return Math.round(seconds * 1_000) * (sign === '-' ? -1 : 1);
}

function readOffsetMs(text: string, node: SyntaxNode): number {
  const [first, second] = childrenOf(node);
  if (first?.name === 'UnaryOp') {
    const sign = text[first.from] === '-' ? -1 : 1;
    return sign * readOffsetMs(text, second);
  }
  return readPlainMs(text, node);
}

/** A range or step: longer than nothing. */
function readDurationMs(text: string, node: SyntaxNode): number {
  const durationMs = readPlainMs(text, node);
  if (durationMs > 0) return durationMs;
  throw createSyntaxError(text, node.from, 'duration must be greater than 0');
}

function readPlainMs(text: string, node: SyntaxNode): number {
  const written = text.slice(node.from, node.to);
  const seconds = parseNumber(written);
  if (seconds === undefined || !Number.isFinite(seconds)) {
    const what = `arithmetic of durations is outside the supported subset of PromQL: ${quote(written)}`;
    throw createSyntaxError(text, node.from, what);
  }
  return Math.round(seconds * 1_000);
}
