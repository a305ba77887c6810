import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import { sealTable } from './sealed/seal-table';
import type { SealedTable } from './sealed/sealed-table';
import { atOnce, inSlices } from './slices';
import { Window, type Slots, type StoredWindow, type TableName } from './window';

/** Ticks of a window. ADR 4 says why 30: half the open window's memory for 5 % more bytes. */
export const WINDOW_TICKS = 30;

/** A window stays open this many ticks after its end, for samples that come a little late. */
const GRACE_TICKS = 4;

/** A window opened again is sealed when nothing was written to it for so long. */
const QUIET_MS = 15_000;

/** At most so many windows are open again for back-fill at a time. */
const MAX_REOPENED = 4;

/**
 * How far a sum looks back: a late pod's sample may be MAX_GAP_TICKS old, and the sample
 * before it, for its rate, as much older.
 */
export const LOOK_BACK_TICKS = 2 * MAX_GAP_TICKS;

/** The windows the store holds, by number. */
export class Windows {
  private readonly byNumber = new Map<number, Window>();
  private readonly reopening = new Map<Window, Promise<void>>();

  constructor(private readonly slots: Slots) {}

  static numberOf(tick: number): number {
    return Math.floor(tick / WINDOW_TICKS);
  }

  get(number: number): Window | undefined {
    return this.byNumber.get(number);
  }

  at(tick: number): Window | undefined {
    return this.byNumber.get(Windows.numberOf(tick));
  }

  /** The window of `tick`, open for writing. */
  forWriting(tick: number, nowMs: number): Window {
    const number = Windows.numberOf(tick);
    let window = this.byNumber.get(number);
    if (window === undefined) {
      window = new Window(number, WINDOW_TICKS);
      this.byNumber.set(number, window);
    } else if (window.isSealed) {
      atOnce(window.reopen(this.slots, LOOK_BACK_TICKS));
    }
    window.writes += 1;
    window.lastWriteMs = nowMs;
    return window;
  }

  /** Opens the window of `tick` again if it is sealed, others' work in between. */
  async reopenFor(tick: number): Promise<void> {
    const window = this.at(tick);
    if (window === undefined || !window.isSealed) return;
    let reopening = this.reopening.get(window);
    if (reopening === undefined) {
      const steps = window.reopen(this.slots, LOOK_BACK_TICKS);
      reopening = inSlices(steps).finally(() => this.reopening.delete(window));
      this.reopening.set(window, reopening);
    }
    await reopening;
  }

  /** Takes in a window of an earlier run. */
  addStored(number: number, stored: StoredWindow): void {
    this.byNumber.set(number, Window.fromFile(number, WINDOW_TICKS, stored));
  }

  all(): Iterable<Window> {
    return this.byNumber.values();
  }

  /** Whether a window in memory, or else the newest one, has a value of a metric. */
  hasLately(name: TableName, metric: number): boolean {
    let newest: Window | undefined;
    for (const window of this.byNumber.values()) {
      if (window.isResident && window.has(name, metric)) return true;
      if (newest === undefined || window.number > newest.number) newest = window;
    }
    return newest?.has(name, metric) ?? false;
  }

  /** All windows, the newest first. */
  newestFirst(): Window[] {
    return [...this.byNumber.values()].sort((a, b) => b.number - a.number);
  }

  /** First tick of the oldest window; Infinity when there is none. */
  get oldestTick(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.firstTicks(() => true));
  }

  /** First tick of the oldest window that is open or about to be; Infinity when there is none. */
  get oldestOpenTick(): number {
    const isOpening = (window: Window) => !window.isSealed || this.reopening.has(window);
    return Math.min(Number.POSITIVE_INFINITY, ...this.firstTicks(isOpening));
  }

  /** Drops windows that end before `tick`. @returns those that were dropped */
  dropBefore(tick: number): Window[] {
    const past = [...this.byNumber.values()].filter(
      ({ firstTick }) => firstTick + WINDOW_TICKS <= tick,
    );
    for (const { number } of past) this.byNumber.delete(number);
    return past;
  }

  /** Windows that are complete, or were reopened and are quiet again, oldest first. */
  dueForSealing(currentTick: number, nowMs: number): Window[] {
    const open = [...this.byNumber.values()]
      .filter((window) => !window.isSealed)
      .sort((a, b) => a.number - b.number);
    const past = open.filter(
      (window) => window.firstTick + WINDOW_TICKS + GRACE_TICKS <= currentTick,
    );
    const crowded = past.length > MAX_REOPENED ? past.length - MAX_REOPENED : 0;
    return past.filter(
      (window, index) => index < crowded || nowMs - window.lastWriteMs >= QUIET_MS,
    );
  }

  /** Seals a window in small steps; a write that comes in between leaves it open. */
  *seal(window: Window): Generator<void, boolean> {
    const { writes } = window;
    const sealed = new Map<TableName, SealedTable>();
    for (const [name, table] of window.open) {
      const steps = sealTable(table, this.slots.owners(name));
      for (let step = steps.next(); ; step = steps.next()) {
        if (window.writes !== writes) return false;
        if (step.done === true) {
          sealed.set(name, step.value);
          break;
        }
        yield;
      }
    }
    window.seal(sealed);
    return true;
  }

  private firstTicks(isWanted: (window: Window) => boolean): number[] {
    return [...this.byNumber.values()].filter(isWanted).map(({ firstTick }) => firstTick);
  }
}
