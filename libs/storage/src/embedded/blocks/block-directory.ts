import { statSync } from 'node:fs';
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DIRECTORY_MODE } from '../disk/append-file';
import { BlockFile, type BlockReading } from './block-file';
import { FOOTER_BYTES, parseFooter, type BlockFooter, type BlockKind } from './block-layout';
import { UNFINISHED } from './replace-file';

const NAME = /^(\d{10})\.block$/;

/** What a directory of blocks was found to hold. */
export interface FoundBlocks {
  readonly blocks: readonly BlockFile[];
  /** Files that cannot be used, and why. */
  readonly damage: readonly string[];
}

/** Files of one kind in a directory, each a stretch of time: `<its number>.block`. */
export class BlockDirectory {
  constructor(
    private readonly directory: string,
    private readonly kind: BlockKind,
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
      const file = this.openFile(path);
      if (file?.footer.window === Number(number)) blocks.push(file);
      else damage.push(`${path}: its footer is damaged; what it held is lost`);
    }
    return { blocks, damage };
  }

  /**
   * Has the file of a number written, in place of the one there was. Rejects with errno errors.
   * @param write leaves a complete file at the path, of which it tells at once, or the one there was
   * @param onPlaced takes the new file in at the moment when it is there
   */
  async put(
    number: number,
    write: (path: string, onPlaced: () => void) => Promise<void>,
    onPlaced?: (file: BlockFile) => void,
  ): Promise<BlockFile> {
    const path = this.pathOf(number);
    let placed: BlockFile | undefined;
    await write(path, () => {
      this.reading.files.forget(path);
      placed = this.openFile(path);
      if (placed !== undefined) onPlaced?.(placed);
    });
    if (placed === undefined) throw new Error(`${path} is not what was written`);
    return placed;
  }

  /** Deletes the file of a number. Rejects with errno errors. */
  async remove(number: number): Promise<void> {
    const path = this.pathOf(number);
    this.reading.files.forget(path);
    await unlink(path);
  }

  private pathOf(number: number): string {
    return join(this.directory, `${String(number).padStart(10, '0')}.block`);
  }

  private openFile(path: string): BlockFile | undefined {
    const { size, mtimeMs } = statSync(path);
    const footer = this.readFooter(path, size);
    if (footer?.kind !== this.kind) return undefined;
    return new BlockFile({ path, footer, bytes: size, writtenMs: mtimeMs }, this.reading);
  }

  private readFooter(path: string, size: number): BlockFooter | undefined {
    if (size < FOOTER_BYTES) return undefined;
    return parseFooter(this.reading.files.read(path, size - FOOTER_BYTES, FOOTER_BYTES));
  }
}
