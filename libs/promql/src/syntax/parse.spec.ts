import { PromqlError } from '../promql-error';
import { parseQuery, parseSelector } from './parse';

describe('parseQuery', () => {
  it.each([
    ['', '1:1: parse error: no expression found in input'],
    ['# a comment', '1:12: parse error: unexpected end of input'],
    ['sum(', '1:5: parse error: unexpected end of input'],
    ['up{a="b"', '1:9: parse error: unexpected end of input'],
    ['up\n  + )', '2:5: parse error: unexpected ")"'],
    ['foo(up)', '1:1: parse error: unknown function "foo"'],
    [
      '1 + histogram_quantile(0.9, up)',
      '1:5: parse error: the function histogram_quantile() is outside the supported subset of PromQL',
    ],
    [
      'count_values("a", up)',
      '1:1: parse error: the aggregation count_values is outside the supported subset of PromQL',
    ],
    ['up smoothed', '1:1: parse error: "up smoothed" is outside the supported subset of PromQL'],
    [
      'up[1m + 1m]',
      '1:4: parse error: arithmetic of durations is outside the supported subset of PromQL: "1m + 1m"',
    ],
    [
      'up + on(a) fill(0) down',
      '1:12: parse error: fill() is outside the supported subset of PromQL',
    ],
    ['up[0s]', '1:4: parse error: duration must be greater than 0'],
    [
      'rate(up)',
      '1:1: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    ['rate(up[5m], 1)', '1:1: parse error: expected 1 argument(s) in call to "rate", got 2'],
    ['1 == 1', '1:3: parse error: comparisons between scalars must use BOOL modifier'],
    [
      'up + on(a) group_left(a) down',
      '1:4: parse error: label "a" must not occur in ON and GROUP clause at once',
    ],
    ['(up)[5m]', '1:1: parse error: ranges only allowed for vector selectors'],
    ['up offset 5m offset 1m', '1:1: parse error: offset may not be set multiple times'],
    ['{}', '1:1: parse error: vector selector must contain at least one non-empty matcher'],
    ['up{__name__="down"}', '1:1: parse error: metric name must not be set twice'],
    ['up{a=~"("}', '1:7: parse error: the regular expression "(" cannot be used: missing )'],
    ['"a\\qb"', '1:1: parse error: the string "\\"a\\\\qb\\"" is not valid'],
    ['"open', '1:1: parse error: the string "\\"open" is not valid'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseQuery(text)).toThrow(PromqlError);
    expect(() => parseQuery(text)).toThrow(new PromqlError('bad_data', message));
  });

  it('gives what is written after an operand to that operand', () => {
    expect(parseQuery('-a + b offset 5m * 2')).toMatchObject({
      operator: '+',
      left: { kind: 'negation' },
      right: { operator: '*', left: { kind: 'selector', offsetMs: 300_000 } },
    });
    expect(parseQuery('a + sum_over_time(b[5m:1m] @ 10)')).toMatchObject({
      right: { arguments: [{ kind: 'subquery', at: 10_000, rangeMs: 300_000, stepMs: 60_000 }] },
    });
  });

  it.each([
    ['-1 ^ 2', { kind: 'negation', of: { operator: '^' } }],
    ['2 ^ 3 ^ 2', { operator: '^', right: { operator: '^' } }],
    ['a or b and c', { operator: 'or', right: { operator: 'and' } }],
    ['1 - 2 - 3', { operator: '-', left: { operator: '-' } }],
    ['-a * b', { operator: '*', left: { kind: 'negation' } }],
    ['a @ end() offset -1m', { kind: 'selector', at: 'end', offsetMs: -60_000 }],
    ['1h30m', { kind: 'number', value: 5_400 }],
    ['0x1F', { kind: 'number', value: 31 }],
    ['-Inf', { kind: 'negation', of: { value: Number.POSITIVE_INFINITY } }],
    ["'it\\'s \\u00e9'", { kind: 'string', value: "it's é" }],
    ['`a\\b`', { kind: 'string', value: 'a\\b' }],
  ])('reads %s', (text, tree) => {
    expect(parseQuery(text)).toMatchObject(tree);
  });

  it('refuses what is too long or nested too deeply', () => {
    expect(() => parseQuery('1'.repeat(200_000))).toThrow('at most 131072 are read');
    for (const text of [
      `${'('.repeat(5_000)}1${')'.repeat(5_000)}`,
      '-'.repeat(60_000) + '1',
      Array.from({ length: 20_000 }, () => '1').join('+'),
      '('.repeat(100_000),
    ]) {
      expect(() => parseQuery(text)).toThrow(PromqlError);
    }
  });

  it('reads selectors alone', () => {
    expect(parseSelector('up{a!="b"}').matchers.map(String)).toEqual(['__name__="up"', 'a!="b"']);
    expect(() => parseSelector('up offset 5m')).toThrow('is not a series selector');
    expect(() => parseSelector('sum(up)')).toThrow('is not a series selector');
  });
});
