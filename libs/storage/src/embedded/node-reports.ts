import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import type { AbsentField, Scope } from '@kubemonitor/metrics-model';
import { AbsentReasons, NO_REASONS } from './absent-reasons';
import type { Entry } from './catalogue';
import { BOOTS } from './reading-time';

/** What the store remembers of a node's reports besides their samples. */
export class NodeReports {
  /** Newest tick reported. */
  lastTick = -1;
  /** Entities of the last report to come, by scope, in its order: ids rarely change between ticks. */
  readonly rows: Partial<Record<Scope, Entry[]>> = {};
  private readonly reasons: Partial<Record<Scope, AbsentReasons>> = {};
  /** Number of the newest report's boot. */
  newestBoot = 0;
  /** Ids of boots by number. */
  private readonly boots: string[] = [];
  private nextBoot = 0;
  /** Whether the boots are in the names file as they stand here. */
  isNoted = false;

  /** A report of boot `boot` was stored. */
  add(tick: number, boot: number): void {
    if (tick < this.lastTick) return;
    this.lastTick = tick;
    this.newestBoot = boot;
  }

  /**
   * The reasons of a section. They rarely change, and what a report brings is let go as soon
   * as it is stored: the object of the report before serves again.
   */
  reasonsOf(scope: Scope, absent: readonly AbsentField[]): AbsentReasons {
    if (absent.length === 0) return NO_REASONS;
    const before = this.reasons[scope];
    if (before?.isFor(absent)) return before;
    return (this.reasons[scope] = new AbsentReasons(absent));
  }

  /** Number of a boot, 0 … BOOTS − 1, the same for all reports of that boot in whatever order they come. */
  bootNumber(bootId: string): number {
    const known = this.boots.indexOf(bootId);
    if (known >= 0) return known;
    const number = this.nextBoot;
    this.boots[number] = bootId;
    this.isNoted = false;
    this.nextBoot = (number + 1) % BOOTS;
    return number;
  }

  /** Ids of the boots by number, and the number of the next one. */
  get bootTable(): { readonly boots: readonly string[]; readonly nextBoot: number } {
    return { boots: this.boots, nextBoot: this.nextBoot };
  }

  /** Takes up the boots of an earlier run; the one before the next is taken for the newest. */
  resume(boots: readonly string[], nextBoot: number, lastTick: number): void {
    this.boots.splice(0, this.boots.length, ...boots);
    this.nextBoot = nextBoot;
    this.newestBoot = (nextBoot + BOOTS - 1) % BOOTS;
    this.lastTick = lastTick;
    this.isNoted = true;
  }
}

/** Nodes that are alive but have not reported `tick` yet. */
export function lateNodesAt(tick: number, nodes: ReadonlyMap<string, NodeReports>): string[] {
  return [...nodes]
    .filter(([, { lastTick }]) => lastTick < tick && lastTick >= tick - MAX_GAP_TICKS)
    .map(([name]) => name);
}
