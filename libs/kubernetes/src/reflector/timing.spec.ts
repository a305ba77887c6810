import { computeBackoffMs } from './backoff';
import { SYSTEM_TIMING } from './timing';

describe('SYSTEM_TIMING', () => {
  it('sleeps, and wakes at once when it is to', async () => {
    const ending = new AbortController();
    await SYSTEM_TIMING.sleep(1, ending.signal);
    const sleeping = SYSTEM_TIMING.sleep(3_600_000, ending.signal);
    ending.abort();
    await sleeping;
    await SYSTEM_TIMING.sleep(3_600_000, ending.signal);
  });

  it('takes back what it should have called', async () => {
    const calls: string[] = [];
    SYSTEM_TIMING.after(0, () => calls.push('never'))();
    await new Promise<void>((resolve) => void SYSTEM_TIMING.after(1, resolve));
    expect(calls).toEqual([]);
  });
});

describe('computeBackoffMs', () => {
  it.each([
    [1, 0, 800],
    [1, 0.5, 1_200],
    [2, 0.5, 2_000],
    // 800 × 2^5 = 25,600; 800 × 2^6 is over the bound of 30,000.
    [5, 0.5, 13_200],
    [6, 0.5, 15_400],
    [1_000, 0.999, 29_970.8],
  ])('after %i failures, chance %f: %f ms', (failures, random, expected) => {
    expect(computeBackoffMs(failures, random)).toBeCloseTo(expected, 6);
  });
});
