import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DiskOptions } from '../embedded/disk/disk';

/** Directories of stores, deleted at the end of the spec. */
export class StoreDirectories {
  private readonly made: string[] = [];
  /** What stores have warned of. */
  readonly warnings: string[] = [];

  /** A new directory, and options for a store in it, without roll-ups. */
  make(options: Partial<DiskOptions> = {}): DiskOptions {
    const directory = mkdtempSync(join(tmpdir(), 'kubemonitor-store-'));
    this.made.push(directory);
    return {
      directory,
      sync: 'none',
      maxBytes: 1_000_000_000,
      memorySeconds: 3_600,
      memoryBytes: 1_000_000_000,
      minuteSeconds: 0,
      hourSeconds: 0,
      warn: (message) => this.warnings.push(message),
      ...options,
    };
  }

  /**
   * What a kill -9 at this instant would leave: a copy of the files as they are, under the
   * same options. The store that wrote them can go on.
   */
  crash(options: DiskOptions): DiskOptions {
    const copy = this.make();
    if (existsSync(options.directory)) {
      cpSync(options.directory, copy.directory, {
        recursive: true,
        filter: (path) => basename(path) !== 'LOCK',
      });
    }
    return { ...options, directory: copy.directory };
  }

  removeAll(): void {
    for (const directory of this.made) rmSync(directory, { recursive: true, force: true });
  }
}
