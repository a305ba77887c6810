import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../../storage-error';
import { BlockDirectory } from '../blocks/block-directory';
import { ChunkCache } from '../blocks/chunk-cache';
import { OpenFiles } from '../disk/open-files';
import { listSegments } from '../journal/segment';
import { NamesFile } from '../names/names-file';
import { replaySegment } from '../recovery/replay';
import { inSlices } from '../slices';

/** What a store's files hold, and what of it is damaged. */
export interface StoreCheck {
  /** Sealed windows in block files. */
  readonly windows: number;
  /** Values in them, reading times not counted. */
  readonly samples: number;
  readonly blockBytes: number;
  /** Start of the oldest window and end of the newest, ms since the epoch; undefined = none. */
  readonly oldestMs: number | undefined;
  readonly newestMs: number | undefined;
  /** Entities that names are known of. */
  readonly entities: number;
  /** Reports and samples in the journal, those in blocks too included. */
  readonly journalled: number;
  readonly damage: readonly string[];
}

/** Windows are numbered by ticks; only the files say how long those are. */
const NO_INTERVAL = 0;

/**
 * Reads every byte of a store's files and compares all checksums. Changes nothing and takes
 * no lock: a store in use may be checked, a file it deletes meanwhile is then told as damaged.
 * @throws StorageError when the directory is no store or cannot be read
 */
export async function checkStore(directory: string): Promise<StoreCheck> {
  try {
    await stat(join(directory, 'blocks'));
    const damage: string[] = [];
    const blocks = await checkBlocks(directory, damage);
    const entities = await checkNames(directory, damage);
    const journalled = await checkJournal(directory, damage);
    return { ...blocks, entities, journalled, damage };
  } catch (error) {
    throw toStorageError(error, directory, 'check the store', 'unreadable');
  }
}

async function checkBlocks(directory: string, damage: string[]) {
  const metricsOf = () => [];
  const files = new OpenFiles(1);
  const blocks = new BlockDirectory(join(directory, 'blocks'), 'window', {
    files,
    cache: new ChunkCache(0),
    metricsOf,
    onDamage: (path, what) => damage.push(`${path}: ${what}`),
  });
  const found = await blocks.find();
  damage.push(...found.damage);
  let samples = 0;
  let blockBytes = 0;
  for (const block of found.blocks) {
    await inSlices(block.verify());
    samples += block.samples;
    blockBytes += block.bytes;
  }
  files.closeAll();
  const [oldest] = found.blocks;
  const newest = found.blocks.at(-1);
  return {
    windows: found.blocks.length,
    samples,
    blockBytes,
    oldestMs: oldest === undefined ? undefined : oldest.startMs,
    newestMs: newest === undefined ? undefined : newest.endMs,
  };
}

async function checkNames(directory: string, damage: string[]): Promise<number> {
  const names = new NamesFile({
    path: join(directory, 'names'),
    intervalMs: NO_INTERVAL,
    sync: 'none',
  });
  const entities = new Set<string>();
  const { damagedBytes } = await names.read((record) => {
    if (record.kind === 'entity') entities.add(`${record.entity.scope} ${record.entity.serial}`);
  });
  if (damagedBytes > 0)
    damage.push(`${join(directory, 'names')}: ${damagedBytes} bytes are damaged`);
  return entities.size;
}

async function checkJournal(directory: string, damage: string[]): Promise<number> {
  let journalled = 0;
  for (const { path } of await listSegments(join(directory, 'journal'))) {
    const replayed = await replaySegment(path, undefined, { takeUp: () => 0 });
    journalled += replayed.stored;
    damage.push(...replayed.damage);
  }
  return journalled;
}
