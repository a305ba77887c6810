import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseBlkio } from './blkio';

// The root cgroup of a node: kernel 6.18, cgroup v1, cgroupfs driver.
const ROOT = `254:0 Read 697327616
254:0 Write 1873268736
254:0 Sync 2738638848
254:0 Async 776466432
254:0 Discard 944508928
254:0 Total 3515105280
Total 3515105280
`;

describe('parseBlkio', () => {
  it('reads only Read and Write of a whole file', () => {
    expect(parseBlkio(kernelFile(ROOT))).toEqual([
      { device: '254:0', read: 697_327_616, write: 1_873_268_736 },
    ]);
  });

  it('reads several devices, without Discard as older kernels, with kinds of later ones', () => {
    const text = `8:16 Read 1
8:16 Write 2
8:16 Sync 3
8:16 Async 0
8:16 Total 3
8:0 Write 5
8:0 Future max
8:0 Read 4
8:0 Total 9
Total 12
`;
    expect(parseBlkio(kernelFile(text))).toEqual([
      { device: '8:16', read: 1, write: 2 },
      { device: '8:0', read: 4, write: 5 },
    ]);
  });

  it.each([
    ['no I/O yet', 'Total 0\n'],
    ['an empty file', ''],
    ['an unknown device', '(unknown) Read 6\n(unknown) Write 0\n(unknown) Total 6\nTotal 6\n'],
  ])('has no entry for %s', (_, text) => {
    expect(parseBlkio(kernelFile(text))).toEqual([]);
  });

  it.each([
    ['a device without Write', '8:0 Read 4\nTotal 4\n', 'malformed'],
    ['a device without Read', '8:0 Write 4\nTotal 4\n', 'malformed'],
    ['a device with nothing but Sync', '8:0 Sync 4\n', 'malformed'],
    ['one bad value', ROOT.replace('1873268736', 'x'), 'malformed'],
    ['max', ROOT.replace('1873268736', 'max'), 'malformed'],
    ['a value and more', ROOT.replace('1873268736', '1 2'), 'malformed'],
    ['a bad device', ROOT.replace('254:0 Read', '254 Read'), 'malformed'],
    ['a line without a device', 'Read 4\n', 'malformed'],
    ['an empty line', '\n', 'malformed'],
    ['a number cut short', ROOT.slice(0, 15), 'malformed'],
    ['too large a number', '8:0 Read 9007199254740992\n8:0 Write 0\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseBlkio, file)).toBe(code);
  });

  it('names the file it was told', () => {
    expect(() => parseBlkio(kernelFile('x\n'), 'blkio.throttle.io_serviced')).toThrow(
      'blkio.throttle.io_serviced, malformed: "x"',
    );
  });

  it('gives entries or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseBlkio, ROOT);
  });
});
