import { openAppendFile, type AppendFile, type OpenAppendFile } from '../embedded/disk/append-file';

/** What a disk can be told to refuse. */
export type Fault = 'open' | 'write' | 'sync' | 'truncate';

/**
 * Real files on a disk that fails when told to: a `write` then gets half of its bytes down,
 * as a disk does that fills up in the middle.
 */
export class FaultyFiles {
  readonly faults = new Set<Fault>();
  /** Syncs that went through. */
  syncs = 0;

  readonly open: OpenAppendFile = async (path) => {
    this.fail('open', 'ENOSPC', path);
    const file = await openAppendFile(path);
    return { ...file, path, ...this.guard(file) };
  };

  private guard(file: AppendFile): Pick<AppendFile, 'write' | 'sync' | 'truncate'> {
    return {
      write: async (bytes, offset) => {
        if (this.faults.has('write')) {
          await file.write(bytes.subarray(0, bytes.length >> 1), offset);
        }
        this.fail('write', 'ENOSPC', file.path);
        await file.write(bytes, offset);
      },
      sync: async () => {
        this.fail('sync', 'EIO', file.path);
        this.syncs += 1;
        await file.sync();
      },
      truncate: async (length) => {
        this.fail('truncate', 'EIO', file.path);
        await file.truncate(length);
      },
    };
  }

  private fail(fault: Fault, code: string, path: string): void {
    if (!this.faults.has(fault)) return;
    throw Object.assign(new Error(`${code}: told to fail, ${fault} ${path}`), { code });
  }
}
