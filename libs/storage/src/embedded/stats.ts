import type { Scope } from '@kubemonitor/metrics-model';
import type { DiskStats, StoreStats } from '../store';
import type { Catalogue } from './catalogue';
import type { Windows } from './windows';

/** Counts what the store holds. */
export function collectStats(
  windows: Windows,
  catalogues: ReadonlyMap<Scope, Catalogue>,
  counts: {
    series: number;
    refusedEntities: number;
    intervalMs: number;
    disk: DiskStats | undefined;
  },
): StoreStats {
  let openWindows = 0;
  let sealedWindows = 0;
  let sealedSamples = 0;
  let sealedBytes = 0;
  let openBytes = 0;
  let oldestTick = Number.NaN;
  for (const window of windows.all()) {
    if (window.isSealed) sealedWindows += 1;
    else openWindows += 1;
    for (const table of window.isResident ? window.sealed.values() : []) {
      sealedSamples += table.samples;
      sealedBytes += table.bytes;
    }
    for (const table of window.open.values()) openBytes += table.usedBytes;
    if (!(window.firstTick >= oldestTick)) oldestTick = window.firstTick;
  }
  return {
    entities: Object.fromEntries(
      [...catalogues].map(([scope, catalogue]) => [scope, catalogue.size]),
    ) as Record<Scope, number>,
    series: counts.series,
    refusedEntities: counts.refusedEntities,
    openWindows,
    sealedWindows,
    disk: counts.disk,
    sealedSamples,
    sealedBytes,
    openBytes,
    oldestMs: oldestTick * counts.intervalMs,
  };
}
