import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMemoryLimitV1 } from './memory-limit';

describe('parseMemoryLimitV1', () => {
  it.each([
    ['16777216\n', 16_777_216],
    ['25276510208\n', 25_276_510_208],
    ['9007199254740991', 9_007_199_254_740_991],
    // 2^63 − 1 rounded down to pages of 4 KiB and of 64 KiB, and not rounded at all.
    ['9223372036854771712\n', 'max'],
    ['9223372036854710272\n', 'max'],
    ['9223372036854775807\n', 'max'],
    // The next number a double can hold above 2^62.
    ['4611686018427388928\n', 'max'],
  ])('reads %j', (text, limit) => {
    expect(parseMemoryLimitV1(kernelFile(text))).toBe(limit);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['the max of cgroup v2', 'max\n', 'malformed'],
    ['a negative number', '-1\n', 'malformed'],
    ['a bad digit', '1677x216\n', 'malformed'],
    ['a second line', '1\n2\n', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['2^53', '9007199254740992\n', 'overflow'],
    ['2^62', '4611686018427387904\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMemoryLimitV1, file)).toBe(code);
  });

  it('gives a value or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMemoryLimitV1, '9223372036854771712\n');
  });
});
