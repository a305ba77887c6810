import { SampleTemplate } from './sample-template';
import { toSnappyBlock } from './snappy';

describe('SampleTemplate', () => {
  it('writes one series as remote.proto says', () => {
    const request = new SampleTemplate([[['a', 'b']]]);
    request.write(1_700_000_000_000, [1]);
    // 1,700,000,000,000 in groups of seven bits, lowest first.
    const time = [0x80, 0xd0, 0x95, 0xff, 0xbc, 0x31];
    const sample = [0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, ...time];
    const label = [0x0a, 6, 0x0a, 1, 0x61, 0x12, 1, 0x62];
    const series = [...label, 0x12, sample.length, ...sample];
    const message = [0x0a, series.length, ...series];
    expect([...toSnappyBlock([request])]).toEqual([
      message.length,
      (message.length - 1) << 2,
      ...message,
    ]);
  });

  it('changes values and time in place', () => {
    const request = new SampleTemplate([[['a', 'b']]]);
    const write = (timeMs: number, value: number) => {
      request.write(timeMs, [value]);
      return [...request.bytes];
    };
    const first = write(1_700_000_000_000, 1);
    const second = write(1_700_000_005_000, 2);
    expect(second).toHaveLength(first.length);
    expect(second).not.toEqual(first);
    expect(write(1_700_000_000_000, 1)).toEqual(first);
  });

  it.each([0, 2 ** 35 - 1, 2 ** 42, Number.NaN])('refuses the time %p', (timeMs) => {
    expect(() => new SampleTemplate([[['a', 'b']]]).write(timeMs, [1])).toThrow(RangeError);
  });
});
