import { copyFile, link, mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../../storage-error';
import { DIRECTORY_MODE } from '../disk/append-file';
import { HOURS, MINUTES } from '../rollups/rollup-level';

type Copy = (from: string, to: string) => Promise<void>;

/** Directories of a store in the order in which they may be copied. */
const PARTS: readonly { readonly folder: string; readonly ending: string; readonly copy: Copy }[] =
  [
    { folder: 'journal', ending: '.journal', copy: copyFile },
    ...['blocks', MINUTES.folder, HOURS.folder].map((folder) => ({
      ...{ folder, ending: '.block', copy: linkOrCopy },
    })),
  ];

/**
 * Copies a store, also one in use, so that a server can be started on the copy. The journal
 * goes first: what is deleted from it later is in a block by then; roll-ups follow the blocks
 * they are made of, and names go last: they know everybody in all of them. Block files and
 * roll-ups never change and are linked where the copy is on the same file system, so it takes
 * hardly any space there. Sync the copy or put it elsewhere before you rely on it.
 * @param to a directory that does not exist yet
 * @returns how many files there are in the copy
 * @throws StorageError
 */
export async function copyStore(from: string, to: string): Promise<number> {
  try {
    await mkdir(to, { mode: DIRECTORY_MODE });
    let files = 0;
    for (const { folder, ending, copy } of PARTS) {
      const names = await readdir(join(from, folder)).catch(orNone);
      await mkdir(join(to, folder), { mode: DIRECTORY_MODE });
      for (const name of names.filter((one) => one.endsWith(ending))) {
        files += await copyIfThere(copy, join(from, folder, name), join(to, folder, name));
      }
    }
    return files + (await copyIfThere(copyFile, join(from, 'names'), join(to, 'names')));
  } catch (error) {
    throw toStorageError(error, to, 'copy the store');
  }
}

/** @returns 1, or 0 when the store has deleted the file meanwhile */
async function copyIfThere(copy: Copy, from: string, to: string): Promise<number> {
  try {
    await copy(from, to);
    return 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** A roll-up older than what it was made of is made anew, so a copy is as old as its original. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'ENOTSUP') throw error;
    const { atimeMs, mtimeMs } = await stat(from);
    await copyFile(from, to);
    await utimes(to, atimeMs / 1_000, mtimeMs / 1_000);
  }
}

function orNone(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
