import { unlink } from 'node:fs/promises';
import { toStorageError, type StorageError } from '../../storage-error';
import { ByteWriter } from '../bytes/byte-writer';
import { openAppendFile, type OpenAppendFile, type SyncPolicy } from '../disk/append-file';
import { EntryEncoder, type JournalEntry } from './journal-records';
import { createSegment, type OpenSegment, type Segment } from './segment';

/** A segment is ended at this size even when its stretch of time is not. */
const MOST_SEGMENT_BYTES = 64 * 1_024 * 1_024;

export interface JournalOptions {
  readonly directory: string;
  readonly intervalMs: number;
  readonly sync: SyncPolicy;
  /** Length of a segment in time, ms. */
  readonly periodMs: number;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly openFile?: OpenAppendFile;
}

/** Entries that are written together. */
interface Batch {
  readonly bytes: ByteWriter;
  readonly windows: Set<number>;
  /** Begins a new segment. */
  readonly isFirst: boolean;
  readonly waiting: { resolve: () => void; reject: (error: StorageError) => void }[];
}

/**
 * What came in and is not in a block yet, in segments that are appended to. Entries that
 * come while a batch is being written make the next one, so the disk sets the pace: a lone
 * report is written at once, many are committed together.
 */
export class Journal {
  private readonly encoder: EntryEncoder;
  private readonly spare: ByteWriter[] = [];
  private gathering: Batch | undefined;
  private writing: Promise<void> | undefined;
  private current: OpenSegment | undefined;
  private ended: Segment[];
  private nextNumber: number;
  /** The segment that the batch being gathered will be in: it may not be there yet. */
  private planned: { readonly period: number; bytes: number } | undefined;
  /** Batches refused since the start. */
  failures = 0;

  /** @param earlier segments of an earlier run: kept until `release` lets them go */
  constructor(
    private readonly options: JournalOptions,
    earlier: readonly Segment[],
  ) {
    this.encoder = new EntryEncoder(options.intervalMs);
    this.ended = [...earlier];
    this.nextNumber = earlier.reduce((next, { number }) => Math.max(next, number + 1), 1);
  }

  get bytes(): number {
    return this.ended.reduce((sum, { bytes }) => sum + bytes, this.current?.bytes ?? 0);
  }

  /**
   * Writes an entry about a window.
   * @returns when it is written, and on the disk with the policy `always`
   * @throws StorageError when it could not be; nothing of it is kept then
   */
  append(entry: JournalEntry, window: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const batch = this.gather(entry, window);
      batch.waiting.push({ resolve, reject });
    });
  }

  /** Writes an entry nobody waits for. */
  note(entry: JournalEntry, window: number): void {
    this.gather(entry, window);
  }

  /** Forces what is written to the disk. @throws StorageError; what comes then goes to a new segment */
  async sync(): Promise<void> {
    await this.writing;
    if (this.current === undefined) return;
    try {
      await this.syncNow(this.current);
    } catch (error) {
      this.planned = undefined;
      throw error;
    }
  }

  /** Deletes ended segments that have only entries of windows that `isSettled`. */
  async release(isSettled: (window: number) => boolean): Promise<void> {
    if (this.writing === undefined && this.planned?.period !== this.period) {
      this.planned = undefined;
      await this.end();
    }
    const settled = this.ended.filter(({ windows }) => [...windows].every(isSettled));
    this.ended = this.ended.filter((segment) => !settled.includes(segment));
    for (const { path } of settled) await unlink(path);
  }

  /** Waits for what is under way and closes the file. */
  async close(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
    if (this.options.sync !== 'none') await this.sync();
    await this.current?.file.close();
    this.current = undefined;
  }

  private gather(entry: JournalEntry, window: number): Batch {
    const batch = (this.gathering ??= this.beginBatch());
    const before = batch.bytes.length;
    this.encoder.encode(entry, batch.bytes);
    if (this.planned !== undefined) this.planned.bytes += batch.bytes.length - before;
    batch.windows.add(window);
    this.writing ??= this.writeBatches();
    return batch;
  }

  private beginBatch(): Batch {
    const { period, planned } = this;
    const isFirst = planned?.period !== period || planned.bytes >= MOST_SEGMENT_BYTES;
    if (isFirst) {
      this.encoder.reset();
      this.planned = { period, bytes: 0 };
    }
    const bytes = this.spare.pop() ?? new ByteWriter();
    bytes.clear();
    return { bytes, windows: new Set(), isFirst, waiting: [] };
  }

  private async writeBatches(): Promise<void> {
    // What comes in this turn of the loop is written together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let batch = this.gathering; batch !== undefined; batch = this.gathering) {
      this.gathering = undefined;
      try {
        await this.write(batch);
        for (const { resolve } of batch.waiting) resolve();
      } catch (error) {
        this.refuse(batch, error);
      }
      this.spare.push(batch.bytes);
    }
    this.writing = undefined;
  }

  private async write(batch: Batch): Promise<void> {
    const segment = batch.isFirst ? await this.begin() : this.current;
    if (segment === undefined) throw new Error('the segment before could not be written');
    const view = batch.bytes.view();
    for (const window of batch.windows) segment.windows.add(window);
    try {
      await segment.file.write(view, segment.bytes);
    } catch (error) {
      await segment.file.truncate(segment.bytes).catch(() => this.abandon(segment));
      throw error;
    }
    segment.isSynced = false;
    segment.bytes += view.length;
    if (this.options.sync === 'always') await this.syncNow(segment);
  }

  private async syncNow(segment: OpenSegment): Promise<void> {
    if (segment.isSynced) return;
    segment.isSynced = true;
    try {
      await segment.file.sync();
    } catch (error) {
      await this.abandon(segment);
      throw toStorageError(error, segment.path, 'bring the journal to the disk', 'sync_failed');
    }
  }

  /** Tells all whose entries are not in the file, those that build on them too. */
  private refuse(batch: Batch, cause: unknown): void {
    const path = this.options.directory;
    const error = toStorageError(cause, path, 'write the journal');
    const next = this.gathering;
    this.gathering = undefined;
    this.planned = undefined;
    this.failures += 1;
    for (const { reject } of [...batch.waiting, ...(next?.waiting ?? [])]) reject(error);
  }

  private async begin(): Promise<OpenSegment> {
    await this.end();
    const { directory, openFile = openAppendFile, intervalMs, sync } = this.options;
    const place = { directory, number: this.nextNumber, period: this.period };
    this.current = await createSegment(openFile, place, { intervalMs, isSynced: sync !== 'none' });
    this.nextNumber += 1;
    return this.current;
  }

  /** Ends the segment that is written to. */
  private async end(): Promise<void> {
    const segment = this.current;
    if (segment === undefined) return;
    if (this.options.sync !== 'none') await this.syncNow(segment);
    await this.abandon(segment);
  }

  /** Lets go of a segment: after a failure nobody knows what of it is on the disk. */
  private async abandon(segment: OpenSegment): Promise<void> {
    if (this.current !== segment) return;
    this.current = undefined;
    this.ended.push(segment);
    await segment.file.close();
  }

  private get period(): number {
    return Math.floor(this.options.now() / this.options.periodMs);
  }
}
