import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parsePidStat } from './pid-stat';

// The sandbox of a pod: kernel 6.1.
const PAUSE =
  '1070 (pause) S 923 1070 1070 0 -1 4194560 604 0 0 0 31 48 0 0 20 0 1 0 18672 1011712 1 18446744073709551615 4198400\n';

describe('parsePidStat', () => {
  it('reads a whole file', () => {
    expect(parsePidStat(kernelFile(PAUSE))).toEqual({
      pid: 1_070,
      comm: 'pause',
      state: 'S',
      startTicks: 18_672,
    });
  });

  it.each(['a b', ') R 1 (', '()', '', 'x) S 1 2 3', 'é', '\\n', 'kworker/0:1-ev'])(
    'reads a process of the name "%s"',
    (comm) => {
      expect(parsePidStat(kernelFile(PAUSE.replace('pause', comm)))).toEqual({
        pid: 1_070,
        comm,
        state: 'S',
        startTicks: 18_672,
      });
    },
  );

  it('skips later columns, and those it does not read', () => {
    const text = '7 (sh) Z x x x x x x x x x x x x x x x x x x 99 later\n';
    expect(parsePidStat(kernelFile(text))).toEqual({
      pid: 7,
      comm: 'sh',
      state: 'Z',
      startTicks: 99,
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['no pid', PAUSE.replace('1070 (', '('), 'malformed'],
    ['no opening parenthesis', PAUSE.replace('(', ''), 'malformed'],
    ['no closing parenthesis', PAUSE.replace(')', ''), 'malformed'],
    ['nothing behind the name', '1070 (pause)\n', 'malformed'],
    ['too few columns', '1070 (pause) S 923 1070\n', 'malformed'],
    ['a bad start', PAUSE.replace('18672', 'x'), 'malformed'],
    ['max', PAUSE.replace('18672', 'max'), 'malformed'],
    ['a line cut short', PAUSE.slice(0, 75), 'malformed'],
    ['too large a start', PAUSE.replace('18672', '9007199254740992'), 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parsePidStat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parsePidStat, PAUSE);
  });
});
