import { RegexpError } from './regexp-error';
import { ANY, single, type CharacterSet, type RegexpNode } from './regexp-tree';
import { PERL_CLASSES, POSIX_CLASSES, complement, foldCase } from './character-classes';

/** RE2 refuses more. */
const MOST_REPEATS = 1_000;
const DEEPEST = 200;
/** Escapes of characters that cannot be written otherwise. */
const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['t', 9],
  ['n', 10],
  ['r', 13],
  ['v', 11],
]);

/** A regular expression as a tree. */
export interface ParsedRegexp {
  readonly tree: RegexpNode;
  readonly groups: number;
  readonly isCaseFolded: boolean;
}

/**
 * Reads RE2's syntax as far as label values need it.
 * @throws RegexpError for what is none, and for what is not understood here: Unicode classes,
 *   word boundaries, flags other than `i` and `s` at the beginning
 */
export function parseRegexp(text: string): ParsedRegexp {
  return new RegexpParser(text).parse();
}

class RegexpParser {
  private readonly characters: readonly string[];
  private at = 0;
  private groups = 0;
  private depth = 0;
  private isCaseFolded = false;

  constructor(text: string) {
    this.characters = [...text];
  }

  parse(): ParsedRegexp {
    this.readFlags();
    const tree = this.readChoice();
    if (this.at < this.characters.length) throw new RegexpError('unexpected )');
    return { tree, groups: this.groups, isCaseFolded: this.isCaseFolded };
  }

  private get next(): string | undefined {
    return this.characters[this.at];
  }

