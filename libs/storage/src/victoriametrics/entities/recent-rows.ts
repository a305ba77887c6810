import type { EntitySamples } from '../read/entity-samples';

/** One reading as it came in a report. */
export interface RecentRow {
  readonly tick: number;
  readonly timeMs: number;
  readonly mark: number;
  readonly fields: readonly string[];
  readonly row: readonly (number | null)[];
}

/**
 * The newest readings of an entity that this process has had stored: the report's own rows,
 * so that lists of newest values need not be asked back from the server.
 */
export class RecentRows {
  private readonly byTick: (RecentRow | undefined)[] = [];

  /** @param ticks most that are kept; 0 = none */
  add(reading: RecentRow, ticks: number): void {
    if (ticks === 0) return;
    const at = reading.tick % ticks;
    if ((this.byTick[at]?.tick ?? -1) <= reading.tick) this.byTick[at] = reading;
  }

  /** Puts what there is at the ticks of `samples` into it. @param wanted metrics to put in */
  fill(samples: EntitySamples, wanted: ReadonlySet<string>): void {
    for (const reading of this.byTick) {
      if (reading === undefined) continue;
      const index = reading.tick - samples.firstTick;
      if (index < 0 || index >= samples.length) continue;
      samples.putReading(index, reading.timeMs, reading.mark);
      reading.fields.forEach((metric, column) => {
        const value = reading.row[column];
        if (value !== null && wanted.has(metric)) samples.put(metric, index, value);
      });
    }
  }
}
