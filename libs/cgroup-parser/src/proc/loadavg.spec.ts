import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseLoadavg } from './loadavg';

const NODE = '4.96 5.38 3.51 12/437 15197\n';

describe('parseLoadavg', () => {
  it.each([
    ['a whole file', NODE],
    ['no newest process', '4.96 5.38 3.51 12/437\n'],
    ['later columns', '4.96 5.38 3.51 12/437 15197 max\n'],
  ])('reads %s', (_, text) => {
    expect(parseLoadavg(kernelFile(text))).toEqual({
      load1: 4.96,
      load5: 5.38,
      load15: 3.51,
      runnableTasks: 12,
      totalTasks: 437,
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a missing column', '4.96 5.38 12/437 15197\n', 'malformed'],
    ['a bad average', '4.96 5,38 3.51 12/437 15197\n', 'malformed'],
    ['no slash', '4.96 5.38 3.51 12 437 15197\n', 'malformed'],
    ['max', 'max 5.38 3.51 12/437 15197\n', 'malformed'],
    ['a line cut short', '4.96 5.38 3.51 12/4', 'malformed'],
    ['too large a number', '4.96 5.38 3.51 9007199254740992/437 1\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseLoadavg, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseLoadavg, NODE);
  });
});
