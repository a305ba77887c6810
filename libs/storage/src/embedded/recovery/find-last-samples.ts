import type { Scope } from '@kubemonitor/metrics-model';
import type { Entry } from '../catalogue';
import { offsetOf } from '../reading-time';
import type { SealedTable } from '../sealed/sealed-table';
import type { StoreParts } from '../store-parts';
import type { Window } from '../window';

/**
 * Looks up when entities were last seen, in stored windows from the newest back until all
 * are found: usually the newest one has them.
 */
export function findLastSamples(entries: readonly Entry[], parts: StoreParts): void {
  const missing = new Map<Scope, Map<number, Entry>>();
  for (const entry of entries) {
    let ofScope = missing.get(entry.scope);
    if (ofScope === undefined) missing.set(entry.scope, (ofScope = new Map()));
    ofScope.set(entry.serial, entry);
  }
  for (const window of parts.windows.newestFirst()) {
    for (const [scope, ofScope] of missing) {
      const table = ofScope.size === 0 ? undefined : window.sealed.get(scope);
      if (table !== undefined) findInTable(table, ofScope, { window, parts });
    }
  }
}

function findInTable(
  table: SealedTable,
  missing: Map<number, Entry>,
  { window, parts }: { window: Window; parts: StoreParts },
): void {
  const times = new Float64Array(window.ticks);
  for (let block = 0; block < table.blocks; block += 1) {
    for (const serial of table.serials(block)) {
      const entry = missing.get(serial);
      if (entry === undefined) continue;
      missing.delete(serial);
      table.readTimes(serial, times, 0);
      times.forEach((time, row) => {
        if (time !== time) return;
        const tick = window.firstTick + row;
        entry.noteSample(tick, tick * parts.intervalMs + offsetOf(time));
      });
    }
  }
}
