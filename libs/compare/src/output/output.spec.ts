import { Console, mayColour } from './console';
import { renderTable, toPlainText } from './table';

it.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { NO_COLOR: '' }, true],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{}, {}, false],
])('colours on %j with %j: %s', (stream, env, expected) => {
  expect(mayColour(stream, env)).toBe(expected);
});

it('shows control characters of foreign text as escapes', () => {
  expect(toPlainText('a\u001b[31mb\nc\u2028')).toBe('a\\u001b[31mb\\u000ac\\u2028');
});

it('makes columns as wide as they must be, numbers to the right', () => {
  expect(
    renderTable(
      ['name', 'n'],
      [
        ['a', 10],
        ['long-name', 5],
      ],
    ),
  ).toBe(['name        n', '---------  --', 'a          10', 'long-name   5'].join('\n'));
});

it('says steps at most every 3 s, and the same one every 20 s', () => {
  let now = 0;
  const lines: string[] = [];
  const console = new Console({
    writeOut: () => undefined,
    writeProgress: (text) => lines.push(text),
    hasColours: false,
    now: () => now,
  });
  for (now = 1_000; now <= 30_000; now += 1_000) console.step(() => 'waiting');
  expect(lines).toEqual(['[   3 s] waiting\n', '[  23 s] waiting\n']);
});
