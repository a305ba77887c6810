import { escapeRegularExpression, matchAny, matchEqual, quoteText, toSelector } from './selector';

describe('quoteText', () => {
  it.each([
    ['web-1', '"web-1"'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['a\nb\rc', '"a\\nb\\rc"'],
    ['"} or {x="', '"\\"} or {x=\\""'],
    ['한글', '"한글"'],
  ])('of %p is %p', (text, quoted) => {
    expect(quoteText(text)).toBe(quoted);
  });
});

describe('escapeRegularExpression', () => {
  it('makes every sign of a regular expression plain text', () => {
    expect(escapeRegularExpression('\\^$.|?*+()[]{}')).toBe(
      '\\\\\\^\\$\\.\\|\\?\\*\\+\\(\\)\\[\\]\\{\\}',
    );
  });

  it('leaves uids as they are', () => {
    expect(escapeRegularExpression('1b4e28ba-2fa1')).toBe('1b4e28ba-2fa1');
  });
});

describe('matchers', () => {
  it('are an equality for one value', () => {
    expect(matchAny('uid', ['a.*b'])).toBe('uid="a.*b"');
  });

  it('are alternatives for more, each quoted twice: for the expression and for the string', () => {
    expect(matchAny('uid', ['a.b', 'c"|d'])).toBe('uid=~"a\\\\.b|c\\"\\\\|d"');
  });

  it('make a selector', () => {
    expect(toSelector([matchEqual('__name__', 'up'), matchEqual('node', '')])).toBe(
      '{__name__="up",node=""}',
    );
  });
});
