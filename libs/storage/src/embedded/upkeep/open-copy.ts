import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StorageError, toStorageError } from '../../storage-error';
import { EmbeddedStore } from '../embedded-store';
import { parseFileHeader } from '../disk/records';
import { JOURNAL_MAGIC, listSegments, readSegment } from '../journal/segment';
import { NamesFile } from '../names/names-file';
import { copyStore } from './copy-store';

/** A store opened for reading, on a copy of its files. */
export interface StoreCopy {
  readonly store: EmbeddedStore;
  readonly intervalMs: number;
  /** Closes it and deletes the copy; may be called again. */
  readonly remove: () => Promise<void>;
}

export interface OpenCopyOptions {
  /** Where the copy is made; beside the store where that is on the same disk, else `os.tmpdir()`. */
  readonly workDirectory?: string;
  /** Told of what is damaged. */
  readonly warn: (message: string) => void;
}

/** Long enough that nothing is too old or too new to be read. */
const EVER_SECONDS = 10_000_000_000;
const MEMORY_BYTES = 64 * 1_024 * 1_024;

/**
 * Opens a copy of a store, so that one in use can be read and nothing of it is changed. Files
 * of sealed windows are linked where the copy is on the same file system.
 * @throws StorageError when the directory is no store or cannot be read, or the copy not be made
 */
export async function openStoreCopy(
  directory: string,
  { workDirectory, warn }: OpenCopyOptions,
): Promise<StoreCopy> {
  const intervalMs = await readInterval(directory);
  const place = await makeWorkDirectory(directory, workDirectory);
  const remove = (): Promise<void> => rm(place, { recursive: true, force: true });
  try {
    const copy = join(place, 'store');
    await copyStore(directory, copy);
    const { store } = await EmbeddedStore.open(
      {
        intervalSeconds: intervalMs / 1_000,
        retentionSeconds: EVER_SECONDS,
        maxSeries: Number.POSITIVE_INFINITY,
        maxAheadSeconds: EVER_SECONDS,
        now: Date.now,
      },
      {
        directory: copy,
        sync: 'none',
        maxBytes: Number.POSITIVE_INFINITY,
        memorySeconds: 0,
        memoryBytes: MEMORY_BYTES,
        minuteSeconds: 0,
        hourSeconds: 0,
        warn,
      },
    );
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= store.close().then(remove));
    return { store, intervalMs, remove: close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The interval a store was written with stands at the head of its names file and of each journal. */
async function readInterval(directory: string): Promise<number> {
  try {
    await stat(join(directory, 'blocks'));
    const names = new NamesFile({ path: join(directory, 'names'), intervalMs: 0, sync: 'none' });
    const { intervalMs } = await names.read(() => undefined);
    if (intervalMs !== undefined && intervalMs > 0) return intervalMs;
    // A young store has named nobody yet.
    for (const { path } of await listSegments(join(directory, 'journal'))) {
      const written = parseFileHeader(await readSegment(path), JOURNAL_MAGIC);
      if (written !== undefined && written > 0) return written;
    }
  } catch (error) {
    throw toStorageError(error, directory, 'read the store', 'unreadable');
  }
  const message = `cannot read the store (${directory}): no file tells its interval; it is empty or damaged`;
  throw new StorageError('unreadable', directory, message);
}

async function makeWorkDirectory(directory: string, asked: string | undefined): Promise<string> {
  const beside = dirname(resolve(directory));
  const place = asked ?? ((await isSameDisk(directory, beside)) ? beside : tmpdir());
  const prefix = '.kubemonitor-copy-';
  try {
    return await mkdtemp(join(place, prefix));
  } catch (error) {
    if (asked !== undefined || place === tmpdir()) {
      throw toStorageError(error, place, 'make a copy of the store');
    }
    return mkdtemp(join(tmpdir(), prefix));
  }
}

async function isSameDisk(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)]);
  return first.dev === second.dev;
}
