import fc from 'fast-check';
import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseIoStat } from './io-stat';

// The root cgroup of a node: kernel 6.1, cgroup v2, systemd driver.
const ROOT = `7:7 \n7:6 \n7:5 \n7:4 \n7:3 \n7:2 \n7:1 \n7:0 
254:0 rbytes=359150592 wbytes=213549056 rios=5133 wios=5214 dbytes=0 dios=0
`;

const VDA = {
  device: '254:0',
  readBytes: 359_150_592,
  writeBytes: 213_549_056,
  readOperations: 5_133,
  writeOperations: 5_214,
};

describe('parseIoStat', () => {
  it('reads a whole file', () => {
    expect(parseIoStat(kernelFile(ROOT))).toEqual([VDA]);
  });

  it('reads several devices in their order', () => {
    const text = `259:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6
8:16 rbytes=7 wbytes=8 rios=9 wios=10 dbytes=11 dios=12
`;
    expect(parseIoStat(kernelFile(text))).toEqual([
      { device: '259:0', readBytes: 1, writeBytes: 2, readOperations: 3, writeOperations: 4 },
      { device: '8:16', readBytes: 7, writeBytes: 8, readOperations: 9, writeOperations: 10 },
    ]);
  });

  it.each([
    ['an empty file', ''],
    ['devices without numbers', '7:7 \n7:6\n'],
    ['statistics of a controller alone', '8:0 cost.usage=11 cost.vrate=100.00\n'],
    ['a device still without numbers and newline', '252:0 '],
    ['an unknown device', '(unknown) rbytes=0 wbytes=0 rios=6 wios=0 dbytes=0 dios=0\n'],
    ['an unknown device behind a lone one', '7:7 (unknown) rbytes=0 wbytes=0 rios=6 wios=0\n'],
  ])('has no entry for %s', (_, text) => {
    expect(parseIoStat(kernelFile(text))).toEqual([]);
  });

  it.each([
    ['keys of later kernels and controllers', `254:0 new=max cost.usage=9 ${numbersOfVda()} x=\n`],
    ['keys in another order', `254:0 wios=5214 rios=5133 wbytes=213549056 rbytes=359150592\n`],
    ['a forgotten newline behind a lone device', `7:7 7:6 254:0 ${numbersOfVda()}\n`],
    ['a forgotten newline at the end', `254:0 ${numbersOfVda()}\n7:7 7:6 `],
    ['a forgotten newline behind an unknown device', `(unknown) 254:0 ${numbersOfVda()}\n`],
    [
      'an unknown device beside',
      `(unknown) rbytes=0 wbytes=0 rios=6 wios=0\n254:0 ${numbersOfVda()}\n`,
    ],
  ])('reads the disk with %s', (_, text) => {
    expect(parseIoStat(kernelFile(text))).toEqual([VDA]);
  });

  it.each([
    ['a line without a device', 'rbytes=1 wbytes=2 rios=3 wios=4\n', 'malformed'],
    ['a device without a minor number', '8: rbytes=1 wbytes=2 rios=3 wios=4\n', 'malformed'],
    ['no colon', '8 rbytes=1 wbytes=2 rios=3 wios=4\n', 'malformed'],
    ['one bad value', '8:0 rbytes=x wbytes=2 rios=3 wios=4\n', 'malformed'],
    ['a missing key', '8:0 rbytes=1 wbytes=2 rios=3\n', 'malformed'],
    ['max', '8:0 rbytes=max wbytes=2 rios=3 wios=4\n', 'malformed'],
    ['an empty line', '8:0 rbytes=1 wbytes=2 rios=3 wios=4\n\n', 'malformed'],
    ['a number cut short', '8:0 rbytes=1 wbytes=2 rios=3 wios=52', 'malformed'],
    ['a line cut short', '7:0 \n8:0 rbytes=1 wby', 'malformed'],
    ['too large a number', '8:0 rbytes=9007199254740992 wbytes=2 rios=3 wios=4\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseIoStat, file)).toBe(code);
  });

  it('refuses binary', () => {
    expect(faultOf(parseIoStat, Uint8Array.of(...BINARY, 0x0a))).toBe('malformed');
  });

  it('reads back every device', () => {
    const count = fc.maxSafeNat();
    const deviceIo = fc.record({
      device: fc.tuple(fc.nat(4_095), fc.nat(1_048_575)).map((pair) => pair.join(':')),
      readBytes: count,
      writeBytes: count,
      readOperations: count,
      writeOperations: count,
    });
    fc.assert(
      fc.property(fc.array(deviceIo), (devices) => {
        const lines = devices.map(
          ({ device, readBytes, writeBytes, readOperations, writeOperations }) =>
            `${device} rbytes=${readBytes} wbytes=${writeBytes} rios=${readOperations} wios=${writeOperations} dbytes=0 dios=0\n`,
        );
        expect(parseIoStat(kernelFile(lines.join('')))).toEqual(devices);
      }),
    );
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseIoStat, ROOT);
  });
});

function numbersOfVda(): string {
  return 'rbytes=359150592 wbytes=213549056 rios=5133 wios=5214 dbytes=0 dios=0';
}
