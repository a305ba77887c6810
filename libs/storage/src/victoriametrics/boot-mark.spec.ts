import { computeBootMark, isBroken } from './boot-mark';

describe('computeBootMark', () => {
  it('is even, and one more after a clock step', () => {
    const mark = computeBootMark('3f2a', false);
    expect(mark % 2).toBe(0);
    expect(computeBootMark('3f2a', true)).toBe(mark + 1);
    expect(mark).toBeLessThan(2 ** 32);
  });

  it('differs between boots', () => {
    expect(computeBootMark('boot-1', false)).not.toBe(computeBootMark('boot-2', false));
  });

  it('hashes as FNV-1a does', () => {
    // FNV-1a of "a" is 0xe40c292c (http://www.isthe.com/chongo/tech/comp/fnv); the last bit goes.
    expect(computeBootMark('a', false)).toBe(0xe40c292c);
  });
});

describe('isBroken', () => {
  it.each([
    ['in one boot', 8, 8, false],
    ['after the sample of a clock step', 9, 8, false],
    ['at a clock step', 8, 9, true],
    ['at two clock steps in a row', 9, 9, true],
    ['at a boot', 8, 10, true],
    ['when the earlier one does not say', Number.NaN, 8, false],
    ['when the later one does not say', 8, Number.NaN, false],
  ])('%s', (_, earlier, mark, expected) => {
    expect(isBroken(earlier, mark)).toBe(expected);
  });
});
