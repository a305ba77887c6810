import { expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMeminfoLines } from './meminfo-lines';

const NODE = `MemTotal:        2539040 kB
Active(anon):       1136 kB
VmallocTotal:   13743895347199 kB
HugePages_Total:       3
`;

describe('parseMeminfoLines', () => {
  it('reads every line, in bytes but where the kernel counts pages', () => {
    expect(parseMeminfoLines(kernelFile(NODE))).toEqual([
      // 2,539,040 × 1,024
      { name: 'MemTotal', value: 2_599_976_960, isBytes: true },
      { name: 'Active(anon)', value: 1_163_264, isBytes: true },
      { name: 'VmallocTotal', value: 13_743_895_347_199 * 1_024, isBytes: true },
      { name: 'HugePages_Total', value: 3, isBytes: false },
    ]);
  });

  it.each([
    ['no bytes', '', 'empty'],
    ['a line cut short', 'MemTotal: 1 kB', 'malformed'],
    ['a line without a colon', 'MemTotal 1 kB\n', 'malformed'],
    ['a line without a name', ': 1 kB\n', 'malformed'],
    ['a value that is none', 'MemFree: many\n', 'malformed'],
    ['a number beyond 2^53', 'VmallocTotal: 99999999999999999999 kB\n', 'overflow'],
    ['a new key', 'Future: 1 kB\n', 'none'],
  ])('of %s says %s', (_case, text, code) => {
    expect(faultOf(parseMeminfoLines, text)).toBe(code);
  });

  it('gives records or typed errors for any bytes', () => {
    expectRecordOrTypedError(parseMeminfoLines, NODE);
  });
});
