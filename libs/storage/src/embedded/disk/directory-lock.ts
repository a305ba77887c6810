import { randomUUID } from 'node:crypto';
import {
  open,
  readFile,
  readlink,
  rename,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StorageError, toStorageError } from '../../storage-error';
import { FILE_MODE } from './append-file';

/** Who holds a directory. A process id means something in its own PID namespace only. */
interface Holder {
  readonly nonce: string;
  readonly pid: number;
  /** Start of the process in clock ticks since the boot: tells it from a later one of the same id. */
  readonly started: string;
  readonly pid_namespace: string;
  readonly boot_id: string;
  readonly host: string;
}

/** The holder touches the lock file about every second; without a touch for so long it is gone. */
const SILENT_MS = 4_000;
const LOOK_EVERY_MS = 250;

/** A lock file last touched so long ago belongs to nobody. */
const FORGOTTEN_MS = 60_000;

/** Two that take over a stale lock at once both write it; the last one has it. */
const SETTLE_MS = 100;

export interface LockTiming {
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const SYSTEM_TIMING: LockTiming = {
  now: () => Date.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Keeps a directory for one process. A holder in the same PID namespace is asked for by
 * process id and start time, so that a lock left by a crash is taken over at once. One
 * that cannot be seen, in another container or on another machine, counts as alive while
 * it touches its file. A holder that stood still for longer and lost the lock finds out at
 * its next `check`. What two machines see of a network file system at different times is
 * not checked.
 */
export class DirectoryLock {
  private constructor(
    readonly path: string,
    private readonly holder: Holder,
  ) {}

  /** @throws StorageError `locked` when another process has the directory */
  static async acquire(
    directory: string,
    timing: LockTiming = SYSTEM_TIMING,
  ): Promise<DirectoryLock> {
    const path = join(directory, 'LOCK');
    const holder = await describeSelf();
    try {
      await writeNew(path, holder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw toStorageError(error, path, 'lock the directory of the store');
      }
      await takeOver(path, holder, timing);
    }
    return new DirectoryLock(path, holder);
  }

  /**
   * Says that the holder lives; a lock file that was deleted or damaged is made anew.
   * @throws StorageError `locked` when another has taken the lock over
   */
  async check(): Promise<void> {
    const holder = await readHolder(this.path);
    if (holder !== undefined && holder.nonce !== this.holder.nonce) {
      throw lockedBy(this.path, holder);
    }
    try {
      if (holder === undefined) await writeFile(this.path, JSON.stringify(this.holder));
      const now = new Date();
      await utimes(this.path, now, now);
    } catch (error) {
      throw toStorageError(error, this.path, 'touch the lock of the store');
    }
  }

  async release(): Promise<void> {
    const holder = await readHolder(this.path);
    if (holder?.nonce === this.holder.nonce) await unlink(this.path);
  }
}

async function takeOver(path: string, self: Holder, timing: LockTiming): Promise<void> {
  const other = await readHolder(path);
  if (await isAlive(path, other, self, timing)) throw lockedBy(path, other);
  const own = `${path}.${self.nonce}`;
  try {
    await writeNew(own, self);
    await rename(own, path);
  } catch (error) {
    throw toStorageError(error, path, 'lock the directory of the store');
  }
  await timing.wait(SETTLE_MS);
  const winner = await readHolder(path);
  if (winner?.nonce !== self.nonce) throw lockedBy(path, winner);
}

async function isAlive(
  path: string,
  other: Holder | undefined,
  self: Holder,
  timing: LockTiming,
): Promise<boolean> {
  const isVisible = other?.boot_id === self.boot_id && other.pid_namespace === self.pid_namespace;
  if (isVisible) return (await startOf(other.pid)) === other.started;
  const seen = await touchedMs(path);
  if (timing.now() - seen > FORGOTTEN_MS) return false;
  for (let waited = 0; waited < SILENT_MS; waited += LOOK_EVERY_MS) {
    await timing.wait(LOOK_EVERY_MS);
    if ((await touchedMs(path)) !== seen) return true;
  }
  return false;
}

async function describeSelf(): Promise<Holder> {
  return {
    nonce: randomUUID(),
    pid: process.pid,
    started: (await startOf(process.pid)) ?? '',
    pid_namespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    boot_id: await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    host: hostname(),
  };
}

/** Start time of a process, field 22 of /proc/<pid>/stat; undefined when none of that id runs. */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name, in brackets, and may hold anything.
  const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? undefined : rest[18];
}

async function writeNew(path: string, holder: Holder): Promise<void> {
  const handle = await open(path, 'wx', FILE_MODE);
  try {
    await writeFile(handle, JSON.stringify(holder));
  } finally {
    await handle.close();
  }
}

/** Who a lock file names; undefined when there is none or it is damaged. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

async function touchedMs(path: string): Promise<number> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.NaN }));
  return mtimeMs;
}

function lockedBy(path: string, holder: Holder | undefined): StorageError {
  const who =
    holder === undefined
      ? 'another process'
      : `process ${holder.pid} on ${JSON.stringify(holder.host)}`;
  return new StorageError(
    'locked',
    path,
    `the directory of the store is in use by ${who} (${path}); give each server a directory of its own`,
  );
}
