import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskOptions } from '../embedded/disk/disk';
import type { EmbeddedStoreOptions } from '../embedded/embedded-store';
import type { ReportWords } from './report-builder';
import { WatchedStore } from './watched-store';

/** Long enough for every window of a spec. */
export const DAY = { retentionSeconds: 86_400 };

/** Pod `a` with so much memory. */
export function pod(memory: number): ReportWords['pods'] {
  return { a: { memory_bytes: memory } };
}

/** A store that goes on in a directory, its clock in `tick`. */
export async function openAt(
  disk: DiskOptions,
  tick: number,
  options: Partial<EmbeddedStoreOptions> = DAY,
): Promise<WatchedStore> {
  const watched = new WatchedStore(options);
  watched.goTo(tick);
  await watched.useDisk(disk);
  return watched;
}

/** Reports of pod `a` from tick to tick, with upkeep after each as the server does it. */
export async function run(watched: WatchedStore, from: number, to: number): Promise<void> {
  for (let tick = from; tick < to; tick += 1) {
    await watched.report({ tick, pods: pod(tick) });
    await watched.store.maintain();
  }
}

/** Names in a part of a store's directory, in order. */
export function namesIn(disk: DiskOptions, part: string): string[] {
  const directory = join(disk.directory, part);
  return existsSync(directory) ? readdirSync(directory).sort() : [];
}
