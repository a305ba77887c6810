import fc from 'fast-check';
import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parsePressure } from './pressure';

// io.pressure of a container with a disk load: kernel 6.1, cgroup v2, systemd driver.
const IO = `some avg10=0.17 avg60=0.19 avg300=0.23 total=2482971
full avg10=0.17 avg60=0.19 avg300=0.23 total=2476154
`;

describe('parsePressure', () => {
  it('reads a whole file', () => {
    expect(parsePressure(kernelFile(IO))).toEqual({
      some: { avg10: 0.17, avg60: 0.19, avg300: 0.23, totalUsec: 2_482_971 },
      full: { avg10: 0.17, avg60: 0.19, avg300: 0.23, totalUsec: 2_476_154 },
    });
  });

  it.each([
    ['some', 'cpu before kernel 5.13'],
    ['full', 'irq'],
  ])('reads %s alone, the file of %s', (name) => {
    const text = `${name} avg10=90.59 avg60=92.85 avg300=100.00 total=500721503\n`;
    expect(parsePressure(kernelFile(text))).toEqual({
      [name]: { avg10: 90.59, avg60: 92.85, avg300: 100, totalUsec: 500_721_503 },
    });
  });

  it('skips lines and values of later kernels', () => {
    const text = `most avg10=x\nsome avg5=1.00 avg10=0.00 avg60=0.00 avg300=0.09 avg900=2.00 total=982379 peak=max\n`;
    expect(parsePressure(kernelFile(text))).toEqual({
      some: { avg10: 0, avg60: 0, avg300: 0.09, totalUsec: 982_379 },
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad value', IO.replace('avg60=0.19', 'avg60=nan'), 'malformed'],
    ['a negative average', IO.replace('avg60=0.19', 'avg60=-0.19'), 'malformed'],
    ['max', IO.replace('2482971', 'max'), 'malformed'],
    ['a missing value', IO.replace(' avg300=0.23', ''), 'malformed'],
    ['a line without values', 'some \n', 'malformed'],
    ['a total cut short', IO.slice(0, -3), 'malformed'],
    ['too large a total', IO.replace('2482971', '9007199254740992'), 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parsePressure, file)).toBe(code);
  });

  it('names the file it was told', () => {
    expect(() => parsePressure(kernelFile(''), 'cpu.pressure')).toThrow('cpu.pressure is empty');
  });

  it('reads back every line', () => {
    const percent = fc.nat(10_000).map((hundredths) => (hundredths / 100).toFixed(2));
    fc.assert(
      fc.property(percent, percent, percent, fc.maxSafeNat(), (avg10, avg60, avg300, total) => {
        const text = `some avg10=${avg10} avg60=${avg60} avg300=${avg300} total=${total}\n`;
        expect(parsePressure(kernelFile(text)).some).toEqual({
          avg10: Number(avg10),
          avg60: Number(avg60),
          avg300: Number(avg300),
          totalUsec: total,
        });
      }),
    );
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parsePressure, IO);
  });
});
