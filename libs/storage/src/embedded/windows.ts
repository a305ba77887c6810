import { SealedTable } from './sealed-table';
import { Window, type TableName } from './window';

/** Ticks of a window. ADR 4 says why 30: half the open window's memory for 5 % more bytes. */
export const WINDOW_TICKS = 30;

/** A window stays open this many ticks after its end, for samples that come a little late. */
const GRACE_TICKS = 4;

/** A window opened again is sealed when nothing was written to it for so long. */
const QUIET_MS = 15_000;

/** At most so many windows are open again for back-fill at a time. */
const MAX_REOPENED = 4;

/** Slots each table has, by name: how many columns sealing must look at. */
export type SlotCounts = (name: TableName) => number;

/** The windows the store holds, by number. */
export class Windows {
  private readonly byNumber = new Map<number, Window>();

  constructor(private readonly slotCounts: SlotCounts) {}

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
      window.reopen();
    }
    window.writes += 1;
    window.lastWriteMs = nowMs;
    return window;
  }

  all(): Iterable<Window> {
    return this.byNumber.values();
  }

  /** Drops windows that end before `tick`. @returns whether any was dropped */
  dropBefore(tick: number): boolean {
    let dropped = false;
    for (const [number, window] of this.byNumber) {
      if (window.firstTick + WINDOW_TICKS > tick) continue;
      this.byNumber.delete(number);
      dropped = true;
    }
    return dropped;
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
      const slots = Math.min(this.slotCounts(name), table.capacity);
      const steps = SealedTable.seal(table, slots);
      for (let step = steps.next(); ; step = steps.next()) {
        if (window.writes !== writes) return false;
        if (step.done === true) {
          sealed.set(name, step.value);
          break;
        }
        yield;
      }
    }
    for (const [name, table] of sealed) window.sealed.set(name, table);
    window.open.clear();
    window.isSealed = true;
    return true;
  }
}
