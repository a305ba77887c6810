import { join } from 'node:path';
import { BlockDirectory } from '../embedded/blocks/block-directory';
import type { BlockReading } from '../embedded/blocks/block-file';
import { ChunkCache } from '../embedded/blocks/chunk-cache';
import { OpenFiles } from '../embedded/disk/open-files';
import { namesOfColumns } from '../embedded/store-parts';
import { Window } from '../embedded/window';
import type { ReportWords } from './report-builder';
import type { StoreDirectories } from './store-directory';
import { WatchedStore } from './watched-store';

/** Reading block files of a spec; damage is not told. */
export function makeReading(metricsOf: BlockReading['metricsOf'] = namesOfColumns): BlockReading {
  return {
    files: new OpenFiles(8),
    cache: new ChunkCache(1_000_000),
    metricsOf,
    onDamage: () => undefined,
  };
}

/** Sealed windows of 30 ticks that hold the reports given, oldest first, read from their files. */
export async function sealWindows(
  directories: StoreDirectories,
  reports: readonly ReportWords[],
): Promise<Window[]> {
  const disk = directories.make();
  const watched = new WatchedStore({ retentionSeconds: 1e9 });
  watched.goTo(reports[0].tick);
  await watched.useDisk(disk);
  for (const report of reports) await watched.report(report);
  watched.goTo((reports.at(-1)?.tick ?? 0) + 100);
  for (let turn = 0; turn < 3; turn += 1) await watched.store.maintain();
  await watched.store.close();
  const { blocks } = await new BlockDirectory(
    join(disk.directory, 'blocks'),
    'window',
    makeReading(),
  ).find();
  return blocks.map((block) => Window.fromFile(block.footer.window, 30, block));
}
