import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskStats } from '../../store';
import { StorageError, toStorageError } from '../../storage-error';
import { BlockDirectory } from '../blocks/block-directory';
import type { BlockReading } from '../blocks/block-file';
import { ChunkCache } from '../blocks/chunk-cache';
import { takeSnapshot, writeBlock } from '../blocks/write-block';
import { Journal } from '../journal/journal';
import type { JournalEntry } from '../journal/journal-records';
import type { Segment } from '../journal/segment';
import { NamesFile } from '../names/names-file';
import { recordsOf, type Notable } from '../names/note-names';
import type { StoreParts } from '../store-parts';
import type { TableName, Window } from '../window';
import type { Rollups } from '../rollups/rollups';
import { WINDOW_TICKS, type Windows } from '../windows';
import { DIRECTORY_MODE, type OpenAppendFile, type SyncPolicy } from './append-file';
import { DirectoryLock } from './directory-lock';
import { OpenFiles } from './open-files';
import { chooseOverflow, droppableFiles } from './overflow';

/** Where and how samples outlive the process. */
export interface DiskOptions {
  readonly directory: string;
  readonly sync: SyncPolicy;
  /** Most bytes of all files: above it the oldest are dropped. */
  readonly maxBytes: number;
  /** Sealed windows that end longer ago are read from their files, s. */
  readonly memorySeconds: number;
  /** Most bytes of sealed windows in memory: above it the oldest are read from their files. */
  readonly memoryBytes: number;
  /** How long roll-ups of a minute and of an hour are kept, s; 0 = none are made. */
  readonly minuteSeconds: number;
  readonly hourSeconds: number;
  /** Told of what is damaged, of failures of the disk and of their end. */
  readonly warn: (message: string) => void;
  readonly openFile?: OpenAppendFile;
}

/** Chunks of windows that are read from their files, kept for the next question. */
const CACHE_BYTES = 64 * 1_024 * 1_024;
const MOST_OPEN_FILES = 128;

/** After a failure sealed windows are not written again at once. */
const RETRY_MS = 10_000;

/** The directory of a store: journal, blocks and names, for one process. */
export class Disk {
  readonly names: NamesFile;
  readonly blocks: BlockDirectory;
  private readonly files = new OpenFiles(MOST_OPEN_FILES);
  private readonly cache = new ChunkCache(CACHE_BYTES);
  private readonly damaged = new Set<string>();
  private journal: Journal | undefined;
  private keepingUp: Promise<void> | undefined;
  private retryAtMs = 0;
  private failure: string | undefined;
  /** Set when another process has taken the directory: nothing is written to it any more. */
  private lost: StorageError | undefined;

  private constructor(
    readonly options: DiskOptions,
    private readonly lock: DirectoryLock,
    private readonly clock: { readonly intervalMs: number; readonly now: () => number },
    private readonly metricsOf: (table: TableName) => readonly string[],
  ) {
    const { directory, sync, openFile } = options;
    const { intervalMs } = clock;
    this.names = new NamesFile({ path: join(directory, 'names'), intervalMs, sync, openFile });
    this.blocks = new BlockDirectory(
      join(directory, 'blocks'),
      'window',
      this.readingOf(metricsOf),
    );
  }

