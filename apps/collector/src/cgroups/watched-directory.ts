import { readdirSync, statSync } from 'node:fs';

/** A directory's link count is 2 plus its sub-directories, where the file system keeps it. */
const LEAST_LINKS = 2;

/**
 * The sub-directories of one directory, listed only when they may have changed. A cgroup's
 * directory holds some sixty files, so listing it costs ten times a stat; kernfs and tmpfs
 * keep the link count at 2 + sub-directories (kernel fs/kernfs/inode.c), which tells of any
 * change but one removal and one creation between two looks. Whoever notices a removal
 * otherwise (its files give ENODEV) calls `invalidate`.
 */
export class WatchedDirectory {
  private names: readonly string[] = [];
  private links = -1;

  constructor(readonly path: string) {}

  /** Lists again if need be. True when the list was made anew. */
  refresh(): boolean {
    const links = countLinks(this.path);
    // A link count below 2 is of a file system that does not keep it, or of no directory.
    if (links === this.links && links >= LEAST_LINKS) return false;
    if (links === 0 && this.links === 0) return false;
    this.links = links;
    this.names = links === 0 ? [] : listDirectories(this.path);
    return true;
  }

  /** Whether there was no such directory as of the last `refresh`. */
  get isGone(): boolean {
    return this.links === 0;
  }

  /** Names of the sub-directories in no particular order, as of the last `refresh`. */
  get children(): readonly string[] {
    return this.names;
  }

  /** Makes the next `refresh` list again. */
  invalidate(): void {
    this.links = -1;
  }
}

/** The link count of `path`; 0 when it is not there or may not be looked at. */
function countLinks(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.nlink ?? 0;
  } catch {
    // A parent that may not be searched: nothing below it can be read either.
    return 0;
  }
}

/** Sub-directories of `path`; none when it vanished meanwhile or may not be listed. */
function listDirectories(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    // Gone since the stat, or not ours to list: there is nothing to be found below it.
    return [];
  }
}
