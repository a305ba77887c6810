import type { CharacterSet } from './regexp-tree';

type Ranges = CharacterSet['ranges'];

const LAST = 0x10ffff;
const DIGITS: Ranges = [[0x30, 0x39]];
const UPPER: Ranges = [[0x41, 0x5a]];
const LOWER: Ranges = [[0x61, 0x7a]];
const LETTERS: Ranges = [...UPPER, ...LOWER];
const WORD: Ranges = [...DIGITS, ...UPPER, [0x5f, 0x5f], ...LOWER];
const SPACE: Ranges = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

/** Ranges a set without a negation has. */
export function complement(ranges: Ranges): Ranges {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of sorted) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

/** Perl's classes, of ASCII only as in RE2: `\d`, `\W` … by their letter. */
export const PERL_CLASSES: ReadonlyMap<string, Ranges> = new Map([
  ['d', DIGITS],
  ['D', complement(DIGITS)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
]);

/** Classes by their POSIX name, within brackets: `[[:alpha:]]`. */
export const POSIX_CLASSES: ReadonlyMap<string, Ranges> = new Map<string, Ranges>([
  ['alnum', [...DIGITS, ...LETTERS]],
  ['alpha', LETTERS],
  ['digit', DIGITS],
  ['lower', LOWER],
  ['upper', UPPER],
  ['space', [[0x09, 0x0d], ...SPACE.slice(2)]],
  ['word', WORD],
  ['xdigit', [...DIGITS, [0x41, 0x46], [0x61, 0x66]]],
]);

/** Both cases of the letters of ASCII in a set: the flag `i`. */
export function foldCase(ranges: Ranges): Ranges {
  const folded = [...ranges];
  for (const [from, to] of ranges) {
    for (const [[first, last], shift] of [
      [UPPER[0], 0x20],
      [LOWER[0], -0x20],
    ] as const) {
      const low = Math.max(from, first);
      const high = Math.min(to, last);
      if (low <= high) folded.push([low + shift, high + shift]);
    }
  }
  return folded;
}
