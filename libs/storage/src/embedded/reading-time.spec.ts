import fc from 'fast-check';
import { BOOTS, NO_TIME, encodeReadingTime, isBreak, offsetOf } from './reading-time';

describe('a reading time', () => {
  it('is the offset itself in the first boot, and carries boot and step above 2^25', () => {
    expect(encodeReadingTime(12, 0, false)).toBe(12);
    expect(encodeReadingTime(12, 1, false)).toBe(33_554_432 + 12);
    expect(encodeReadingTime(12, 0, true)).toBe(536_870_912 + 12);
    expect(encodeReadingTime(-3, 2, true)).toBe(536_870_912 + 67_108_864 - 3);
  });

  it('gives the offset back and is never NO_TIME', () => {
    const offsets = fc.integer({ min: -(2 ** 24) + 1, max: 2 ** 24 - 1 });
    fc.assert(
      fc.property(offsets, fc.nat(BOOTS - 1), fc.boolean(), (offset, boot, isStepped) => {
        const time = encodeReadingTime(offset, boot, isStepped);
        expect(offsetOf(time)).toBe(offset);
        expect(time).not.toBe(NO_TIME);
        expect(time).toBe(time | 0);
      }),
    );
  });

  it('holds offsets to 4.6 hours, which a sane clock never reaches', () => {
    expect(offsetOf(encodeReadingTime(1e12, 3, false))).toBe(16_777_215);
    expect(offsetOf(encodeReadingTime(-1e12, 3, false))).toBe(-16_777_215);
  });

  it('breaks rates at another boot and at a clock step, not after one', () => {
    const first = encodeReadingTime(5, 0, false);
    const second = encodeReadingTime(6, 0, false);
    const rebooted = encodeReadingTime(7, 1, false);
    const stepped = encodeReadingTime(8, 1, true);
    expect(isBreak(first, second)).toBe(false);
    expect(isBreak(second, rebooted)).toBe(true);
    expect(isBreak(rebooted, stepped)).toBe(true);
    expect(isBreak(stepped, rebooted)).toBe(false);
    expect(isBreak(stepped, stepped)).toBe(true);
  });
});
