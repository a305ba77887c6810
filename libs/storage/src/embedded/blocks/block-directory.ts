import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DIRECTORY_MODE } from '../disk/append-file';
import type { Window } from '../window';
import { BlockFile, type BlockReading } from './block-file';
import { FOOTER_BYTES, parseFooter, type BlockFooter } from './block-layout';
import { UNFINISHED, takeSnapshot, writeBlock, type BlockContext } from './write-block';

const NAME = /^(\d{10})\.block$/;

/** What a directory of blocks was found to hold. */
export interface FoundBlocks {
  readonly blocks: readonly BlockFile[];
  /** Files that cannot be used, and why. */
  readonly damage: readonly string[];
}

/** The files of sealed windows: `blocks/<window number>.block`. */
export class BlockDirectory {
  constructor(
    private readonly directory: string,
    private readonly context: BlockContext,
    private readonly reading: BlockReading,
  ) {}

  /** Makes the directory if need be and deletes what was never finished. Rejects with errno errors. */
  async prepare(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: DIRECTORY_MODE });
    for (const name of await readdir(this.directory)) {
      if (name.endsWith(UNFINISHED)) await unlink(join(this.directory, name));
    }
  }

  /** Reads the footers of all files. Rejects with errno errors. */
  async find(): Promise<FoundBlocks> {
    const blocks: BlockFile[] = [];
    const damage: string[] = [];
    for (const name of (await readdir(this.directory)).sort()) {
      const path = join(this.directory, name);
      const number = NAME.exec(name)?.[1];
      if (number === undefined) continue;
      const file = await this.openFile(path);
      if (file?.footer.window === Number(number)) blocks.push(file);
      else damage.push(`${path}: its footer is damaged; its window is lost`);
    }
    return { blocks, damage };
  }

  /** Writes a window's file, in place of the one it had. Rejects with errno errors. */
  async write(window: Window): Promise<BlockFile> {
    const path = this.pathOf(window.number);
    await writeBlock(path, takeSnapshot(window), this.context);
    this.reading.files.forget(path);
    const file = await this.openFile(path);
    if (file === undefined) throw new Error(`${path} is not what was written`);
    return file;
  }

  /** Deletes a window's file. Rejects with errno errors. */
  async remove(window: Window): Promise<void> {
    const path = this.pathOf(window.number);
    this.reading.files.forget(path);
    await unlink(path);
  }

  private pathOf(window: number): string {
    return join(this.directory, `${String(window).padStart(10, '0')}.block`);
  }

  private async openFile(path: string): Promise<BlockFile | undefined> {
    const { size } = await stat(path);
    const footer = this.readFooter(path, size);
    return footer === undefined ? undefined : new BlockFile(path, footer, size, this.reading);
  }

  private readFooter(path: string, size: number): BlockFooter | undefined {
    if (size < FOOTER_BYTES) return undefined;
    return parseFooter(this.reading.files.read(path, size - FOOTER_BYTES, FOOTER_BYTES));
  }
}
