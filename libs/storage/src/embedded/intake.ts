import type { Report } from '@kubemonitor/metrics-model';
import type { AppendOutcome, SingleSample } from '../store';
import type { Entry } from './catalogue';
import type { JournalEntry } from './journal/journal-records';
import type { Retention } from './retention';
import type { WriteResult } from './report-writer';
import type { StoreParts } from './store-parts';
import { Windows } from './windows';

/** Puts what came in into memory: from a collector, or from the journal of an earlier run. */
export class Intake {
  /** Rows left out since the start because of the series limit. */
  refusedEntities = 0;

  constructor(
    private readonly parts: StoreParts,
    private readonly retention: Retention,
  ) {}

  takeReport(report: Report): AppendOutcome {
    return this.note(report.tick, this.parts.writer.writeReport(report));
  }

  takeSample(sample: SingleSample): AppendOutcome {
    return this.note(this.tickOf(sample), this.parts.writer.writeSample(sample));
  }

  /** @returns whether it is another description */
  describe(entry: Entry, description: Uint8Array): boolean {
    const { description: before } = entry;
    const isKnown = before !== undefined && Buffer.compare(before, description) === 0;
    if (!entry.isHeld || isKnown) return false;
    entry.description = Uint8Array.from(description);
    entry.isNoted = false;
    return true;
  }

  /**
   * Takes an entry of the journal up again.
   * @returns the window it changed; undefined when it says nothing new, or is too old
   */
  takeUp(entry: JournalEntry): number | undefined {
    switch (entry.kind) {
      case 'report':
        return this.takeUpSample(entry.report.tick, () => this.takeReport(entry.report));
      case 'sample':
        return this.takeUpSample(this.tickOf(entry.sample), () => this.takeSample(entry.sample));
      case 'groups':
      case 'description': {
        const { scope, node, id } = entry.entity;
        const known = this.parts.catalogues.get(scope)?.find(node, id);
        if (known === undefined) return undefined;
        if (entry.kind === 'groups') this.parts.sums.assign(known, entry.keys);
        else this.describe(known, entry.bytes);
        return Windows.numberOf(known.lastTick);
      }
    }
  }

  tickOf({ timestampMs }: SingleSample): number {
    return Math.floor(timestampMs / this.parts.intervalMs);
  }

  private takeUpSample(tick: number, take: () => AppendOutcome): number | undefined {
    if (!this.retention.isKept(tick)) return undefined;
    return take().result === 'stored' ? Windows.numberOf(tick) : undefined;
  }

  private note(tick: number, outcome: WriteResult): AppendOutcome {
    if (outcome.result === 'stored') this.parts.sums.markChanged(tick);
    this.refusedEntities += outcome.refused;
    return outcome;
  }
}
