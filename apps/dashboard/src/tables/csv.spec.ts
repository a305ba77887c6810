import { toCsv } from './csv';

describe('toCsv', () => {
  it.each([
    ['plain cells', ['web', 1.5, -3], 'web,1.5,-3\r\n'],
    ['nothing', [null, undefined, 0], ',,0\r\n'],
    ['what is no number', [Number.NaN, Number.POSITIVE_INFINITY], ',\r\n'],
    ['a comma', ['a,b'], '"a,b"\r\n'],
    ['quotes', ['say "hi"'], '"say ""hi"""\r\n'],
    ['a line break', ['a\nb'], '"a\nb"\r\n'],
    ['a formula', ['=1+1'], "'=1+1\r\n"],
    ['a formula with quotes', ['=HYPERLINK("x")'], '"\'=HYPERLINK(""x"")"\r\n'],
    ['a formula after a space', [' @SUM(A1)'], "' @SUM(A1)\r\n"],
    ['a sign before a text', ['-web', '+web'], "'-web,'+web\r\n"],
    ['a tab', ['\tx'], "'\tx\r\n"],
    ['a dash within', ['web-1'], 'web-1\r\n'],
  ])('writes %s', (_, cells, line) => {
    expect(toCsv([cells])).toBe(line);
  });

  it('ends every line', () => {
    expect(toCsv([['a'], ['b']])).toBe('a\r\nb\r\n');
    expect(toCsv([])).toBe('');
  });
});