  private take(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.characters[this.at + index] !== text[index]) return false;
    }
    this.at += text.length;
    return true;
  }

  private readFlags(): void {
    const match = /^\(\?([a-zA-Z]+)\)/.exec(this.characters.slice(0, 12).join(''));
    if (match === null) return;
    const bad = [...match[1]].find((flag) => flag !== 'i' && flag !== 's');
    if (bad !== undefined) throw new RegexpError(`the flag (?${bad}) is not supported`);
    this.isCaseFolded = match[1].includes('i');
    this.at += match[0].length;
  }

  private readChoice(): RegexpNode {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new RegexpError('groups are nested too deeply');
    const parts = [this.readSequence()];
    while (this.take('|')) parts.push(this.readSequence());
    this.depth -= 1;
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
  }

  private readSequence(): RegexpNode {
    const parts: RegexpNode[] = [];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      parts.push(this.readRepeats(this.readAtom()));
    }
    if (parts.length === 0) return { kind: 'empty' };
    return parts.length === 1 ? parts[0] : { kind: 'sequence', parts };
  }

  private readRepeats(part: RegexpNode): RegexpNode {
    const counts = this.readCounts();
    if (counts === undefined) return part;
    const isGreedy = !this.take('?');
    if (this.readCounts() !== undefined) throw new RegexpError('two repetitions in a row');
    return { kind: 'repeat', part, least: counts[0], most: counts[1], isGreedy };
  }

  private readCounts(): [number, number | undefined] | undefined {
    if (this.take('*')) return [0, undefined];
    if (this.take('+')) return [1, undefined];
    if (this.take('?')) return [0, 1];
    const match = /^\{(\d+)(,?)(\d*)\}/.exec(this.characters.slice(this.at, this.at + 16).join(''));
    if (match === null) return undefined;
    const least = Number(match[1]);
    const most = match[2] === '' ? least : match[3] === '' ? undefined : Number(match[3]);
    if (least > MOST_REPEATS || (most !== undefined && (most > MOST_REPEATS || most < least))) {
      throw new RegexpError(`the repetition ${match[0]} is not valid`);
    }
    this.at += match[0].length;
    return [least, most];
  }

  private readAtom(): RegexpNode {
    const character = this.next ?? '';
    this.at += 1;
    switch (character) {
      case '(':
        return this.readGroup();
      case '[':
        return this.characterNode(this.readBrackets());
      case '.':
        return { kind: 'characters', set: ANY };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.readEscape();
      case '*':
      case '+':
      case '?':
        throw new RegexpError(`nothing to repeat before ${character}`);
      default:
        return this.characterNode(single(character.codePointAt(0) ?? 0));
    }
  }

  private characterNode(set: CharacterSet): RegexpNode {
    return {
      kind: 'characters',
      set: this.isCaseFolded ? { ...set, ranges: foldCase(set.ranges) } : set,
    };
  }

  private readGroup(): RegexpNode {
    let index = 0;
    let name: string | undefined;
    if (!this.take('?:')) {
      if (this.next === '?') name = this.readGroupName();
      this.groups += 1;
      index = this.groups;
    }
    const part = this.readChoice();
    if (!this.take(')')) throw new RegexpError('missing )');
    return index === 0 ? part : { kind: 'group', part, index, name };
  }

  private readGroupName(): string {
    const match = /^\?P?<(\w+)>/.exec(this.characters.slice(this.at, this.at + 80).join(''));
    if (match === null) throw new RegexpError('a group (?…) of this kind is not supported');
    this.at += match[0].length;
    return match[1];
  }

  private readEscape(): RegexpNode {
    const character = this.next;
    if (character === undefined) throw new RegexpError('trailing backslash');
    const ranges = PERL_CLASSES.get(character);
    if (ranges !== undefined) {
      this.at += 1;
      return { kind: 'characters', set: { ranges, isNegated: false } };
    }
    return this.characterNode(single(this.readEscapedCode()));
  }

  /** The character an escape stands for, after its backslash. */
  private readEscapedCode(): number {
    const character = this.next ?? '';
    this.at += 1;
    const control = CONTROLS.get(character);
    if (control !== undefined) return control;
    if (character === 'x') return this.readHexCode();
    if (character === '' || /[\p{L}\p{N}]/u.test(character)) {
      throw new RegexpError(`the escape \\${character} is not supported`);
    }
    return character.codePointAt(0) ?? 0;
  }

  private readHexCode(): number {
    const rest = this.characters.slice(this.at, this.at + 10).join('');
    const match = /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(rest);
    const code = match === null ? Number.NaN : parseInt(match[1] ?? match[2], 16);
    if (match === null || code > 0x10ffff) throw new RegexpError('the escape \\x is not valid');
    this.at += match[0].length;
    return code;
  }

  private readBrackets(): CharacterSet {
    const isNegated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    let isFirst = true;
    while (isFirst || this.next !== ']') {
      if (this.next === undefined) throw new RegexpError('missing ]');
      isFirst = false;
      ranges.push(...this.readRange());
    }
    this.at += 1;
    return { ranges, isNegated };
  }

  private readRange(): CharacterSet['ranges'] {
    const named = this.readNamedClass();
    if (named !== undefined) return named;
    const from = this.readBracketCode();
    const isRange = this.next === '-' && this.characters[this.at + 1] !== ']';
    if (!isRange) return [[from, from]];
    this.at += 1;
    const to = this.readBracketCode();
    if (to < from) throw new RegexpError('a range of characters is in the wrong order');
    return [[from, to]];
  }

  private readNamedClass(): CharacterSet['ranges'] | undefined {
    const rest = this.characters.slice(this.at, this.at + 16).join('');
    const perl = rest.startsWith('\\') ? PERL_CLASSES.get(rest[1] ?? '') : undefined;
    if (perl !== undefined) {
      this.at += 2;
      return perl;
    }
    const match = /^\[:(\^?)(\w+):\]/.exec(rest);
    if (match === null) return undefined;
    const ranges = POSIX_CLASSES.get(match[2]);
    if (ranges === undefined) throw new RegexpError(`the class ${match[0]} is not supported`);
    this.at += match[0].length;
    return match[1] === '^' ? complement(ranges) : ranges;
  }

  private readBracketCode(): number {
    const character = this.next;
    if (character === undefined) throw new RegexpError('missing ]');
    this.at += 1;
    return character === '\\' ? this.readEscapedCode() : (character.codePointAt(0) ?? 0);
  }
}
