import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseVmstat } from './vmstat';

const NODE = 'nr_free_pages 5063193\npgfault 4244419\npgmajfault 1744\noom_kill 2\n';

describe('parseVmstat', () => {
  it('reads a whole file', () => {
    expect(parseVmstat(kernelFile(NODE))).toEqual({
      pgfault: 4_244_419,
      pgmajfault: 1_744,
      oomKill: 2,
    });
  });

  it('leaves oom_kill undefined before kernel 4.13, and skips later keys', () => {
    expect(parseVmstat(kernelFile('pgfault 1\npgfault_future x\n'))).toEqual({ pgfault: 1 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'pgfault 1\noom_kill x\n', 'malformed'],
    ['max', 'pgfault max\n', 'malformed'],
    ['a number cut short', 'pgfault 1\noom_kill 2', 'malformed'],
    ['too large a number', 'pgfault 9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseVmstat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseVmstat, NODE);
  });
});
