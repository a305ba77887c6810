import { join } from 'node:path';
import { BlockDirectory } from '../blocks/block-directory';
import type { BlockReading } from '../blocks/block-file';
import { takeSnapshot, writeBlock } from '../blocks/write-block';
import type { NamesFile } from '../names/names-file';
import { recordsOf, type Notable } from '../names/note-names';
import type { StoreParts } from '../store-parts';
import type { TableName, Window } from '../window';
import { WINDOW_TICKS, type Windows } from '../windows';
import type { DiskOptions } from './disk';

/** What writing windows needs to know. */
export interface WindowFilesContext {
  readonly options: DiskOptions;
  readonly intervalMs: number;
  readonly now: () => number;
  readonly names: NamesFile;
  readonly reading: BlockReading;
}

/** The files of sealed windows. Methods reject with errno errors. */
export class WindowFiles {
  readonly blocks: BlockDirectory;

  constructor(private readonly context: WindowFilesContext) {
    const { options, reading } = context;
    this.blocks = new BlockDirectory(join(options.directory, 'blocks'), 'window', reading);
  }

  /** Writes the sealed windows that are in no file yet, oldest first. */
  async storeSealed(parts: StoreParts): Promise<void> {
    for (const window of parts.windows.newestFirst().reverse()) {
      if (window.isSealed && !window.isStored) await this.store(window, parts);
    }
  }

  /** Takes stored windows out of memory that are too old or too many. */
  letGo(windows: Windows): void {
    const { options, intervalMs, now } = this.context;
    const oldestMs = now() - options.memorySeconds * 1_000;
    let held = 0;
    for (const window of windows.newestFirst()) {
      if (!window.isResident || !window.isStored) continue;
      for (const { bytes } of window.sealed.values()) held += bytes;
      const isOld = (window.firstTick + WINDOW_TICKS) * intervalMs <= oldestMs;
      if (isOld || held > options.memoryBytes) window.letGo();
    }
  }

  /** A window's file must find the names of all its columns: they are written first. */
  private async store(window: Window, parts: StoreParts): Promise<void> {
    await this.noteNames(parts);
    const { writes } = window;
    if (!window.isSealed) return;
    const { intervalMs, options, reading } = this.context;
    const metricsOf = (table: TableName) => reading.metricsOf(table);
    const context = { intervalMs, sync: options.sync, metricsOf };
    const stored = await this.blocks.put(window.number, (path, onPlaced) =>
      writeBlock(path, takeSnapshot(window), { ...context, onPlaced }),
    );
    const isSame = window.isSealed && window.writes === writes;
    if (isSame) window.leaveToFile(stored);
    else window.stored = stored;
  }

  private async noteNames(parts: StoreParts): Promise<void> {
    const { names } = this.context;
    const isRewrite = names.isStale;
    const noted: Notable[] = [];
    const records = recordsOf(parts, (owner) => {
      if (owner.isNoted && !isRewrite) return false;
      owner.isNoted = true;
      noted.push(owner);
      return true;
    });
    try {
      await (isRewrite ? names.rewrite(records) : names.append(records));
    } catch (error) {
      for (const owner of noted) owner.isNoted = false;
      throw error;
    }
  }
}

/** Bytes of the files of all windows. */
export function blockBytes(windows: Windows): number {
  let bytes = 0;
  for (const { stored } of windows.all()) bytes += stored?.bytes ?? 0;
  return bytes;
}
