import { renameSync } from 'node:fs';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { FILE_MODE, syncParent, writeAll, type SyncPolicy } from '../disk/append-file';
import type { Part } from './block-layout';

/** Chunks are gathered up to about so many bytes for one write. */
const WRITE_BYTES = 256 * 1_024;

/** Ending of a file that is being written. */
export const UNFINISHED = '.tmp';

/** Appends to a file, many small pieces in one write. */
export class PieceWriter {
  private pieces: Uint8Array[] = [];
  private held = 0;
  private written = 0;

  constructor(private readonly handle: FileHandle) {}

  /** @returns where the piece lies and its checksum */
  async put(piece: Uint8Array): Promise<Part> {
    const offset = this.written + this.held;
    this.pieces.push(piece);
    this.held += piece.length;
    if (this.held >= WRITE_BYTES) await this.flush();
    return { offset, length: piece.length, checksum: crc32(piece) };
  }

  async flush(): Promise<void> {
    await writeAll(this.handle, Buffer.concat(this.pieces, this.held), this.written);
    this.written += this.held;
    this.pieces = [];
    this.held = 0;
  }
}

/** How a file gets to its place. */
export interface Placing {
  readonly sync: SyncPolicy;
  /** Called at the moment when it is there: nobody reads the path between the two. */
  readonly onPlaced?: () => void;
}

/**
 * Writes a file that takes the place of `path` in one step once it is complete. Rejects with
 * errno errors; nothing is left behind then.
 */
export async function replaceFile(
  path: string,
  { sync, onPlaced }: Placing,
  write: (out: PieceWriter) => Promise<void>,
): Promise<void> {
  const unfinished = path + UNFINISHED;
  const handle = await open(unfinished, 'w', FILE_MODE);
  try {
    const out = new PieceWriter(handle);
    await write(out);
    await out.flush();
    if (sync !== 'none') await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(unfinished);
    throw error;
  }
  await handle.close();
  renameSync(unfinished, path);
  onPlaced?.();
  if (sync !== 'none') await syncParent(path);
}
