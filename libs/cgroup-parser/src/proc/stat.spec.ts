import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseProcStat } from './stat';

// A node of two CPUs: kernel 6.18; the lines of numbers for each interrupt are cut.
const NODE = `cpu  117229 28005 35875 159232 1092 0 1413 428 0 0
cpu0 57144 14110 17628 81506 496 0 496 208 0 0
cpu1 60084 13894 18246 77726 595 0 916 220 0 0
intr 5215630 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
ctxt 15826689
btime 1795423747
processes 56182
procs_running 12
procs_blocked 0
softirq 2723867 0 140708 57 1764531 288898 0 3 156453 2849 370368
`;

describe('parseProcStat', () => {
  it('reads a whole file', () => {
    expect(parseProcStat(kernelFile(NODE))).toEqual({
      cpu: {
        user: 117_229,
        nice: 28_005,
        system: 35_875,
        idle: 159_232,
        iowait: 1_092,
        irq: 0,
        softirq: 1_413,
        steal: 428,
        guest: 0,
        guestNice: 0,
      },
      cpuCount: 2,
      bootTimeSeconds: 1_795_423_747,
      contextSwitches: 15_826_689,
      forks: 56_182,
      procsRunning: 12,
      procsBlocked: 0,
    });
  });

  it('leaves undefined what the kernel does not write', () => {
    expect(parseProcStat(kernelFile('cpu  1 2 3 4\ncpu0 1 2 3 4\n'))).toEqual({
      cpu: { user: 1, nice: 2, system: 3, idle: 4 },
      cpuCount: 1,
    });
  });

  it('skips columns, lines and words of later kernels', () => {
    const text = 'cpu  1 2 3 4 5 6 7 8 9 10 11 max\ncpufreq 5\ncpu7 x\ncpu12 x\nfuture x\n';
    expect(parseProcStat(kernelFile(text))).toEqual({
      cpu: {
        user: 1,
        nice: 2,
        system: 3,
        idle: 4,
        iowait: 5,
        irq: 6,
        softirq: 7,
        steal: 8,
        guest: 9,
        guestNice: 10,
      },
      cpuCount: 2,
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['no cpu line', 'cpu0 1 2 3 4\nbtime 5\n', 'malformed'],
    ['too few columns', 'cpu  1 2 3\n', 'malformed'],
    ['one bad column', 'cpu  1 2 3 4 x\n', 'malformed'],
    ['a negative column', 'cpu  1 2 3 -4\n', 'malformed'],
    ['one bad line', 'cpu  1 2 3 4\nbtime max\n', 'malformed'],
    ['a file cut short', NODE.slice(0, 300), 'malformed'],
    ['too large a number', 'cpu  1 2 3 9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseProcStat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseProcStat, NODE);
  });
});
