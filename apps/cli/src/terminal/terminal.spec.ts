import type { Output } from '../surroundings';
import { cutLine } from './cut-line';
import { isColourWanted } from './process-output';
import { Screen } from './screen';

it.each([
  ['abc', 5, 'abc'],
  ['abcdef', 3, 'abc'],
  ['\u001b[1mabcdef\u001b[22m', 3, '\u001b[1mabc\u001b[0m'],
  ['▁▂▃▄', 2, '▁▂'],
  ['abc', 0, ''],
])('cuts %j to %d columns', (line, columns, text) => {
  expect(cutLine(line, columns)).toBe(text);
});

it.each([
  [{ isTTY: true }, {}, true],
  [{}, {}, false],
  [{}, { FORCE_COLOR: '1' }, true],
  [{}, { FORCE_COLOR: '0' }, false],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{}, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
])('colours on %j with %j: %s', (stream, env, expected) => {
  expect(isColourWanted(stream, env)).toBe(expected);
});

it('draws what fits after a resize, and gives the screen back once', async () => {
  const written: string[] = [];
  let size = { columns: 4, rows: 2 };
  const output: Output = {
    write: (text) => Promise.resolve(void written.push(text)),
    put: (text) => void written.push(text),
    isTerminal: true,
    hasColours: false,
    size: () => size,
    onResize: () => () => undefined,
  };
  const screen = new Screen(output);
  await screen.leave();
  await screen.enter();
  await screen.draw(['abcdef', 'b', 'c']);
  size = { columns: 6, rows: 3 };
  await screen.draw(['abcdef', 'b', 'c']);
  await screen.leave();
  await screen.leave();
  expect(written).toEqual([
    '\u001b[?1049h\u001b[?25l',
    '\u001b[Habcd\u001b[K\r\nb\u001b[K\u001b[J',
    '\u001b[Habcdef\u001b[K\r\nb\u001b[K\r\nc\u001b[K\u001b[J',
    '\u001b[?25h\u001b[?1049l',
  ]);
});
