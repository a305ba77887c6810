import { StorageError, StoreError } from '@kubemonitor/storage';
import { toProblem } from '../problem/problem.filter';

describe('toStoreProblem', () => {
  it.each([
    ['unavailable', 503, 5],
    ['busy', 503, 5],
    ['misconfigured', 503, 5],
    ['refused', 422, undefined],
    ['too_much', 400, undefined],
  ] as const)('answers %s with %p', (code, status, retryAfterSeconds) => {
    const problem = toProblem(new StoreError(code, 'what it says'));
    expect([problem.status, problem.detail]).toEqual([status, 'what it says']);
    expect(problem.members.retryAfterSeconds).toBe(retryAfterSeconds);
  });

  it.each([
    ['disk_full', 507, 'The disk is full; nothing was stored.'],
    ['sync_failed', 503, 'The disk did not take it (sync_failed); nothing was stored.'],
  ] as const)('tells of %s without the path', (code, status, detail) => {
    const problem = toProblem(new StorageError(code, '/data', 'cannot write /data/journal'));
    expect([problem.status, problem.detail]).toEqual([status, detail]);
    expect(problem.members.retryAfterSeconds).toBe(5);
  });
});
