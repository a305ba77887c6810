import type { AppendResult } from '../store';
import type { Catalogue, Entry } from './catalogue';
import type { StoreParts } from './store-parts';
import type { Window } from './window';
import { LOOK_BACK_TICKS, WINDOW_TICKS, Windows } from './windows';

/** How far from now samples may be, in ticks. */
export interface RetentionLimits {
  readonly retentionTicks: number;
  readonly maxAheadTicks: number;
  /** Most entities known, ended ones included. */
  readonly maxEntities: number;
  readonly currentTick: () => number;
  /** First tick that roll-ups hold; Infinity when there are none. */
  readonly oldestRolledTick: () => number;
  /** Whether the samples of a tick are to be rolled up yet. */
  readonly isAwaited: (tick: number) => boolean;
}

/** What is forgotten when there is no more room leaves this share of it in use. */
const SHORTENED_SHARE = 0.99;

/** Which samples are kept, and what leaves the store with the others. */
export class Retention {
  /** Windows before it were dropped although they were not too old. */
  private floorTick = 0;

  constructor(
    private readonly parts: StoreParts,
    private readonly limits: RetentionLimits,
    private readonly onForgotten: (entry: Entry) => void,
  ) {}

  /** Why a sample of `tick` is not taken; undefined when it is. */
  refuse(tick: number): AppendResult | undefined {
    if (tick > this.limits.currentTick() + this.limits.maxAheadTicks) return 'too_new';
    return tick < this.oldestTick ? 'too_old' : undefined;
  }

  get oldestTick(): number {
    return Math.max(this.floorTick, this.limits.currentTick() - this.limits.retentionTicks);
  }

  /**
   * Whether a sample of an earlier run is kept. Windows are dropped as a whole, so what one still
   * holds before a restart it holds after it; samples wait for their roll-up.
   */
  isKept(tick: number): boolean {
    const isYoung = Windows.numberOf(tick) >= Windows.numberOf(this.oldestTick);
    return isYoung || this.limits.isAwaited(tick);
  }

  /** Drops windows before `tick` too, at the next `dropExpired`. */
  keepFrom(tick: number): void {
    this.floorTick = Math.max(this.floorTick, tick);
  }

  /**
   * Makes room when more entities are known than may be: those that roll-ups alone hold are
   * forgotten, the longest gone first; if that is not enough the oldest sealed window goes.
   * The past gets shorter before anything new is refused.
   */
  shorten(): void {
    const { windows, catalogues } = this.parts;
    let known = 0;
    for (const { size } of catalogues.values()) known += size;
    if (known <= this.limits.maxEntities) return;
    // Some more than need be, so that the next new one does not make this run again.
    const surplus = known - Math.floor(this.limits.maxEntities * SHORTENED_SHARE);
    if (this.forgetLongestGone(surplus) >= known - this.limits.maxEntities) return;
    const { oldestTick, oldestOpenTick } = windows;
    if (oldestTick < oldestOpenTick) this.keepFrom(oldestTick + WINDOW_TICKS);
  }

  /** @returns how many were forgotten, at most `count`: none that a window holds samples of */
  private forgetLongestGone(count: number): number {
    const gone: { catalogue: Catalogue; entry: Entry }[] = [];
    const { oldestTick } = this.parts.windows;
    for (const catalogue of this.parts.catalogues.values()) {
      for (const entry of catalogue.entries()) {
        if (entry.lastTick < oldestTick) gone.push({ catalogue, entry });
      }
    }
    gone.sort((a, b) => a.entry.lastTick - b.entry.lastTick);
    const forgotten = gone.slice(0, count);
    for (const { catalogue, entry } of forgotten) this.forget(catalogue, entry);
    return forgotten.length;
  }

  /**
   * @param neededTick samples from here on are kept although they are old enough to go
   * @returns the windows dropped
   */
  dropExpired(neededTick = Number.POSITIVE_INFINITY): Window[] {
    const oldest = Math.max(this.floorTick, Math.min(this.oldestTick, neededTick));
    const dropped = this.parts.windows.dropBefore(oldest);
    if (dropped.length === 0) return dropped;
    this.forgetGone();
    this.parts.sums.reuseSlotsBefore(Windows.numberOf(oldest) * WINDOW_TICKS);
    return dropped;
  }

  /**
   * Goes on with what an earlier run left: forgets who is gone, and gives slots to those that
   * sums of open windows look back at.
   */
  resume(): void {
    this.forgetGone();
    const from = this.parts.windows.oldestOpenTick - LOOK_BACK_TICKS;
    for (const catalogue of this.parts.catalogues.values()) {
      catalogue.warmAt(from, Number.POSITIVE_INFINITY);
    }
  }

  /** Forgets who has no sample in any window or roll-up. */
  forgetGone(): void {
    const { windows, catalogues, nodes } = this.parts;
    const kept = Math.min(windows.oldestTick, this.limits.oldestRolledTick());
    for (const catalogue of catalogues.values()) {
      for (const entry of catalogue.entries()) {
        if (entry.lastTick < kept) this.forget(catalogue, entry);
      }
    }
    for (const [name, node] of nodes) if (node.lastTick < kept) nodes.delete(name);
  }

  /** Takes the slots of entities that no open window has samples of, nor sums that look back at them. */
  coolDown(): void {
    const oldestOpen = this.parts.windows.oldestOpenTick;
    for (const catalogue of this.parts.catalogues.values()) {
      for (const entry of catalogue.bySlot) {
        if (entry === undefined || entry.lastTick + LOOK_BACK_TICKS >= oldestOpen) continue;
        catalogue.cool(entry);
      }
    }
  }

  private forget(catalogue: Catalogue, entry: Entry): void {
    catalogue.remove(entry);
    this.parts.sums.forget(entry);
    this.onForgotten(entry);
  }
}
