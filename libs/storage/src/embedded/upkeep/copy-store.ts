import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../../storage-error';
import { DIRECTORY_MODE } from '../disk/append-file';

/** Parts of a store in the order in which they may be copied. */
const PARTS = ['journal', 'blocks'] as const;

/**
 * Copies a store, also one in use, so that a server can be started on the copy. The journal
 * goes first: what is deleted from it later is in a block by then; names go last: they
 * know everybody in the blocks. Block files never change and are linked where the copy is
 * on the same file system, so it takes hardly any space there. Sync the copy or put it
 * elsewhere before you rely on it.
 * @param to a directory that does not exist yet
 * @returns how many files there are in the copy
 * @throws StorageError
 */
export async function copyStore(from: string, to: string): Promise<number> {
  try {
    await mkdir(to, { mode: DIRECTORY_MODE });
    let files = 0;
    for (const part of PARTS) {
      const names = await readdir(join(from, part)).catch(orNone);
      await mkdir(join(to, part), { mode: DIRECTORY_MODE });
      for (const name of names.filter((one) => one.endsWith(`.${part.replace(/s$/, '')}`))) {
        const copy = part === 'blocks' ? linkOrCopy : copyFile;
        files += await copyIfThere(copy, join(from, part, name), join(to, part, name));
      }
    }
    return files + (await copyIfThere(copyFile, join(from, 'names'), join(to, 'names')));
  } catch (error) {
    throw toStorageError(error, to, 'copy the store');
  }
}

/** @returns 1, or 0 when the store has deleted the file meanwhile */
async function copyIfThere(
  copy: (from: string, to: string) => Promise<void>,
  from: string,
  to: string,
): Promise<number> {
  try {
    await copy(from, to);
    return 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'ENOTSUP') throw error;
    await copyFile(from, to);
  }
}

function orNone(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
