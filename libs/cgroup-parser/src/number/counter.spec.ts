import fc from 'fast-check';
import { KernelCursor } from '../text/kernel-cursor';
import { faultOf, kernelFile } from '../testing/kernel-file';
import {
  readCounter,
  readCounterWord,
  readDecimal,
  readKibibytesAsBytes,
  readNanosecondsAsMicroseconds,
  readUnboundedCounter,
} from './counter';

type Reader = (cursor: KernelCursor) => number;

function read(reader: Reader, text: string): number {
  return reader(new KernelCursor(kernelFile(text), 'file', 'value'));
}

function fault(reader: Reader, text: string): string {
  return faultOf((bytes) => reader(new KernelCursor(bytes, 'file', 'value')), text);
}

describe('readCounter', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['245760\n', 245_760],
    ['12 34', 12],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('reads %j', (text, value) => {
    expect(read(readCounter, text)).toBe(value);
  });

  it.each([
    ['9007199254740992', 'overflow'],
    ['9007199254740993', 'overflow'],
    ['18446744073709551615', 'overflow'],
    ['9'.repeat(400), 'overflow'],
    ['-1', 'malformed'],
    ['+1', 'malformed'],
    [' 1', 'malformed'],
    ['x', 'malformed'],
    ['\n', 'malformed'],
  ])('refuses %j', (text, code) => {
    expect(fault(readCounter, text)).toBe(code);
  });

  it('reads back every whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(read(readCounter, `${value}`)).toBe(value);
      }),
    );
  });

  it('refuses every number above 2^53 − 1', () => {
    fc.assert(
      fc.property(fc.bigInt(2n ** 53n, 2n ** 70n), (value) => {
        expect(fault(readCounter, `${value}`)).toBe('overflow');
      }),
    );
  });
});

describe('readUnboundedCounter', () => {
  it('reads what the kernel writes for no limit', () => {
    expect(read(readUnboundedCounter, '9223372036854771712')).toBe(9_223_372_036_854_771_712);
  });
});

describe('readCounterWord', () => {
  it.each([
    ['12 ', 'none'],
    ['12\n', 'none'],
    ['12a\n', 'malformed'],
    ['12.5\n', 'malformed'],
  ])('minds what follows %j', (text, code) => {
    expect(fault(readCounterWord, text)).toBe(code);
  });
});

describe('readNanosecondsAsMicroseconds', () => {
  it.each([
    ['0', 0],
    ['999', 0],
    ['1000', 1],
    ['1999', 1],
    ['22538293', 22_538],
    // Above 2^53 = 9007199254740992 ns, where a number of nanoseconds would lose digits.
    ['9007199254740991999', 9_007_199_254_740_991],
    ['36893488147419103', 36_893_488_147_419],
  ])('reads %s ns', (text, value) => {
    expect(read(readNanosecondsAsMicroseconds, text)).toBe(value);
  });

  it('is the floor of the division, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 53n * 1000n - 1n), (nanoseconds) => {
        const expected = Number(nanoseconds / 1000n);
        expect(read(readNanosecondsAsMicroseconds, `${nanoseconds}`)).toBe(expected);
      }),
    );
  });

  it('refuses what is above 2^53 − 1 µs, and no digits', () => {
    expect(fault(readNanosecondsAsMicroseconds, '9007199254740992000')).toBe('overflow');
    expect(fault(readNanosecondsAsMicroseconds, '-5')).toBe('malformed');
  });
});

describe('readKibibytesAsBytes', () => {
  it('takes a kB for 1,024 bytes', () => {
    expect(read(readKibibytesAsBytes, '1928 kB')).toBe(1_974_272);
  });

  it.each([
    ['1928', 'malformed'],
    ['1928 MB', 'malformed'],
    ['1928kB', 'malformed'],
    ['8796093022208 kB', 'overflow'], // 2^43 kB = 2^53 bytes
    ['8796093022207 kB', 'none'],
  ])('minds the unit and the size: %j', (text, code) => {
    expect(fault(readKibibytesAsBytes, text)).toBe(code);
  });
});

describe('readDecimal', () => {
  it.each([
    ['0.00', 0],
    ['84.66', 84.66],
    ['0.09', 0.09],
    ['100.00', 100],
    ['350735.47', 350_735.47],
    ['12', 12],
  ])('reads %s', (text, value) => {
    expect(read(readDecimal, text)).toBe(value);
  });

  it.each([
    ['.5', 'malformed'],
    ['5.', 'malformed'],
    ['-0.10', 'malformed'],
    ['nan', 'malformed'],
    ['0.00000000000000000001', 'none'],
    ['1.00000000000000000001', 'overflow'],
    [`0.${'0'.repeat(400)}`, 'overflow'],
  ])('minds the form of %s', (text, code) => {
    expect(fault(readDecimal, text)).toBe(code);
  });

  it('is the nearest number, as JavaScript reads it', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(99), (whole, hundredths) => {
        const text = `${whole}.${String(hundredths).padStart(2, '0')}`;
        expect(read(readDecimal, text)).toBe(Number(text));
      }),
    );
  });
});
