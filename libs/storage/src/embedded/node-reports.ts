import type { AbsentField, Scope } from '@kubemonitor/metrics-model';
import { AbsentReasons, NO_REASONS } from './absent-reasons';
import type { Entry } from './catalogue';
import { BOOTS } from './reading-time';
import { WINDOW_TICKS, Windows } from './windows';

/** What the store remembers of a node's reports besides their samples. */
export class NodeReports {
  /** Newest tick reported. */
  lastTick = -1;
  /** Entities of the last report to come, by scope, in its order: ids rarely change between ticks. */
  readonly rows: Partial<Record<Scope, Entry[]>> = {};
  private readonly reasons: Partial<Record<Scope, AbsentReasons>> = {};
  /** One bit a tick: reports stored, by window number. */
  private readonly stored = new Map<number, number>();
  /** Number of the newest report's boot. */
  newestBoot = 0;
  private readonly boots: string[] = [];
  private nextBoot = 0;

  has(tick: number): boolean {
    const mask = this.stored.get(Windows.numberOf(tick)) ?? 0;
    return (mask & (1 << (tick % WINDOW_TICKS))) !== 0;
  }

  add(tick: number, boot: number): void {
    const number = Windows.numberOf(tick);
    this.stored.set(number, (this.stored.get(number) ?? 0) | (1 << (tick % WINDOW_TICKS)));
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

  forgetBefore(tick: number): void {
    for (const number of this.stored.keys()) {
      if ((number + 1) * WINDOW_TICKS <= tick) this.stored.delete(number);
    }
  }

  /** Number of a boot, 0 … BOOTS − 1, the same for all reports of that boot in whatever order they come. */
  bootNumber(bootId: string): number {
    const known = this.boots.indexOf(bootId);
    if (known >= 0) return known;
    const number = this.nextBoot;
    this.boots[number] = bootId;
    this.nextBoot = (number + 1) % BOOTS;
    return number;
  }
}
