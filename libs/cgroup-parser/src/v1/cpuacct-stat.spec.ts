import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCpuacctStat } from './cpuacct-stat';

describe('parseCpuacctStat', () => {
  it.each([
    ['a whole file', 'user 3813\nsystem 9\n'],
    ['another order', 'system 9\nuser 3813\n'],
    ['a later key', 'user 3813\nsystem 9\nguest max\n'],
  ])('reads %s', (_, text) => {
    expect(parseCpuacctStat(kernelFile(text))).toEqual({ userTicks: 3_813, systemTicks: 9 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a missing key', 'user 3813\n', 'malformed'],
    ['one bad line', 'user x\nsystem 9\n', 'malformed'],
    ['max', 'user max\nsystem 9\n', 'malformed'],
    ['a number cut short', 'user 3813\nsystem 3', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['too large a number', 'user 9007199254740992\nsystem 9\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCpuacctStat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCpuacctStat, 'user 3813\nsystem 9\n');
  });
});
