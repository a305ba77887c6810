import { parseCpuSeconds, parseStatusBytes, parseWrittenBytes, readUsage } from './proc-usage';

describe('parseCpuSeconds', () => {
  it('adds fields 14 and 15, whatever the name holds', () => {
    const stat = '42 (a) b (c) S 1 42 42 0 -1 4194560 591 0 0 0 250 70 0 0 20 0 1 0 17865 1011712';
    expect(parseCpuSeconds(stat)).toBe(3.2);
  });
});

describe('parseStatusBytes', () => {
  const status = 'VmPeak:\t  700 kB\nVmHWM:\t   60 kB\nVmRSS:\t   50 kB\nThreads:\t11\n';

  it.each([
    ['VmRSS', 51_200],
    ['VmHWM', 61_440],
    ['VmSwap', Number.NaN],
    ['Threads', Number.NaN],
  ])('reads %s as %p', (name, bytes) => {
    expect(parseStatusBytes(status, name)).toBe(bytes);
  });
});

describe('readUsage', () => {
  it('reads this very process', () => {
    const usage = readUsage(process.pid);
    expect(usage.cpuSeconds).toBeGreaterThan(0);
    expect(usage.peakRssBytes).toBeGreaterThanOrEqual(usage.rssBytes);
  });

  it('says when there is no such process', () => {
    expect(() => readUsage(0)).toThrow('has the process ended?');
  });
});

describe('parseWrittenBytes', () => {
  it('takes what was written and not what was cancelled', () => {
    const io = 'wchar: 9\nread_bytes: 1\nwrite_bytes: 8192\ncancelled_write_bytes: 77\n';
    expect(parseWrittenBytes(io)).toBe(8_192);
    expect(parseWrittenBytes('cancelled_write_bytes: 77\n')).toBeUndefined();
  });
});
