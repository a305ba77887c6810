import { KubernetesError } from '@kubemonitor/kubernetes';
import { ReviewedTokens } from './reviewed-tokens';
import type { Verdict } from './verdict';

let nowMs = 0;
let reviewed: string[];
let answers: Map<string, Verdict<string> | Error>;

/** A review that answers as `answers` says, later than it was asked. */
async function review(token: string): Promise<Verdict<string>> {
  reviewed.push(token);
  await Promise.resolve();
  const answer = answers.get(token) ?? { refused: 'wrong_token' };
  if (answer instanceof Error) throw answer;
  return answer;
}

let tokens: ReviewedTokens<string>;

beforeEach(() => {
  nowMs = 5_000;
  reviewed = [];
  answers = new Map([['good', { who: 'worker-1' }]]);
  tokens = new ReviewedTokens(review, () => nowMs);
});

it('asks once in a minute for a good token, and is at once right after', async () => {
  expect(await tokens.judge('good')).toEqual({ who: 'worker-1' });
  nowMs += 59_999;
  expect(tokens.judge('good')).toEqual({ who: 'worker-1' });
  expect(reviewed).toEqual(['good']);

  nowMs += 1;
  answers.set('good', { refused: 'wrong_token' });
  expect(await tokens.judge('good')).toEqual({ refused: 'wrong_token' });
  expect(reviewed).toEqual(['good', 'good']);
});

it('asks once in ten seconds for a bad token', async () => {
  expect(await tokens.judge('bad')).toEqual({ refused: 'wrong_token' });
  nowMs += 9_999;
  expect(tokens.judge('bad')).toEqual({ refused: 'wrong_token' });
  nowMs += 1;
  answers.set('bad', { who: 'worker-2' });
  expect(await tokens.judge('bad')).toEqual({ who: 'worker-2' });
  expect(reviewed).toEqual(['bad', 'bad']);
});

it('asks once for requests that come meanwhile', async () => {
  const verdicts = await Promise.all(['good', 'good', 'good'].map((t) => tokens.judge(t)));
  expect(verdicts).toEqual(Array(3).fill({ who: 'worker-1' }));
  expect(reviewed).toEqual(['good']);
});

it('does not remember that it could not be asked', async () => {
  answers.set('good', new Error('connection refused'));
  await expect(tokens.judge('good')).rejects.toThrow('connection refused');
  answers.set('good', { who: 'worker-1' });
  expect(await tokens.judge('good')).toEqual({ who: 'worker-1' });
});

describe('while the cluster cannot be asked', () => {
  const AWAY = new KubernetesError(undefined, 'ECONNREFUSED', 'connection refused');

  beforeEach(async () => {
    await tokens.judge('good');
    reviewed.length = 0;
    answers.set('good', AWAY);
  });

  it('lets in for ten minutes who was good before, and asks every ten seconds', async () => {
    nowMs += 60_000;
    expect(await tokens.judge('good')).toEqual({ who: 'worker-1' });
    nowMs += 9_999;
    expect(tokens.judge('good')).toEqual({ who: 'worker-1' });
    expect(reviewed).toEqual(['good']);
    nowMs = 5_000 + 599_999;
    expect(await tokens.judge('good')).toEqual({ who: 'worker-1' });
    nowMs += 10_000;
    await expect(tokens.judge('good')).rejects.toThrow('connection refused');
  });

  it('lets nobody else in', async () => {
    answers.set('new', AWAY);
    await expect(tokens.judge('new')).rejects.toThrow('connection refused');
  });

  it('does not let in again who was refused meanwhile', async () => {
    nowMs += 60_000;
    answers.set('good', { refused: 'wrong_token' });
    await tokens.judge('good');
    nowMs += 10_000;
    answers.set('good', AWAY);
    await expect(tokens.judge('good')).rejects.toThrow('connection refused');
  });
});

it('reviews a token that was good before a crowd of new ones', async () => {
  await tokens.judge('good');
  nowMs += 60_000;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const slow = new ReviewedTokens<string>(
    async (token) => {
      const verdict = await review(token);
      if (token.startsWith('made-up')) await held;
      return verdict;
    },
    () => nowMs,
  );
  await slow.judge('good');
  nowMs += 60_000;
  const crowd = Array.from({ length: 100 }, (_, index) => slow.judge(`made-up-${index}`));
  expect(await slow.judge('good')).toEqual({ who: 'worker-1' });
  release();
  expect(await Promise.all(crowd)).toEqual(Array(100).fill({ refused: 'wrong_token' }));
});

it('keeps good tokens when many bad ones come', async () => {
  await tokens.judge('good');
  for (let index = 0; index < 25_000; index += 1) await tokens.judge(`bad-${index}`);
  reviewed.length = 0;
  expect(tokens.judge('good')).toEqual({ who: 'worker-1' });
  expect(reviewed).toEqual([]);
});
