import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../../storage-error';

/** Files of one part of a store: a directory, or a file at its top. */
export interface PartSize {
  readonly part: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * How much each part of a store takes on the disk, by name.
 * @throws StorageError when the directory cannot be read
 */
export async function measureParts(directory: string): Promise<PartSize[]> {
  try {
    const names = (await readdir(directory)).sort();
    return await Promise.all(
      names.map(async (part) => ({ part, ...(await measure(join(directory, part))) })),
    );
  } catch (error) {
    throw toStorageError(error, directory, 'read the store', 'unreadable');
  }
}

async function measure(path: string): Promise<{ files: number; bytes: number }> {
  const found = await stat(path).catch(orGone);
  if (found === undefined) return { files: 0, bytes: 0 };
  if (!found.isDirectory()) return { files: 1, bytes: found.size };
  const sizes = await Promise.all((await readdir(path)).map((name) => measure(join(path, name))));
  return {
    files: sizes.reduce((sum, { files }) => sum + files, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** A store in use deletes files while it is looked at. */
function orGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
