import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { BlockDirectory, type FoundBlocks } from '../blocks/block-directory';
import type { BlockFile } from '../blocks/block-file';
import type { BlockKind } from '../blocks/block-layout';
import { ChunkCache } from '../blocks/chunk-cache';
import { OpenFiles } from '../disk/open-files';
import type { LevelShape } from '../rollups/rollup-level';
import { inSlices } from '../slices';

/** What a directory of block files holds. */
export interface FilesCheck {
  readonly files: number;
  readonly bytes: number;
  /** Start of the oldest file and end of the newest, ms since the epoch; undefined = none. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
}

const MOST_TRIES = 5;

/**
 * Reads every byte of the block files of a directory and compares all checksums. A store that
 * was never rolled up has no directory for it, which is no damage.
 * @param damage gets what is damaged, each with its file
 * @param shape of roll-ups how they are cut; files that are cut otherwise are not used
 * @returns also how many values the files say they hold. Rejects with errno errors.
 */
export async function checkFiles(
  directory: string,
  kind: BlockKind,
  damage: string[],
  shape?: LevelShape,
): Promise<FilesCheck & { readonly samples: number }> {
  const files = new OpenFiles(1);
  const told: string[] = [];
  const blocks = new BlockDirectory(directory, kind, {
    files,
    cache: new ChunkCache(0),
    metricsOf: () => [],
    onDamage: (path, what) => told.push(`${path}: ${what}`),
  });
  const found = await findFiles(blocks, directory);
  damage.push(...found.damage);
  for (const block of found.blocks) {
    told.length = 0;
    await inSlices(block.verify());
    if (told.length > 0 && (await isUnchanged(block))) damage.push(...told);
    if (shape !== undefined && !fits(block, shape)) {
      damage.push(`${block.path}: its steps are not those of ${shape.folder}; it is not used`);
    }
  }
  files.closeAll();
  return {
    files: found.blocks.length,
    bytes: found.blocks.reduce((sum, { bytes }) => sum + bytes, 0),
    samples: found.blocks.reduce((sum, { samples }) => sum + samples, 0),
    oldestMs: found.blocks[0]?.startMs,
    newestMs: found.blocks.at(-1)?.endMs,
  };
}

function fits({ footer }: BlockFile, { stepMs, steps }: LevelShape): boolean {
  return footer.intervalMs === stepMs && footer.ticks === steps;
}

/** A store in use deletes and replaces files while they are read: those are not damaged. */
async function isUnchanged({ path, bytes, writtenMs }: BlockFile): Promise<boolean> {
  try {
    const { size, mtimeMs } = await stat(path);
    return size === bytes && mtimeMs === writtenMs;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** A store in use deletes files between the list and the look at each: then all is listed anew. */
async function findFiles(
  blocks: BlockDirectory,
  directory: string,
  triesLeft = MOST_TRIES,
): Promise<FoundBlocks> {
  try {
    return await blocks.find();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (!existsSync(directory)) return { blocks: [], damage: [] };
    if (triesLeft === 0) throw error;
    return findFiles(blocks, directory, triesLeft - 1);
  }
}