  /** Takes the directory, made if need be. @throws StorageError */
  static async open(
    options: DiskOptions,
    clock: { readonly intervalMs: number; readonly now: () => number },
    metricsOf: (table: TableName) => readonly string[],
  ): Promise<Disk> {
    const { directory } = options;
    try {
      await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE });
    } catch (error) {
      throw toStorageError(error, directory, 'make the directory of the store');
    }
    return new Disk(options, await DirectoryLock.acquire(directory), clock, metricsOf);
  }

  get journalDirectory(): string {
    return join(this.options.directory, 'journal');
  }

  /** What reading files of this directory needs; columns are named by `metricsOf`. */
  readingOf(metricsOf: (table: TableName) => readonly string[]): BlockReading {
    const { files, cache } = this;
    return { files, cache, metricsOf, onDamage: (path, what) => this.noteDamage(path, what) };
  }

  /** Begins to take entries, behind the segments of an earlier run. */
  begin(earlier: readonly Segment[]): void {
    const { intervalMs, now } = this.clock;
    const { sync, openFile } = this.options;
    const periodMs = WINDOW_TICKS * intervalMs;
    const directory = this.journalDirectory;
    this.journal = new Journal({ directory, intervalMs, sync, periodMs, now, openFile }, earlier);
  }

  /** Resolves when an entry about a window is safe as the policy says. @throws StorageError */
  async append(entry: JournalEntry, window: number): Promise<void> {
    try {
      await this.requireJournal().append(entry, window);
    } catch (error) {
      const failure = toStorageError(error, this.journalDirectory, 'write the journal');
      this.noteFailure(failure);
      throw failure;
    }
  }

  /** The same for entries nobody waits for. */
  note(entry: JournalEntry, window: number): void {
    if (this.lost === undefined) this.requireJournal().note(entry, window);
  }

  /**
   * Says that this process lives and brings the journal to the disk, as the policy wants it.
   * Short, and to be called about every second, whatever else is going on.
   */
  keepUp(): Promise<void> {
    this.keepingUp ??= this.keepUpOnce().finally(() => {
      this.keepingUp = undefined;
    });
    return this.keepingUp;
  }

  /**
   * Writes sealed windows and lets go of what they make needless. A disk that fails is told of
   * once and tried again later.
   */
  async maintain(parts: StoreParts): Promise<void> {
    if (this.lost !== undefined || this.clock.now() < this.retryAtMs) return;
    try {
      for (const window of parts.windows.newestFirst().reverse()) {
        if (window.isSealed && !window.isStored) await this.store(window, parts);
      }
      await this.requireJournal().release((number) => isSettled(parts.windows.get(number)));
      this.letGo(parts.windows);
      if (this.failure !== undefined) this.options.warn('the disk takes data again');
      this.failure = undefined;
    } catch (error) {
      this.noteFailure(toStorageError(error, this.options.directory, 'write the store'));
    }
  }

  /** Deletes the files of windows that were dropped. */
  async remove(windows: readonly Window[]): Promise<void> {
    for (const window of windows) {
      if (window.stored === undefined) continue;
      try {
        await this.blocks.remove(window.number);
      } catch (error) {
        this.noteFailure(toStorageError(error, this.options.directory, 'delete an old window'));
      }
    }
  }

  /**
   * Makes room when the files hold too much: the oldest of them go, windows and roll-ups alike.
   * @returns tick before which windows must go; 0 = none
   */
  async makeRoom(windows: Windows, rollups: Rollups): Promise<number> {
    const files = droppableFiles(windows, rollups, this.clock.intervalMs);
    const held = this.totalBytes(windows) + rollups.bytes;
    let tick = 0;
    for (const { window, remove } of chooseOverflow(files, held, this.options.maxBytes)) {
      if (window !== undefined) tick = Math.max(tick, window.firstTick + WINDOW_TICKS);
      else await this.attempt('delete a roll-up', remove);
    }
    return tick;
  }

  /** Does work on the files; a failure is told once, and nothing is tried again for a while. */
  async attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    if (this.lost !== undefined || this.clock.now() < this.retryAtMs) return;
    try {
      await work();
    } catch (error) {
      this.noteFailure(toStorageError(error, this.options.directory, what));
    }
  }

  stats(windows: Windows, rollups: Rollups): DiskStats {
    return {
      minuteBytes: rollups.minutes.bytes,
      hourBytes: rollups.hours.bytes,
      oldestMinuteMs: finiteOrNaN(rollups.minutes.oldestMs),
      oldestHourMs: finiteOrNaN(rollups.hours.oldestMs),
      journalBytes: this.journal?.bytes ?? 0,
      blockBytes: blockBytes(windows),
      namesBytes: this.names.size,
      windowsOnDisk: [...windows.all()].filter(({ isResident }) => !isResident).length,
      cachedBytes: this.cache.bytes,
      refusedBatches: this.journal?.failures ?? 0,
    };
  }

  /** Finishes what is under way and gives the directory back. @throws StorageError */
  async close(): Promise<void> {
    try {
      await this.journal?.close();
      await this.names.close();
      this.files.closeAll();
    } finally {
      await this.lock.release();
    }
  }

  private async keepUpOnce(): Promise<void> {
    if (this.lost !== undefined) return;
    try {
      await this.lock.check();
      if (this.options.sync === 'interval') await this.requireJournal().sync();
    } catch (error) {
      this.noteFailure(toStorageError(error, this.options.directory, 'keep the store'));
    }
  }

  /** A window's file must find the names of all its columns: they are written first. */
  private async store(window: Window, parts: StoreParts): Promise<void> {
    await this.noteNames(parts);
    const { writes } = window;
    if (!window.isSealed) return;
    const { intervalMs } = this.clock;
    const context = { intervalMs, sync: this.options.sync, metricsOf: this.metricsOf };
    const stored = await this.blocks.put(window.number, (path) =>
      writeBlock(path, takeSnapshot(window), context),
    );
    const isSame = window.isSealed && window.writes === writes;
    if (isSame) window.leaveToFile(stored);
    else window.stored = stored;
  }

  private async noteNames(parts: StoreParts): Promise<void> {
    const isRewrite = this.names.isStale;
    const noted: Notable[] = [];
    const records = recordsOf(parts, (owner) => {
      if (owner.isNoted && !isRewrite) return false;
      owner.isNoted = true;
      noted.push(owner);
      return true;
    });
    try {
      await (isRewrite ? this.names.rewrite(records) : this.names.append(records));
    } catch (error) {
      for (const owner of noted) owner.isNoted = false;
      throw error;
    }
  }

  /** Takes stored windows out of memory that are too old or too many. */
  private letGo(windows: Windows): void {
    const { memorySeconds, memoryBytes } = this.options;
    const { intervalMs, now } = this.clock;
    const oldestMs = now() - memorySeconds * 1_000;
    let held = 0;
    for (const window of windows.newestFirst()) {
      if (!window.isResident || !window.isStored) continue;
      for (const { bytes } of window.sealed.values()) held += bytes;
      const isOld = (window.firstTick + WINDOW_TICKS) * intervalMs <= oldestMs;
      if (isOld || held > memoryBytes) window.letGo();
    }
  }

  private totalBytes(windows: Windows): number {
    return blockBytes(windows) + (this.journal?.bytes ?? 0) + this.names.size;
  }

  private noteFailure(error: StorageError): void {
    if (error.code === 'locked') this.lost = error;
    this.retryAtMs = this.clock.now() + RETRY_MS;
    if (error.message !== this.failure) this.options.warn(error.message);
    this.failure = error.message;
  }

  private noteDamage(path: string, what: string): void {
    const message = `${path}: ${what}`;
    if (this.damaged.has(message)) return;
    this.damaged.add(message);
    this.options.warn(message);
  }

  private requireJournal(): Journal {
    if (this.lost !== undefined) throw this.lost;
    if (this.journal !== undefined) return this.journal;
    throw new StorageError('unreadable', this.journalDirectory, 'the store was not recovered yet');
  }
}

/** Whether the journal is not needed for a window any more. */
function isSettled(window: Window | undefined): boolean {
  return window === undefined || (window.isSealed && window.isStored);
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

function blockBytes(windows: Windows): number {
  let bytes = 0;
  for (const { stored } of windows.all()) bytes += stored?.bytes ?? 0;
  return bytes;
}
