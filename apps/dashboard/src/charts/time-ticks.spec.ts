import { timeTicks } from './time-ticks';

/** In the zone of the test, whichever it is. */
function local(year: number, month: number, day: number, hour = 0, minute = 0, second = 0) {
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

describe('timeTicks', () => {
  it('shows seconds for steps below a minute, and the date once', () => {
    const times = [local(2026, 11, 23, 14, 5, 0), local(2026, 11, 23, 14, 5, 15)];
    expect(timeTicks(times, 15_000)).toEqual(['14:05:00\n11-23', '14:05:15']);
  });

  it('shows the date again when a day begins', () => {
    const times = [local(2026, 11, 23, 20), local(2026, 11, 24), local(2026, 11, 24, 4)];
    expect(timeTicks(times, 4 * 3_600_000)).toEqual(['20:00\n11-23', '00:00\n11-24', '04:00']);
  });

  it('shows only dates for steps of days, with the year where it changes', () => {
    const times = [local(2026, 12, 30), local(2026, 12, 31), local(2027, 1, 1)];
    expect(timeTicks(times, 86_400_000)).toEqual(['12-30', '12-31', '01-01\n2027']);
  });

  it('has no ticks of none', () => {
    expect(timeTicks([], 1_000)).toEqual([]);
  });
});
