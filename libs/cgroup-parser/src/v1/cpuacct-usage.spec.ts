import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCpuacctUsage } from './cpuacct-usage';

describe('parseCpuacctUsage', () => {
  it.each([
    ['22538293\n', 22_538],
    ['1841854042927\n', 1_841_854_042],
    ['999\n', 0],
    ['0\n', 0],
    ['1000', 1],
    // 285 core-years, 2^53 − 1 µs; as nanoseconds three digits too long for a number.
    ['9007199254740991999\n', 9_007_199_254_740_991],
  ])('reads %j', (text, usageUsec) => {
    expect(parseCpuacctUsage(kernelFile(text))).toBe(usageUsec);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a newline alone', '\n', 'malformed'],
    ['a bad digit', '2253x293\n', 'malformed'],
    ['a negative number', '-1\n', 'malformed'],
    ['max', 'max\n', 'malformed'],
    ['the file of each CPU', '11269146 11269147 \n', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['too large a number', '18446744073709551615\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCpuacctUsage, file)).toBe(code);
  });

  it('gives a number or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCpuacctUsage, '1841854042927\n');
  });
});
