import { ManualTiming } from '../testing/manual-timing';
import { Watchdog } from './watchdog';

describe('Watchdog', () => {
  it('calls when nothing was heard for its time, and not before', () => {
    const timing = new ManualTiming();
    let calls = 0;
    const watchdog = new Watchdog(timing, 100, () => (calls += 1));
    timing.advance(60);
    watchdog.feed();
    timing.advance(99);
    expect(calls).toBe(0);
    timing.advance(1);
    expect(calls).toBe(1);
  });

  it('calls no more when it has ended', () => {
    const timing = new ManualTiming();
    let calls = 0;
    const watchdog = new Watchdog(timing, 100, () => (calls += 1));
    timing.advance(50);
    watchdog.feed();
    timing.advance(60);
    watchdog.end();
    timing.advance(1_000);
    expect(calls).toBe(0);
  });
});
