import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toStorageError } from '../../storage-error';
import { listSegments } from '../journal/segment';
import { NamesFile } from '../names/names-file';
import { replaySegment } from '../recovery/replay';
import { HOURS, MINUTES, type LevelShape } from '../rollups/rollup-level';
import { checkFiles, type FilesCheck } from './check-files';

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
  /** Roll-ups of a minute, a file an hour, and of an hour, a file a day. */
  readonly minutes: FilesCheck;
  readonly hours: FilesCheck;
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
 * no lock: a store in use may be checked.
 * @throws StorageError when the directory is no store or cannot be read
 */
export async function checkStore(directory: string): Promise<StoreCheck> {
  try {
    await stat(join(directory, 'blocks'));
    const damage: string[] = [];
    const blocks = await checkFiles(join(directory, 'blocks'), 'window', damage);
    const minutes = await checkLevel(directory, MINUTES, damage);
    const hours = await checkLevel(directory, HOURS, damage);
    const entities = await checkNames(directory, damage);
    const journalled = await checkJournal(directory, damage);
    const { files: windows, bytes: blockBytes, samples, oldestMs, newestMs } = blocks;
    return {
      ...{ windows, samples, blockBytes, oldestMs, newestMs },
      ...{ minutes, hours, entities, journalled, damage },
    };
  } catch (error) {
    throw toStorageError(error, directory, 'check the store', 'unreadable');
  }
}

async function checkLevel(
  directory: string,
  shape: LevelShape,
  damage: string[],
): Promise<FilesCheck> {
  const found = await checkFiles(join(directory, shape.folder), 'rollup', damage, shape);
  const { files, bytes, oldestMs, newestMs } = found;
  return { files, bytes, oldestMs, newestMs };
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
