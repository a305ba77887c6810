import { BINARY, expectRecordOrTypedError, faultOf, kernelFile } from '../testing/kernel-file';
import { parseCfsStat } from './cfs-stat';

// A pod at its limit: kernel 6.18, cgroup v1, cgroupfs driver.
const THROTTLED = `nr_periods 16
nr_throttled 8
throttled_time 502892064
nr_bursts 2
burst_time 1999
`;

describe('parseCfsStat', () => {
  it('reads a whole file and turns nanoseconds into microseconds', () => {
    expect(parseCfsStat(kernelFile(THROTTLED))).toEqual({
      nrPeriods: 16,
      nrThrottled: 8,
      throttledUsec: 502_892,
      nrBursts: 2,
      burstUsec: 1,
    });
  });

  it('reads the file of a kernel without bursts', () => {
    const text = 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n';
    expect(parseCfsStat(kernelFile(text))).toEqual({
      nrPeriods: 0,
      nrThrottled: 0,
      throttledUsec: 0,
    });
  });

  it('loses nothing of a throttled time above 2^53 ns', () => {
    // One and a hundred times above 2^53 = 9007199254740992.
    expect(parseCfsStat(kernelFile('throttled_time 9007199254740993\n'))).toEqual({
      throttledUsec: 9_007_199_254_740,
    });
    expect(parseCfsStat(kernelFile('throttled_time 900719925474099399\n'))).toEqual({
      throttledUsec: 900_719_925_474_099,
    });
  });

  it('skips the keys of cgroup v2', () => {
    expect(parseCfsStat(kernelFile('usage_usec 5\nnr_periods 1\nthrottled_usec 7\n'))).toEqual({
      nrPeriods: 1,
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['one bad line', 'nr_periods 16\nthrottled_time 1.5\n', 'malformed'],
    ['max', 'nr_periods max\n', 'malformed'],
    ['a number cut short', 'nr_periods 16\nthrottled_time 5028', 'malformed'],
    ['binary', BINARY, 'malformed'],
    ['too large a number', 'nr_periods 9007199254740992\n', 'overflow'],
    ['too long a time', 'throttled_time 9007199254740992000\n', 'overflow'],
  ])('refuses %s', (_, file, code) => {
    expect(faultOf(parseCfsStat, file)).toBe(code);
  });

  it('gives a record or a typed error for any bytes', () => {
    expectRecordOrTypedError(parseCfsStat, THROTTLED);
  });
});
