import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryLock, type LockTiming } from './directory-lock';

const NOW_MS = Date.parse('2026-01-01T00:00:00Z');

describe('DirectoryLock', () => {
  let directory: string;
  let path: string;
  /** What happens while the lock waits. */
  let whileWaiting: () => void = () => undefined;
  let waitedMs = 0;
  const timing: LockTiming = {
    now: () => NOW_MS,
    wait: (ms) => {
      waitedMs += ms;
      whileWaiting();
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubemonitor-lock-'));
    path = join(directory, 'LOCK');
    whileWaiting = () => undefined;
    waitedMs = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** Leaves the lock of this process with some of it changed, touched so long ago. */
  async function leaveLock(changes: object, agoMs: number): Promise<void> {
    await DirectoryLock.acquire(directory, timing);
    const holder = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...holder, ...changes }));
    touch(agoMs);
  }

  function touch(agoMs: number): void {
    const seconds = (NOW_MS - agoMs) / 1_000;
    utimesSync(path, seconds, seconds);
  }

  async function codeOf(attempt: Promise<unknown>): Promise<string> {
    const error = await attempt.then(
      () => undefined,
      (thrown: { code: string }) => thrown,
    );
    return error?.code ?? 'taken';
  }

  const acquire = () => codeOf(DirectoryLock.acquire(directory, timing));

  it('is for one at a time, and free again when released', async () => {
    const lock = await DirectoryLock.acquire(directory, timing);
    expect(await acquire()).toBe('locked');
    await lock.release();
    expect(await acquire()).toBe('taken');
  });

  it('names who holds it', async () => {
    await DirectoryLock.acquire(directory, timing);
    await expect(DirectoryLock.acquire(directory, timing)).rejects.toThrow(
      new RegExp(`in use by process ${process.pid} on ".*".*${path}`),
    );
  });

  it('is taken over at once from a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await leaveLock({ pid: child.pid, started: '1' }, 0);
    expect(await acquire()).toBe('taken');
    expect(waitedMs).toBeLessThan(1_000);
  });

  it('is taken over from an earlier process that had the same id', async () => {
    await leaveLock({ started: '1' }, 0);
    expect(await acquire()).toBe('taken');
  });

  it.each([
    ['another container', { pid_namespace: 'pid:[1]' }],
    ['another machine', { boot_id: 'other' }],
  ])('is held by %s as long as that touches it', async (_, changes) => {
    await leaveLock(changes, 2_000);
    whileWaiting = () => touch(1_000);
    expect(await acquire()).toBe('locked');
    whileWaiting = () => undefined;
    expect(await acquire()).toBe('taken');
    expect(waitedMs).toBeGreaterThanOrEqual(4_000);
  });

  it('is not waited for when it was left long ago, whole or damaged', async () => {
    await leaveLock({ boot_id: 'other' }, 61_000);
    expect(await acquire()).toBe('taken');
    writeFileSync(path, '{"nonce');
    touch(61_000);
    expect(await acquire()).toBe('taken');
    expect(waitedMs).toBeLessThan(1_000);
  });

  it('has the last of two that take it over at once', async () => {
    await leaveLock({ started: '1' }, 0);
    whileWaiting = () => {
      whileWaiting = () => undefined;
      writeFileSync(path, JSON.stringify({ nonce: 'the other', pid: 1, host: 'h' }));
    };
    expect(await acquire()).toBe('locked');
  });

  it('tells a holder that lost it', async () => {
    const lock = await DirectoryLock.acquire(directory, timing);
    await lock.check();
    writeFileSync(path, JSON.stringify({ nonce: 'the other', pid: 1, host: 'h' }));
    await expect(lock.check()).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
    expect(readFileSync(path, 'utf8')).toContain('the other');
  });

  it('makes its file anew when somebody has deleted it', async () => {
    const lock = await DirectoryLock.acquire(directory, timing);
    rmSync(path);
    await lock.check();
    expect(await acquire()).toBe('locked');
  });

  it('says why it cannot be made', async () => {
    await expect(DirectoryLock.acquire(join(directory, 'missing'), timing)).rejects.toMatchObject({
      code: 'write_failed',
      path: join(directory, 'missing', 'LOCK'),
    });
  });
});
