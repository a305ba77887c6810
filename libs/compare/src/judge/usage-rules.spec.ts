import type { Point } from '../api/answers';
import { CPU_STEADY, judgeCounter, judgeCpu, judgeMemory } from './usage-rules';

const AT = Date.parse('2026-01-01T00:01:00Z');

/** Points every 5 s: the last value is of 00:01:05, the one before of 00:01:00. */
function points(field: string, values: readonly (number | null)[]): Point[] {
  return values.map((value, index) => ({
    timestamp: new Date(AT + 5_000 * (index + 2 - values.length)).toISOString(),
    [field]: value,
  }));
}

describe('judgeCpu', () => {
  const question = { subject: 'pod a/b', field: 'cpu_millicores', source: 'kubelet' } as const;
  const options = { intervalMs: 5_000, margin: CPU_STEADY };
  const judge = (values: readonly (number | null)[], kubelet: number) =>
    judgeCpu(question, points('cpu_millicores', values), { atMs: AT, value: kubelet }, options);

  it('holds steady load to 3 % + 0.5 millicores of our mean', () => {
    // Readings of 00:00:45 … 00:01:05; mean 100: 96.5 … 103.5 may be.
    const steady = [99, 101, 100, 100, 100];
    expect(judge(steady, 103.5)).toMatchObject({ state: 'ok', ours: '100', theirs: '103.5' });
    expect(judge(steady, 103.6).state).toBe('off');
    expect(judge(steady, 96.4).state).toBe('off');
  });

  it('holds bursts to the bounds of our readings, widened by 20 % + 2 millicores', () => {
    const bursts = [10, 50, 10, 50, 10];
    expect(judge(bursts, 62)).toMatchObject({ state: 'ok', tolerance: 'in bursts: 6 … 62' });
    expect(judge(bursts, 62.1).state).toBe('off');
    expect(judge(bursts, 5.9).state).toBe('off');
  });

  it('looks only at readings that overlap kubelet’s window', () => {
    // The first is of 00:00:40, exactly 20 s before: its interval ended when the window began.
    expect(judge([900, 100, 100, 100, 100, 100], 100).state).toBe('ok');
  });

  it('does not judge with fewer than three readings; null is none', () => {
    expect(judge([null, null, 100, null, 100], 100)).toMatchObject({
      state: 'skipped',
      reason: 'only 2 readings of ours around its time',
    });
  });
});

describe('judgeMemory', () => {
  const question = { subject: 'pod a/b', field: 'memory_bytes', source: 'kubelet' } as const;
  const judge = (values: readonly number[], kubelet: number) =>
    judgeMemory(question, points('memory_bytes', values), { atMs: AT, value: kubelet });

  it('allows 128 KiB where memory stands still', () => {
    expect(judge([1e6, 1e6, 1e6], 1e6 + 131_072).state).toBe('ok');
    expect(judge([1e6, 1e6, 1e6], 1e6 + 131_073).state).toBe('off');
  });

  it('allows 1 % of large values', () => {
    expect(judge([1e9, 1e9, 1e9], 1.01e9).state).toBe('ok');
    expect(judge([1e9, 1e9, 1e9], 1.011e9).state).toBe('off');
  });

  it('adds the spread of our own readings where they move by more than 10 %', () => {
    expect(judge([1e6, 2e6, 1e6], 0).state).toBe('ok');
    expect(judge([1e6, 2e6, 1e6], 3e6 + 131_072).state).toBe('ok');
    expect(judge([1e6, 2e6, 1e6], 3e6 + 131_073).state).toBe('off');
  });
});

describe('judgeCounter', () => {
  const question = { subject: 'pod a/b', field: 'network_rx_bytes', source: 'kubelet' } as const;
  // Of 00:00:35, :40, … 00:01:05: at most 20 s before is 200 (:40), just after is 800 (:05).
  const ours = points('network_rx_bytes', [100, 200, 300, 400, 500, 600, 800]);
  const judge = (kubelet: number) => judgeCounter(question, ours, { atMs: AT, value: kubelet });

  it('takes what lies between the readings before and after', () => {
    expect([200, 800].map((value) => judge(value).state)).toEqual(['ok', 'ok']);
    expect([199, 801].map((value) => judge(value).state)).toEqual(['off', 'off']);
  });

  it('does not judge a counter that began anew, or without a reading before', () => {
    const restarted = points('network_rx_bytes', [500, 500, 10, 20, 30, 40, 50]);
    const measured = { atMs: AT, value: 30 };
    expect(judgeCounter(question, restarted, measured).reason).toBe(
      'the counter began anew in between',
    );
    expect(judgeCounter(question, restarted.slice(4), measured).reason).toBe(
      'no reading of ours before or after it',
    );
  });
});
