import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseMeminfo } from './meminfo';

// Lines of a node with kernel 6.1, except that this one has some swap.
const NODE = `MemTotal:        2539040 kB
MemFree:         1880440 kB
MemAvailable:    2042224 kB
Buffers:           10580 kB
Cached:           274184 kB
SwapCached:            0 kB
Active(anon):       1136 kB
SwapTotal:       1048576 kB
SwapFree:        1048000 kB
Shmem:              1924 kB
KReclaimable:      25192 kB
Slab:              51304 kB
SReclaimable:      25192 kB
VmallocTotal:   13743895347199 kB
HugePages_Total:       0
Hugepagesize:       2048 kB
`;

describe('parseMeminfo', () => {
  it('reads a whole file', () => {
    expect(parseMeminfo(kernelFile(NODE))).toEqual({
      memTotalBytes: 2_539_040 * 1_024,
      memFreeBytes: 1_880_440 * 1_024,
      memAvailableBytes: 2_042_224 * 1_024,
      buffersBytes: 10_580 * 1_024,
      cachedBytes: 274_184 * 1_024,
      swapTotalBytes: 1_073_741_824,
      swapFreeBytes: 1_073_152_000,
      shmemBytes: 1_970_176,
      slabReclaimableBytes: 25_796_608,
    });
  });

  it('leaves undefined what the kernel does not write, and skips later keys', () => {
    const text = 'MemTotal:        4 kB\nMemFuture:  many\nFuture\n';
    expect(parseMeminfo(kernelFile(text))).toEqual({ memTotalBytes: 4_096 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['no MemTotal', 'MemFree: 4 kB\n', 'malformed'],
    ['another unit', 'MemTotal: 4 MB\n', 'malformed'],
    ['no unit', 'MemTotal: 4\n', 'malformed'],
    ['one bad line', 'MemTotal: 4 kB\nMemFree: x kB\n', 'malformed'],
    ['max', 'MemTotal: max kB\n', 'malformed'],
    ['a number cut short', 'MemTotal: 4 kB\nMemFree: 18', 'malformed'],
    ['too large a number', 'MemTotal: 8796093022208 kB\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseMeminfo, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseMeminfo, NODE);
  });
});
