import { expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCpuLines } from './stat-cpus';

const STAT = `cpu  117229 28005 35875 159232 1092 0 1413 428 0 0
cpu0 57144 14110 17628 81506 496 0 496 208 0 0
cpu2 60084 13894 18246 77726 595 0 916 220 0 0
ctxt 15826689
btime 1795423747
`;

describe('parseCpuLines', () => {
  it('reads each CPU that is online, under its own number', () => {
    const none = { irq: 0, guest: 0, guestNice: 0 };
    expect(parseCpuLines(kernelFile(STAT))).toEqual([
      {
        ...{ cpu: 0, user: 57_144, nice: 14_110, system: 17_628, idle: 81_506 },
        ...{ iowait: 496, softirq: 496, steal: 208, ...none },
      },
      {
        ...{ cpu: 2, user: 60_084, nice: 13_894, system: 18_246, idle: 77_726 },
        ...{ iowait: 595, softirq: 916, steal: 220, ...none },
      },
    ]);
  });

  it('leaves undefined the columns an old kernel has not', () => {
    const [cpu] = parseCpuLines(kernelFile('cpu0 1 2 3 4\n'));
    expect([cpu.user, cpu.idle, cpu.iowait, cpu.steal]).toEqual([1, 4, undefined, undefined]);
  });

  it.each([
    ['no bytes', '', 'empty'],
    ['a line cut short', 'cpu0 1 2 3 4', 'malformed'],
    ['a number that is none', 'cpu0 1 x 3 4\n', 'malformed'],
    ['a CPU without a number', 'cpuX 1 2 3 4\n', 'malformed'],
    ['too few columns', 'cpu0 1 2\n', 'malformed'],
    ['a number too large', 'cpu0 99999999999999999999 2 3 4\n', 'overflow'],
    ['no CPU at all', 'btime 1\n', 'none'],
  ])('of %s says %s', (_case, text, code) => {
    expect(faultOf(parseCpuLines, text)).toBe(code);
  });

  it('gives records or typed errors for any bytes', () => {
    expectRecordOrTypedError(parseCpuLines, STAT);
  });
});
