import type { SyntaxNode } from '@lezer/common';
import { METRIC_NAME } from '../labels';
import { LabelMatcher, type MatchOperator } from '../matcher';
import { createSyntaxError, quote } from '../promql-error';
import { RegexpError } from '../regexp/regexp-error';
import type { Selector } from './expression';
import { parseString } from './literals';

/** The children of a node; comments are none. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}

/** Names of labels in parentheses. @throws PromqlError */
export function readLabels(text: string, node: SyntaxNode): string[] {
  return childrenOf(node).map((label) =>
    label.name === 'QuotedLabelName'
      ? readString(text, label.firstChild ?? label)
      : text.slice(label.from, label.to),
  );
}

/** The text of a string literal. @throws PromqlError */
export function readString(text: string, node: SyntaxNode): string {
  const literal = text.slice(node.from, node.to);
  const value = parseString(literal);
  if (value === undefined) {
    throw createSyntaxError(text, node.from, `the string ${quote(literal)} is not valid`);
  }
  return value;
}

/** A vector selector. @throws PromqlError */
export function readSelector(text: string, node: SyntaxNode): Selector {
  const matchers: LabelMatcher[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'Identifier') {
      matchers.push(new LabelMatcher(METRIC_NAME, '=', text.slice(child.from, child.to)));
    } else {
      matchers.push(...childrenOf(child).map((matcher) => readMatcher(text, matcher)));
    }
  }
  const names = matchers.filter(({ name, operator }) => name === METRIC_NAME && operator === '=');
  if (names.length > 1) {
    throw createSyntaxError(text, node.from, 'metric name must not be set twice');
  }
  if (matchers.every((matcher) => matcher.matches(''))) {
    const what = 'vector selector must contain at least one non-empty matcher';
    throw createSyntaxError(text, node.from, what);
  }
  return { kind: 'selector', matchers, at: undefined, offsetMs: 0 };
}

function readMatcher(text: string, node: SyntaxNode): LabelMatcher {
  if (node.name === 'QuotedLabelName') {
    return new LabelMatcher(METRIC_NAME, '=', readQuotedName(text, node));
  }
  const [label, operator, value] = childrenOf(node);
  const name =
    label.name === 'QuotedLabelName'
      ? readQuotedName(text, label)
      : text.slice(label.from, label.to);
  const symbol = text.slice(operator.from, operator.to) as MatchOperator;
  try {
    return new LabelMatcher(name, symbol, readString(text, value));
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error;
    const what = `the regular expression ${text.slice(value.from, Math.min(value.to, value.from + 60))} cannot be used: ${error.message}`;
    throw createSyntaxError(text, value.from, what);
  }
}

function readQuotedName(text: string, node: SyntaxNode): string {
  return readString(text, node.firstChild ?? node);
}
