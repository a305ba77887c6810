import fc from 'fast-check';
import { Regexp } from './regexp';
import { RegexpError } from './regexp-error';

describe('Regexp', () => {
  it.each<[string, string[], string[]]>([
    ['web', ['web'], ['webs', 'aweb', '']],
    ['', [''], ['a']],
    ['a|b|', ['a', 'b', ''], ['ab']],
    ['web-.*', ['web-', 'web-1', 'web-\n'], ['web', 'xweb-1']],
    ['(web|db)-[0-9]+', ['web-1', 'db-22'], ['web-', 'db-a']],
    ['[^b]x', ['ax'], ['bx', 'x']],
    ['[]a-c-]', [']', 'b', '-'], ['d']],
    ['a{2,3}', ['aa', 'aaa'], ['a', 'aaaa']],
    ['a{2}b{0,1}c{1,}', ['aac', 'aabcc'], ['abc']],
    ['a{,2}', ['a{,2}'], ['aa']],
    ['\\d\\w\\s\\.', ['1a .'], ['aa .', '1a x']],
    ['\\D+[\\d_]', ['ab1', 'a_'], ['1']],
    ['[[:alpha:]]+[[:^digit:]]', ['ab'], ['a1']],
    ['(?i)WEB-[a-c]', ['web-A', 'WEB-b'], ['web-d']],
    ['^a$', ['a'], ['b']],
    ['a^b', [], ['ab', 'a^b']],
    ['(?:a+?)(?P<n>b)??', ['a', 'aab'], ['b']],
    ['\\x41\\x{1F600}', ['A😀'], ['A']],
    ['.', ['é', '😀'], ['ab', '']],
    ['[α-ω]+', ['λόγος'.normalize('NFD').replace(/[^α-ω]/g, '')], ['A']],
  ])('%s', (source, matching, others) => {
    const regexp = new Regexp(source);
    expect(matching.filter((text) => !regexp.matches(text))).toEqual([]);
    expect(others.filter((text) => regexp.matches(text))).toEqual([]);
  });

  it.each([
    '(',
    ')',
    'a)',
    '[',
    '[a',
    '*',
    'a**',
    'a{3,1}',
    'a{1001}',
    '\\',
    '\\p{L}',
    '\\bx',
    '(?=a)',
    '(?m)a',
    '[b-a]',
    '[[:x:]]',
    '\\xZZ',
    '(?<a',
    'a{900}{2}',
  ])('refuses %s', (source) => {
    expect(() => new Regexp(source)).toThrow(RegexpError);
  });

  it('refuses what would be too large', () => {
    expect(() => new Regexp('((a{500}){500})')).toThrow('too large');
    expect(() => new Regexp('('.repeat(300))).toThrow(RegexpError);
  });

  it('gives groups as Go does, the first way wins', () => {
    expect(new Regexp('(a|ab)(c|bcd)?(.*)').match('abcd')?.groups).toEqual([
      'abcd',
      'a',
      'bcd',
      '',
    ]);
    expect(new Regexp('(?P<app>\\w+)-(.*)').match('web-1-x')).toEqual({
      groups: ['web-1-x', 'web', '1-x'],
      names: new Map([['app', 'web']]),
    });
    expect(new Regexp('a(b)?').match('a')?.groups).toEqual(['a', '']);
    expect(new Regexp('a').match('b')).toBeUndefined();
  });

  it('takes time linear in the text, where backtracking would take for ever', () => {
    const text = 'a'.repeat(5_000);
    for (const source of ['(a+)+b', '(a|a)*b', '(.*)*c', 'a?'.repeat(200) + 'a{200}b']) {
      expect(new Regexp(source).matches(text)).toBe(false);
    }
  });

  it('agrees with JavaScript where both read the same', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab|c)', 'c');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}', '*?'))
      .map((parts) => parts.join(''));
    const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(source, text, (expression, value) => {
        const expected = new RegExp(`^(?:${expression})$`, 'su').exec(value);
        const match = new Regexp(expression).match(value);
        expect(match?.groups.map((group) => group)).toEqual(
          expected === null ? undefined : Array.from(expected, (group) => group ?? ''),
        );
      }),
    );
  });

  it('reads any text, or says what is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), (source, text) => {
        try {
          new Regexp(source).matches(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RegexpError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
