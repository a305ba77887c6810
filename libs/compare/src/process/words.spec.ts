import { quoteWords, splitWords } from './words';

describe('splitWords', () => {
  it.each([
    ['', []],
    ['  sudo  -n ', ['sudo', '-n']],
    [`ssh node "sudo -n" 'a b'`, ['ssh', 'node', 'sudo -n', 'a b']],
    ['a\\ b c', ['a b', 'c']],
    [`-v "x y":/z`, ['-v', 'x y:/z']],
    [`""`, ['']],
    ['$HOME *', ['$HOME', '*']],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it('refuses a quote that does not end', () => {
    expect(() => splitWords('a "b')).toThrow('A quote is not closed in: a "b');
  });
});

describe('quoteWords', () => {
  it('writes what splitWords reads again', () => {
    const words = ['kubectl', 'get pods', "it's", ''];
    expect(quoteWords(words)).toBe(`kubectl 'get pods' 'it'\\''s' ''`);
    expect(splitWords(quoteWords(words))).toEqual(words);
  });
});
