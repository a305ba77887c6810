import { toTimes } from './promql';

describe('toTimes', () => {
  it('ends with the last tick where each tick is a step', () => {
    const window = { seconds: 300, step: 5 };
    expect(toTimes(1_000, window, 5)).toEqual({ start: 705, end: 1_000, step: 5 });
  });

  it('takes the last tick of each whole minute', () => {
    // 995 is in the minute from 960 to 1020, which is not over; the one before ends with 955.
    const hour = { seconds: 3_600, step: 60 };
    expect(toTimes(995, hour, 5)).toEqual({ start: 955 - 3_540, end: 955, step: 60 });
    expect(toTimes(1_015, hour, 5).end).toBe(1_015);
  });
});
