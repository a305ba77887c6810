import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCfsQuota } from './cfs-quota';

describe('parseCfsQuota', () => {
  it.each([
    ['-1\n', 'max'],
    ['-1', 'max'],
    ['10000\n', 10_000],
    ['0\n', 0],
  ])('reads %j', (text, quotaUsec) => {
    expect(parseCfsQuota(kernelFile(text))).toBe(quotaUsec);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['another negative number', '-10\n', 'malformed'],
    ['a sign alone', '-\n', 'malformed'],
    ['the max of cgroup v2', 'max\n', 'malformed'],
    ['a second number', '10000 100000\n', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['too large a number', '9007199254740992\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCfsQuota, file)).toBe(code);
  });

  it('gives a value or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCfsQuota, '-1\n');
  });
});
