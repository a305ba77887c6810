import { BlockDirectory } from '../blocks/block-directory';
import type { BlockFile, BlockReading } from '../blocks/block-file';
import type { SyncPolicy } from '../disk/append-file';
import { writeRollup, type RollupContent } from './write-rollup';

/** A level of roll-ups: how long its steps are and how many of them make a file. */
export interface LevelShape {
  /** What answers call it. */
  readonly resolution: '1m' | '1h';
  /** Its directory in the store's. */
  readonly folder: string;
  readonly stepMs: number;
  readonly steps: number;
}

/** A file an hour, made of raw samples. */
export const MINUTES: LevelShape = {
  resolution: '1m',
  folder: 'minutes',
  stepMs: 60_000,
  steps: 60,
};

/** A file a day, made of those of minutes. */
export const HOURS: LevelShape = {
  resolution: '1h',
  folder: 'hours',
  stepMs: 3_600_000,
  steps: 24,
};

/** The files of one level, by number: a file begins at number × steps × step. */
export class RollupLevel {
  readonly files = new Map<number, BlockFile>();
  private readonly directory: BlockDirectory;

  constructor(
    readonly shape: LevelShape,
    directory: string,
    reading: BlockReading,
    private readonly sync: SyncPolicy,
  ) {
    this.directory = new BlockDirectory(directory, 'rollup', reading);
  }

  /** Milliseconds a file holds. */
  get fileMs(): number {
    return this.shape.stepMs * this.shape.steps;
  }

  /** Start of the oldest file, ms since the epoch; Infinity when there is none. */
  get oldestMs(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { startMs } of this.files.values()) oldest = Math.min(oldest, startMs);
    return oldest;
  }

  /** End of the newest file, ms since the epoch; −Infinity when there is none. */
  get newestMs(): number {
    let newest = Number.NEGATIVE_INFINITY;
    for (const { endMs } of this.files.values()) newest = Math.max(newest, endMs);
    return newest;
  }

  get bytes(): number {
    let bytes = 0;
    for (const file of this.files.values()) bytes += file.bytes;
    return bytes;
  }

  /** Takes in the files of earlier runs. @returns what is damaged. Rejects with errno errors. */
  async open(): Promise<readonly string[]> {
    await this.directory.prepare();
    const found = await this.directory.find();
    const fits = ({ footer }: BlockFile) =>
      footer.intervalMs === this.shape.stepMs && footer.ticks === this.shape.steps;
    for (const file of found.blocks) if (fits(file)) this.files.set(file.footer.window, file);
    return found.damage;
  }

  /** Writes a file, in place of the one there was. Rejects with errno errors. */
  put(number: number, blocksOf: RollupContent['blocksOf']): Promise<BlockFile> {
    const { stepMs, steps } = this.shape;
    return this.directory.put(
      number,
      (path, onPlaced) =>
        writeRollup(path, { number, stepMs, steps, blocksOf }, { sync: this.sync, onPlaced }),
      (file) => this.files.set(number, file),
    );
  }

  /** Deletes a file. Rejects with errno errors. */
  async remove(number: number): Promise<void> {
    this.files.delete(number);
    await this.directory.remove(number);
  }

  /** Deletes files that end before. @returns whether there were any. Rejects with errno errors. */
  async removeBefore(keptFromMs: number): Promise<boolean> {
    const past = [...this.files.values()].filter(({ endMs }) => endMs <= keptFromMs);
    for (const { footer } of past) await this.remove(footer.window);
    return past.length > 0;
  }
}
