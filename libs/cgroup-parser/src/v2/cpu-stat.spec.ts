import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCpuStat } from './cpu-stat';

// A container at its limit: kernel 6.1, cgroup v2, systemd driver.
const THROTTLED = `usage_usec 68795455
user_usec 46777273
system_usec 22018181
nr_periods 2917
nr_throttled 1689
throttled_usec 82802343
nr_bursts 0
burst_usec 0
`;

describe('parseCpuStat', () => {
  it('reads a whole file', () => {
    expect(parseCpuStat(kernelFile(THROTTLED))).toEqual({
      usageUsec: 68_795_455,
      userUsec: 46_777_273,
      systemUsec: 22_018_181,
      nrPeriods: 2_917,
      nrThrottled: 1_689,
      throttledUsec: 82_802_343,
      nrBursts: 0,
      burstUsec: 0,
    });
  });

  it('reads the file of a cgroup without the cpu controller', () => {
    const text = 'usage_usec 542906\nuser_usec 135726\nsystem_usec 407179\n';
    expect(parseCpuStat(kernelFile(text))).toEqual({
      usageUsec: 542_906,
      userUsec: 135_726,
      systemUsec: 407_179,
    });
  });

  it('skips keys of later kernels', () => {
    const text = 'usage_usec 5\nnice_usec 1\ncore_sched.force_idle_usec 0\n';
    expect(parseCpuStat(kernelFile(text))).toEqual({ usageUsec: 5 });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'usage_usec 5\nnr_periods x\n', 'malformed'],
    ['no usage', 'user_usec 135726\n', 'malformed'],
    ['the file of cgroup v1', 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n', 'malformed'],
    ['a number cut short', 'usage_usec 5429', 'malformed'],
    ['half a key', 'usage_usec 542906\nuser_us', 'malformed'],
    ['max', 'usage_usec max\n', 'malformed'],
    ['too large a number', 'usage_usec 9007199254740992\n', 'overflow'],
    ['binary', BINARY, 'malformed'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCpuStat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCpuStat, THROTTLED);
  });
});
