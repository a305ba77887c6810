import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode, Tree } from '@lezer/common';
import { PromqlError, createSyntaxError, quote } from '../promql-error';
import type { Expression, Selector } from './expression';
import { readExpression } from './read-expression';
import { unwrap } from './unwrap';

/** Longest query that is read: a selector of some thousand pods by name. */
export const MOST_QUERY_CHARACTERS = 131_072;

/** Deeper trees are refused: nobody writes them, and reading them is recursive. */
const DEEPEST = 400;

/**
 * Reads a query.
 * @throws PromqlError `bad_data` with the place and what is wrong there, or what is outside the subset
 */
export function parseQuery(text: string): Expression {
  if (text.trim() === '') throw createSyntaxError(text, 0, 'no expression found in input');
  if (text.length > MOST_QUERY_CHARACTERS) {
    throw new PromqlError(
      'bad_data',
      `the query has ${text.length} characters; at most ${MOST_QUERY_CHARACTERS} are read`,
    );
  }
  const tree = parseTree(text);
  checkTree(text, tree);
  const node = findExpression(tree.topNode);
  if (node === undefined) throw createSyntaxError(text, 0, 'no expression found in input');
  return readExpression(text, node);
}

/** Reads a selector alone, as `match[]` has it. @throws PromqlError */
export function parseSelector(text: string): Selector {
  const expression = unwrap(parseQuery(text));
  const isPlain =
    expression.kind === 'selector' && expression.at === undefined && expression.offsetMs === 0;
  if (!isPlain) throw createSyntaxError(text, 0, `${quote(text)} is not a series selector`);
  return expression;
}

function parseTree(text: string): Tree {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw createSyntaxError(text, 0, 'nested too deeply');
    throw error;
  }
}

/** Refuses what the parser could not read, at its first place, and what is too deep. */
function checkTree(text: string, tree: Tree): void {
  const cursor = tree.cursor();
  let depth = 0;
  for (;;) {
    if (cursor.type.isError) throw createUnexpected(text, cursor.from);
    if (depth > DEEPEST) throw createSyntaxError(text, cursor.from, 'nested too deeply');
    if (cursor.firstChild()) {
      depth += 1;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return;
      depth -= 1;
    }
  }
}

function createUnexpected(text: string, at: number): PromqlError {
  const rest = text.slice(at).trimStart();
  if (rest === '') return createSyntaxError(text, at, 'unexpected end of input');
  const call = /([a-zA-Z_:][a-zA-Z0-9_:]*)\s*$/.exec(text.slice(0, at));
  if (rest.startsWith('(') && call !== null) {
    return createSyntaxError(text, call.index, `unknown function ${quote(call[1])}`);
  }
  const word = /^[a-zA-Z0-9_:]+|^[^]/u.exec(rest)?.[0] ?? rest[0];
  return createSyntaxError(text, text.length - rest.length, `unexpected ${quote(word)}`);
}

function findExpression(top: SyntaxNode): SyntaxNode | undefined {
  for (let child = top.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') return child;
  }
  return undefined;
}
