import fc from 'fast-check';
import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseSingleValue } from './single-value';

function parse(bytes: Uint8Array): number | 'max' {
  return parseSingleValue(bytes, 'memory.max');
}

describe('parseSingleValue', () => {
  it.each([
    ['245760\n', 245_760],
    ['2949\n', 2_949],
    ['0\n', 0],
    ['max\n', 'max'],
    // One read delivers the whole value, so a missing newline does no harm.
    ['2949', 2_949],
    ['max', 'max'],
    ['9007199254740991\n', 9_007_199_254_740_991],
  ])('reads %j', (text, value) => {
    expect(parse(kernelFile(text))).toBe(value);
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a newline alone', '\n', 'malformed'],
    ['a negative number', '-1\n', 'malformed'],
    ['half a word', 'ma', 'malformed'],
    ['another word', 'maximum\n', 'malformed'],
    ['a unit', '4096 kB\n', 'malformed'],
    ['a second line', '1\n2\n', 'malformed'],
    ['an empty second line', '1\n\n', 'malformed'],
    ['a space in front', ' 1\n', 'malformed'],
    ['too large a number', '9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parse, file)).toBe(code);
  });

  it('names the file it was told', () => {
    expect(() => parseSingleValue(kernelFile('x\n'), 'pids.current')).toThrow(
      'pids.current, malformed: "x"',
    );
  });

  it('reads back every number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(parse(kernelFile(`${value}\n`))).toBe(value);
      }),
    );
  });

  it('gives a value or a typed error for any bytes', () => {
    expectRecordOrTypedError(parse, '245760\n');
  });
});
