import { toCsvLine } from './csv';
import { toJson, toYaml } from './documents';
import { toCellText } from './plain-text';
import { toTextTable } from './text-table';

it.each([
  [['a', 1.5, true, null, undefined], 'a,1.5,true,,\n'],
  [['=1+1', '+1', '-1', '@x', ' =1'], "'=1+1,'+1,'-1,'@x,' =1\n"],
  [['＝1'], "'＝1\n"],
  [[-1], '-1\n'],
  [['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""",two\\u000alines\n'],
  [['\u001b[31m', '\t=1'], '\\u001b[31m,\\u0009=1\n'],
])('writes %j as CSV', (values, line) => {
  expect(toCsvLine(values)).toBe(line);
});

it('escapes what could act on a terminal, in every form', () => {
  const name = 'a\u001b[31m\u009b\u202e\u2028b';
  const escaped = 'a\\u001b[31m\\u009b\\u202e\\u2028b';
  expect(toCellText(name)).toBe(escaped);
  expect(toJson({ name })).toBe(`{"name":"${escaped}"}\n`);
  expect(JSON.parse(toJson({ name }))).toEqual({ name });
  expect(toYaml({ name, plain: 'x' })).toBe(`name: "a\\e[31m\\u009b\\u202e\\u2028b"\nplain: x\n`);
});

it('makes tables as kubectl does', () => {
  const columns = [
    { title: 'NAME', isNumber: false },
    { title: 'CPU', isNumber: true },
    { title: 'LAST', isNumber: false },
  ];
  expect(
    toTextTable(columns, [
      ['a', '5m', 'x'],
      ['long-name', '1200m', ''],
    ]),
  ).toBe(['NAME          CPU   LAST', 'a              5m   x', 'long-name   1200m', ''].join('\n'));
});

it('does not count colours as width', () => {
  const columns = [
    { title: 'A', isNumber: true },
    { title: 'B', isNumber: false },
  ];
  const rows = [
    ['\u001b[31m100%\u001b[39m', 'x'],
    ['5%', '█'],
  ];
  expect(toTextTable(columns, rows)).toBe('   A   B\n\u001b[31m100%\u001b[39m   x\n  5%   █\n');
});

it('makes a table of 100,000 rows', () => {
  const row = Array.from({ length: 13 }, (_, at) => `value-${at}`);
  const columns = row.map((title) => ({ title, isNumber: false }));
  const table = toTextTable(
    columns,
    Array.from({ length: 100_000 }, () => row),
  );
  expect(table.split('\n')).toHaveLength(100_002);
});
