import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskStats } from '../../store';
import { StorageError, toStorageError } from '../../storage-error';
import { BlockDirectory } from '../blocks/block-directory';
import type { BlockReading } from '../blocks/block-file';
import { ChunkCache } from '../blocks/chunk-cache';
import { Journal } from '../journal/journal';
import type { JournalEntry } from '../journal/journal-records';
import type { Segment } from '../journal/segment';
import { NamesFile } from '../names/names-file';
import type { StoreParts } from '../store-parts';
import type { TableName, Window } from '../window';
import type { Rollups } from '../rollups/rollups';
import { WINDOW_TICKS, type Windows } from '../windows';
import { Attempt } from './attempt';
import { DIRECTORY_MODE, type OpenAppendFile, type SyncPolicy } from './append-file';
import { DirectoryLock } from './directory-lock';
import { OpenFiles } from './open-files';
import { chooseOverflow, droppableFiles } from './overflow';
import { WindowFiles, blockBytes } from './window-files';

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

/** The directory of a store: journal, blocks and names, for one process. */
export class Disk {
  readonly names: NamesFile;
  private readonly rollingUp: Attempt;
  private readonly deleting: Attempt;
  private readonly windowFiles: WindowFiles;
  private readonly files = new OpenFiles(MOST_OPEN_FILES);
  private readonly cache = new ChunkCache(CACHE_BYTES);
  private readonly damaged = new Set<string>();
  private journal: Journal | undefined;
  private keepingUp: Promise<void> | undefined;
  /** Writing anything else. */
  private readonly writing: Attempt;
  /** Set when another process has taken the directory: nothing is written to it any more. */
  private lost: StorageError | undefined;

  private constructor(
    readonly options: DiskOptions,
    private readonly lock: DirectoryLock,
    private readonly clock: { readonly intervalMs: number; readonly now: () => number },
    metricsOf: (table: TableName) => readonly string[],
  ) {
    const { directory, sync, openFile, warn } = options;
    const { intervalMs, now } = clock;
    this.names = new NamesFile({ path: join(directory, 'names'), intervalMs, sync, openFile });
    const reading = this.readingOf(metricsOf);
    this.windowFiles = new WindowFiles({ options, ...clock, names: this.names, reading });
    this.writing = new Attempt('write the store', { directory, now, warn });
    this.rollingUp = new Attempt('write a roll-up', { directory, now, warn });
    this.deleting = new Attempt('delete an old roll-up', { directory, now, warn });
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

  get blocks(): BlockDirectory {
    return this.windowFiles.blocks;
  }

  /**
   * What reading files of this directory needs; columns are named by `metricsOf`. Damage is
   * told once, and to `onDamage` each time it is met.
   */
  readingOf(
    metricsOf: (table: TableName) => readonly string[],
    onDamage?: (path: string) => void,
  ): BlockReading {
    const { files, cache } = this;
    const note = (path: string, what: string): void => {
      this.noteDamage(path, what);
      onDamage?.(path);
    };
    return { files, cache, metricsOf, onDamage: note };
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
    if (this.lost !== undefined) return;
    await this.writing.run(async () => {
      await this.windowFiles.storeSealed(parts);
      await this.requireJournal().release((number) => isSettled(parts.windows.get(number)));
      this.windowFiles.letGo(parts.windows);
      return true;
    });
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
      else await this.deleteOld(() => remove().then(() => true));
    }
    return tick;
  }

  /** Whether the last roll-up could not be written. */
  get cannotRollUp(): boolean {
    return this.rollingUp.isFailing;
  }

  /**
   * Writes roll-ups; a failure is told once, and they are not tried again for a while.
   * @param write resolves to whether anything was written
   */
  async rollUp(write: () => Promise<boolean>): Promise<void> {
    if (this.lost === undefined) await this.rollingUp.run(write);
  }

  /** Deletes roll-ups, in the same way. */
  async deleteOld(remove: () => Promise<boolean>): Promise<void> {
    if (this.lost === undefined) await this.deleting.run(remove);
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

  private totalBytes(windows: Windows): number {
    return blockBytes(windows) + (this.journal?.bytes ?? 0) + this.names.size;
  }

  private noteFailure(error: StorageError): void {
    if (error.code === 'locked') this.lost = error;
    this.writing.note(error);
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
