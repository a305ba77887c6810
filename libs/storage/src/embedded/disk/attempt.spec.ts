import { StorageError } from '../../storage-error';
import { Attempt } from './attempt';

function failing(code: string, message: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(message), { code }));
}

describe('Attempt', () => {
  const told: string[] = [];
  let nowMs = 0;
  const make = () =>
    new Attempt('write a roll-up', {
      directory: '/data',
      now: () => nowMs,
      warn: (message) => told.push(message),
    });
  beforeEach(() => {
    told.length = 0;
    nowMs = 0;
  });

  it('tells a failure once, waits ten seconds, and tells when it is over', async () => {
    const attempt = make();
    let tries = 0;
    const full = () => {
      tries += 1;
      return failing('ENOSPC', 'no space left')();
    };
    await attempt.run(full);
    await attempt.run(full);
    expect([tries, attempt.isFailing]).toEqual([1, true]);
    expect(told).toEqual([expect.stringContaining('write a roll-up')]);
    nowMs = 10_000;
    await attempt.run(full);
    expect([tries, told.length]).toEqual([2, 1]);
    nowMs = 20_000;
    await attempt.run(() => Promise.resolve(false));
    expect([attempt.isFailing, told.length]).toEqual([true, 1]);
    await attempt.run(() => Promise.resolve(true));
    expect(attempt.isFailing).toBe(false);
    expect(told.slice(1)).toEqual(['the disk takes data again']);
    await attempt.run(() => Promise.resolve(true));
    expect(told).toHaveLength(2);
  });

  it('tells of another failure, and of one met elsewhere', async () => {
    const attempt = make();
    await attempt.run(failing('ENOSPC', 'no space left'));
    nowMs = 10_000;
    await attempt.run(failing('EIO', 'input/output error'));
    attempt.note(new StorageError('locked', '/data', 'in use'));
    expect(told).toEqual([
      expect.stringContaining('no space left'),
      expect.stringContaining('input/output error'),
      'in use',
    ]);
  });
});
