import { judgeOne } from './judge-appearance';

const START = Date.parse('2026-01-01T00:00:00Z');

function pod(restartCount = 0) {
  const startedAt = new Date(START).toISOString();
  const state = { running: { startedAt } };
  return {
    metadata: { name: 'p', uid: 'u' },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'c', ready: true, restartCount, state }],
    },
  };
}

const judge = (seconds: number | undefined, endSeconds = 60) =>
  judgeOne(
    pod(),
    {
      firstSeenMs: new Map(seconds === undefined ? [] : [['p', START + seconds * 1_000]]),
      endMs: START + endSeconds * 1_000,
    },
    5_000,
  ).state;

it('wants a pod within two ticks of 5 s, and 2.5 s for looking', () => {
  expect([-1, 0, 12.5].map((seconds) => judge(seconds))).toEqual(['ok', 'ok', 'ok']);
  expect(judge(12.6)).toBe('off');
  expect(judge(undefined)).toBe('off');
});

it('does not judge a pod started just before the end, or one that was restarted', () => {
  expect(judge(undefined, 12)).toBe('skipped');
  expect(judgeOne(pod(1), { firstSeenMs: new Map(), endMs: START }, 5_000).state).toBe('skipped');
});
