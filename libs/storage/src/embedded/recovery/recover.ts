import { unlink } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { StorageError, toStorageError } from '../../storage-error';
import { TABLE_NAMES } from '../blocks/block-layout';
import { NEVER } from '../catalogue';
import type { Disk } from '../disk/disk';
import type { Rollups } from '../rollups/rollups';
import { listSegments, type Segment } from '../journal/segment';
import { reserveSerials, type StoreParts } from '../store-parts';
import { findLastSamples } from './find-last-samples';
import { replaySegment, type EntryTarget } from './replay';
import { NamesRestorer } from './restore-names';

/** What a start found on the disk. */
export interface Recovery {
  /** Sealed windows found. */
  readonly windows: number;
  /** Entities held after it, of all scopes. */
  readonly entities: number;
  /** Reports and single samples taken from the journal; those in sealed windows already are not counted. */
  readonly replayed: number;
  /** What could not be read, each with its file. */
  readonly damage: readonly string[];
  readonly milliseconds: number;
}

/**
 * Fills an empty store with what its directory holds: footers of block files, then names,
 * then the journal. What is damaged costs itself and is told; the start goes on.
 * @throws StorageError when the directory cannot be read or has another interval
 */
export async function recover(
  disk: Disk,
  rollups: Rollups,
  parts: StoreParts,
  target: EntryTarget,
): Promise<Recovery> {
  const start = performance.now();
  try {
    const damage: string[] = [];
    const windows = await restoreWindows(disk, parts, damage);
    damage.push(...(await restoreRollups(rollups, parts)));
    await restoreWho(disk, rollups, parts, damage);
    const replayed = await replayJournal(disk, parts, target, damage);
    const entities = [...parts.catalogues.values()].reduce((sum, { size }) => sum + size, 0);
    const milliseconds = Math.round(performance.now() - start);
    return { windows, entities, replayed, damage, milliseconds };
  } catch (error) {
    throw toStorageError(error, disk.options.directory, 'read the store', 'unreadable');
  }
}

async function restoreWindows(disk: Disk, parts: StoreParts, damage: string[]): Promise<number> {
  await disk.blocks.prepare();
  const found = await disk.blocks.find();
  damage.push(...found.damage);
  for (const block of found.blocks) {
    requireInterval(block.footer.intervalMs, parts.intervalMs, disk.options.directory);
    parts.windows.addStored(block.footer.window, block);
    block.footer.nextSerials.forEach((next, at) => reserveSerials(parts, TABLE_NAMES[at], next));
  }
  return found.blocks.length;
}

/** @returns what is damaged */
async function restoreRollups(rollups: Rollups, parts: StoreParts): Promise<readonly string[]> {
  const damage = await rollups.open();
  for (const level of [rollups.minutes, rollups.hours]) {
    for (const { footer } of level.files.values()) {
      footer.nextSerials.forEach((next, at) => reserveSerials(parts, TABLE_NAMES[at], next));
    }
  }
  return damage;
}

async function restoreWho(
  disk: Disk,
  rollups: Rollups,
  parts: StoreParts,
  damage: string[],
): Promise<void> {
  const restorer = new NamesRestorer(parts);
  const { intervalMs, damagedBytes } = await disk.names.read((record) => restorer.take(record));
  if (intervalMs !== undefined) {
    requireInterval(intervalMs, parts.intervalMs, disk.options.directory);
  }
  if (damagedBytes > 0) damage.push(`names: ${damagedBytes} bytes are damaged`);
  findLastSamples(restorer.finish(), parts, rollups);
}

async function replayJournal(
  disk: Disk,
  parts: StoreParts,
  target: EntryTarget,
  damage: string[],
): Promise<number> {
  const segments: Segment[] = [];
  let replayed = 0;
  for (const { path, number } of await listSegments(disk.journalDirectory)) {
    const outcome = await replaySegment(path, parts.intervalMs, target);
    if (outcome.intervalMs !== undefined) {
      requireInterval(outcome.intervalMs, parts.intervalMs, disk.options.directory);
    }
    damage.push(...outcome.damage);
    replayed += outcome.stored;
    if (outcome.windows.size === 0) await unlink(path);
    else segments.push({ path, number, windows: outcome.windows, bytes: outcome.bytes });
  }
  let newest = NEVER;
  for (const { lastTick } of parts.catalogues.get('pod')?.entries() ?? []) {
    newest = Math.max(newest, lastTick);
  }
  parts.sums.resumeAt(newest);
  disk.begin(segments);
  return replayed;
}

function requireInterval(written: number, wanted: number, directory: string): void {
  if (written === wanted) return;
  throw new StorageError(
    'incompatible',
    directory,
    `the store in ${directory} was written with an interval of ${written / 1_000} s, not ${wanted / 1_000} s; ` +
      'set COLLECT_INTERVAL back or choose another directory',
  );
}
