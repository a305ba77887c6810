import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseDiskstats } from './diskstats';

// Lines of a node with kernel 6.18.
const NODE = `   7       0 loop0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
 254       0 vda 370525 62405 19483506 345351 105853 273939 31509888 185318 0 45372 537420 28283 60 5715720 5165 8915 1584
`;

const LOOP0 = {
  device: '7:0',
  name: 'loop0',
  readsCompleted: 0,
  sectorsRead: 0,
  writesCompleted: 0,
  sectorsWritten: 0,
  ioMilliseconds: 0,
};

const VDA = {
  device: '254:0',
  name: 'vda',
  readsCompleted: 370_525,
  sectorsRead: 19_483_506,
  writesCompleted: 105_853,
  sectorsWritten: 31_509_888,
  ioMilliseconds: 45_372,
};

describe('parseDiskstats', () => {
  it('reads a whole file', () => {
    expect(parseDiskstats(kernelFile(NODE))).toEqual([LOOP0, VDA]);
  });

  it.each([
    [
      '14 columns, before kernel 4.18',
      '254 0 vda 370525 62405 19483506 345351 105853 273939 31509888 185318 0 45372 537420\n',
    ],
    [
      'later columns',
      '254 0 vda 370525 x 19483506 x 105853 x 31509888 x x 45372 x x x x x x x max\n',
    ],
  ])('reads a line of %s', (_, text) => {
    expect(parseDiskstats(kernelFile(text))).toEqual([VDA]);
  });

  it('has no entry for a machine without block devices', () => {
    expect(parseDiskstats(kernelFile(''))).toEqual([]);
  });

  it('keeps the slash in a name', () => {
    const [disk] = parseDiskstats(kernelFile(NODE.replace('loop0', 'cciss/c0d0')));
    expect(disk.name).toBe('cciss/c0d0');
  });

  it.each([
    ['too few columns', '   8       1 sda1 0 0 0 0\n', 'malformed'],
    ['one bad column', NODE.replace('19483506', '1948x506'), 'malformed'],
    ['a negative column', NODE.replace('45372', '-5'), 'malformed'],
    ['max', NODE.replace('45372', 'max'), 'malformed'],
    ['an empty line', `\n${NODE}`, 'malformed'],
    ['a line cut short', NODE.slice(0, -20), 'malformed'],
    ['too large a number', NODE.replace('19483506', '9007199254740992'), 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseDiskstats, file)).toBe(code);
  });

  it('gives entries or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseDiskstats, NODE);
  });
});
