import { parseRegexp } from './parse-regexp';
import { compileRegexp, type Instruction } from './program';
import { runProgram } from './run-program';
import type { RegexpNode } from './regexp-tree';

/** Verdicts that are remembered: most labels have few different values. */
const MOST_REMEMBERED = 1_000;

/** What the groups of an expression have matched. */
export interface RegexpMatch {
  /** By number, the whole text first; '' = not passed. */
  readonly groups: readonly string[];
  readonly names: ReadonlyMap<string, string>;
}

/**
 * A regular expression of RE2's syntax that is matched against whole texts, in time linear in
 * the text. JavaScript's own would not do: `(a+)+b` can hold it up for years.
 */
export class Regexp {
  private readonly program: readonly Instruction[];
  /** The texts it stands for, where it is nothing but a choice of texts. */
  private readonly texts: ReadonlySet<string> | undefined;
  private readonly tree: RegexpNode;
  private readonly groupCount: number;
  private readonly remembered = new Map<string, boolean>();

  /** @throws RegexpError */
  constructor(source: string) {
    const { tree, groups, isCaseFolded } = parseRegexp(source);
    this.tree = tree;
    this.groupCount = groups;
    this.texts = isCaseFolded ? undefined : listTexts(tree);
    this.program = this.texts === undefined || groups > 0 ? compileRegexp(tree) : [];
  }

  matches(text: string): boolean {
    if (this.texts !== undefined) return this.texts.has(text);
    const known = this.remembered.get(text);
    if (known !== undefined) return known;
    const isMatch = runProgram(this.program, toCodes(text)) !== undefined;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(text, isMatch);
    return isMatch;
  }

  /** What the groups match, where the whole text does. */
  match(text: string): RegexpMatch | undefined {
    if (this.program.length === 0) {
      return this.matches(text) ? { groups: [text], names: new Map() } : undefined;
    }
    const codes = toCodes(text);
    const notes = runProgram(this.program, codes);
    if (notes === undefined) return undefined;
    const groups = [text];
    for (let group = 1; group <= this.groupCount; group += 1) {
      const [from, to] = [notes[group * 2], notes[group * 2 + 1]];
      const isPassed = from !== undefined && to !== undefined;
      groups.push(isPassed ? String.fromCodePoint(...codes.slice(from, to)) : '');
    }
    const names = new Map<string, string>();
    eachName(this.tree, (name, index) => names.set(name, groups[index]));
    return { groups, names };
  }
}

function toCodes(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function listTexts(tree: RegexpNode): ReadonlySet<string> | undefined {
  const parts = tree.kind === 'choice' ? tree.parts : [tree];
  const texts = parts.map(toText);
  return texts.includes(undefined) ? undefined : new Set(texts as string[]);
}

/** The only text a part matches; undefined = there are others. */
function toText(node: RegexpNode): string | undefined {
  if (node.kind === 'empty') return '';
  if (node.kind === 'characters') {
    const { ranges, isNegated } = node.set;
    const isOne = !isNegated && ranges.length === 1 && ranges[0][0] === ranges[0][1];
    return isOne ? String.fromCodePoint(ranges[0][0]) : undefined;
  }
  if (node.kind !== 'sequence') return undefined;
  const texts = node.parts.map(toText);
  return texts.includes(undefined) ? undefined : texts.join('');
}

function eachName(node: RegexpNode, found: (name: string, index: number) => void): void {
  if (node.kind === 'sequence' || node.kind === 'choice') {
    for (const part of node.parts) eachName(part, found);
  } else if (node.kind === 'repeat') {
    eachName(node.part, found);
  } else if (node.kind === 'group') {
    if (node.name !== undefined) found(node.name, node.index);
    eachName(node.part, found);
  }
}
