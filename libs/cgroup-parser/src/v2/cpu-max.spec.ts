import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCpuMax } from './cpu-max';

describe('parseCpuMax', () => {
  it.each([
    ['max 100000\n', 'max', 100_000],
    ['10000 100000\n', 10_000, 100_000],
    ['150000 50000\n', 150_000, 50_000],
  ] as const)('reads %j', (text, quotaUsec, periodUsec) => {
    expect(parseCpuMax(kernelFile(text))).toEqual({ quotaUsec, periodUsec });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['no period', 'max\n', 'malformed'],
    ['half a period', '10000 1000', 'malformed'],
    ['the -1 of cgroup v1', '-1 100000\n', 'malformed'],
    ['another word', 'maximum 100000\n', 'malformed'],
    ['a third number', 'max 100000 0\n', 'malformed'],
    ['a second line', 'max 100000\nmax 100000\n', 'malformed'],
    ['too large a quota', '9007199254740992 100000\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCpuMax, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCpuMax, '10000 100000\n');
  });
});
