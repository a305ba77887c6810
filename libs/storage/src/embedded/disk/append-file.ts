import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** When what was written is forced to the disk: with each commit, about once a second, or never. */
export type SyncPolicy = 'always' | 'interval' | 'none';

/** Only the server may read what nodes and pods did. */
export const FILE_MODE = 0o600;
export const DIRECTORY_MODE = 0o700;

/** A file that grows at its end. All methods reject with errno errors. */
export interface AppendFile {
  readonly path: string;
  /** Writes all bytes at an offset. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for appending, made if need be. Specs pass another that fails when told to. */
export type OpenAppendFile = (path: string) => Promise<AppendFile>;

export const openAppendFile: OpenAppendFile = async (path) => {
  const handle = await openFile(path);
  return {
    path,
    write: (bytes, offset) => writeAll(handle, bytes, offset),
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
};

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(path, 'wx', FILE_MODE);
  }
}

/** Writes all bytes at an offset; a disk that takes only a part makes the rest fail. */
export async function writeAll(
  handle: FileHandle,
  bytes: Uint8Array,
  offset: number,
): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      offset + written,
    );
    written += bytesWritten;
  }
}

/** Forces the entry of a file or directory that was made, renamed or deleted to the disk. */
export async function syncParent(path: string): Promise<void> {
  const handle = await open(dirname(path), 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
