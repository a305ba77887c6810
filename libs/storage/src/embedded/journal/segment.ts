import { mkdir, readFile, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DIRECTORY_MODE,
  syncParent,
  type AppendFile,
  type OpenAppendFile,
} from '../disk/append-file';
import { FILE_HEADER_BYTES, buildFileHeader } from '../disk/records';

/** "KMJ1", little end first: journal, first version. */
export const JOURNAL_MAGIC = 0x314a_4d4b;

const NAME = /^(\d{10})\.journal$/;

/** One file of the journal, and which windows it has entries of. */
export interface Segment {
  readonly path: string;
  readonly number: number;
  readonly windows: Set<number>;
  bytes: number;
}

/** The segment that is written to. */
export interface OpenSegment extends Segment {
  readonly file: AppendFile;
  /** Stretch of time it was begun in: one segment a window's length. */
  readonly period: number;
  /** Whether all of it is on the disk. */
  isSynced: boolean;
}

/** Makes a new segment. A failed try leaves no file behind. */
export async function createSegment(
  openFile: OpenAppendFile,
  place: { readonly directory: string; readonly number: number; readonly period: number },
  options: { readonly intervalMs: number; readonly isSynced: boolean },
): Promise<OpenSegment> {
  const path = join(place.directory, `${String(place.number).padStart(10, '0')}.journal`);
  await mkdir(place.directory, { recursive: true, mode: DIRECTORY_MODE });
  const file = await openFile(path);
  try {
    await file.write(buildFileHeader(JOURNAL_MAGIC, options.intervalMs), 0);
    if (options.isSynced) await syncParent(path);
  } catch (error) {
    await file.close();
    await unlink(path);
    throw error;
  }
  const { number, period } = place;
  const bytes = FILE_HEADER_BYTES;
  return { path, number, period, file, bytes, windows: new Set(), isSynced: false };
}

/** The segments in a directory, oldest first. */
export async function listSegments(directory: string): Promise<{ path: string; number: number }[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match === null ? [] : [{ path: join(directory, name), number: Number(match[1]) }];
    })
    .sort((a, b) => a.number - b.number);
}

export function readSegment(path: string): Promise<Buffer> {
  return readFile(path);
}
