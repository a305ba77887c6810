import type { Scope } from '@kubemonitor/metrics-model';
import type { Entry } from '../catalogue';
import { offsetOf } from '../reading-time';
import type { SealedTable } from '../sealed/sealed-table';
import type { StoreParts } from '../store-parts';
import type { BlockFile } from '../blocks/block-file';
import type { RollupLevels } from '../rollups/range-pieces';
import type { RollupLevel } from '../rollups/rollup-level';
import type { Window } from '../window';

/**
 * Looks up when entities were last seen, in stored windows from the newest back until all
 * are found: usually the newest one has them. Those that only roll-ups know, because the
 * server was away for longer than samples are kept, are found to the minute or the hour.
 */
export function findLastSamples(
  entries: readonly Entry[],
  parts: StoreParts,
  { minutes, hours }: RollupLevels,
): void {
  const missing = new Map<Scope, Map<number, Entry>>();
  for (const entry of entries) {
    let ofScope = missing.get(entry.scope);
    if (ofScope === undefined) missing.set(entry.scope, (ofScope = new Map()));
    ofScope.set(entry.serial, entry);
  }
  for (const window of parts.windows.newestFirst()) {
    for (const [scope, ofScope] of missing) {
      const table = ofScope.size === 0 ? undefined : window.sealed.get(scope);
      if (table !== undefined) findInTable(table, ofScope, toTicksOf(window, parts));
    }
  }
  const newestFirst = (level: RollupLevel) =>
    [...level.files.values()].sort((a, b) => b.startMs - a.startMs);
  for (const file of [...newestFirst(minutes), ...newestFirst(hours)]) {
    for (const [scope, ofScope] of missing) {
      const table = ofScope.size === 0 ? undefined : file.tables.get(scope);
      if (table !== undefined) findInTable(table, ofScope, toStepsOf(file, parts));
    }
  }
}

/** When a row's sample was read; the value is what stands in the column of times. */
type TimeOf = (row: number, value: number) => { readonly tick: number; readonly timeMs: number };

function toTicksOf(window: Window, { intervalMs }: StoreParts): TimeOf {
  return (row, value) => {
    const tick = window.firstTick + row;
    return { tick, timeMs: tick * intervalMs + offsetOf(value) };
  };
}

/** The last tick of a step: samples of it may be as late. */
function toStepsOf({ startMs, footer }: BlockFile, { intervalMs }: StoreParts): TimeOf {
  return (row) => {
    const timeMs = startMs + (row + 1) * footer.intervalMs - intervalMs;
    return { tick: Math.floor(timeMs / intervalMs), timeMs };
  };
}

function findInTable(table: SealedTable, missing: Map<number, Entry>, timeOf: TimeOf): void {
  const times = new Float64Array(table.shape.ticks);
  for (let block = 0; block < table.blocks; block += 1) {
    for (const serial of table.serials(block)) {
      const entry = missing.get(serial);
      if (entry === undefined) continue;
      missing.delete(serial);
      table.readTimes(serial, times, 0);
      times.forEach((time, row) => {
        if (time !== time) return;
        const { tick, timeMs } = timeOf(row, time);
        entry.noteSample(tick, timeMs);
      });
    }
  }
}
