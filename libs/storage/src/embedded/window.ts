import type { GroupKind } from '../store';
import type { Scope } from '@kubemonitor/metrics-model';
import type { Place } from './catalogue';
import { OpenTable } from './open-table';
import type { SealedTable } from './sealed/sealed-table';

/** Tables of a window: samples by scope, sums by group kind. */
export type TableName = Scope | GroupKind;

/** Which reports of each node a window holds: one bit a tick, the window's first is bit 0. */
export type ReportMasks = Map<string, number>;

/** A sealed window's form in a file. */
export interface StoredWindow {
  /** The tables, their chunks read from the file when asked for. */
  readonly tables: ReadonlyMap<TableName, SealedTable>;
  readReports(): ReportMasks;
  readonly bytes: number;
  /** When the file was written, ms since the epoch. */
  readonly writtenMs: number;
}

/** Who has a slot in open tables, and who gets one when a window opens again. */
export interface Slots {
  /** Owner of each slot of a table. */
  owners(name: TableName): readonly (Place | undefined)[];
  /**
   * Gives slots to all that may have samples in ticks [from, to).
   * @returns the slot of a serial number, NEVER when nobody has it
   */
  warm(name: TableName, from: number, to: number): (serial: number) => number;
}

const NO_TABLES: ReadonlyMap<TableName, SealedTable> = new Map();

/**
 * A stretch of ticks, [number × ticks, (number + 1) × ticks). It is open while its samples
 * come in, then sealed; late samples open it again.
 */
export class Window {
  readonly firstTick: number;
  /** Set while open. */
  readonly open = new Map<TableName, OpenTable>();
  isSealed = false;
  /** Counts writes, so that sealing notices one that came in between. */
  writes = 0;
  /** Wall clock of the last write, ms. */
  lastWriteMs = 0;
  /** 1 for each tick whose group sums are up to date. */
  readonly summed: Uint8Array;
  /** The file that holds the window as it was when last sealed. */
  stored: StoredWindow | undefined;
  /** Whether the file holds all there is. */
  isStored = false;
  /** Whether its chunks are in memory, not just in the file. */
  isResident = true;
  private masks: ReportMasks | undefined;
  /** Sealed tables in memory. */
  private coded: ReadonlyMap<TableName, SealedTable> = NO_TABLES;

  constructor(
    readonly number: number,
    readonly ticks: number,
  ) {
    this.firstTick = number * ticks;
    this.summed = new Uint8Array(ticks);
  }

  /** A window of an earlier run. */
  static fromFile(number: number, ticks: number, stored: StoredWindow): Window {
    const window = new Window(number, ticks);
    window.summed.fill(1);
    window.isSealed = true;
    window.leaveToFile(stored);
    window.letGo();
    return window;
  }

  /** The sealed tables; none while open. */
  get sealed(): ReadonlyMap<TableName, SealedTable> {
    if (this.isResident || this.stored === undefined) return this.coded;
    return this.stored.tables;
  }

  /** The reports held, by node. */
  get reports(): ReportMasks {
    this.masks ??= this.isStored ? this.stored?.readReports() : undefined;
    return (this.masks ??= new Map());
  }

  hasReport(node: string, tick: number): boolean {
    return ((this.reports.get(node) ?? 0) & (1 << (tick - this.firstTick))) !== 0;
  }

  addReport(node: string, tick: number): void {
    const mask = this.reports.get(node) ?? 0;
    this.reports.set(node, mask | (1 << (tick - this.firstTick)));
  }

  /** The open table of `name`, with room for `slots`. */
  table(name: TableName, metrics: number, slots: number): OpenTable {
    let table = this.open.get(name);
    if (table === undefined) {
      table = new OpenTable(this.ticks, metrics, slots);
      this.open.set(name, table);
    }
    table.grow(slots);
    return table;
  }

  /** The table of `name` in the form it has now. */
  held(name: TableName): OpenTable | SealedTable | undefined {
    return this.sealed.get(name) ?? this.open.get(name);
  }

  /** One value, wherever it is; NaN = absent. */
  valueAt(name: TableName, metric: number, row: number, place: Place): number {
    const sealed = this.sealed.get(name);
    if (sealed !== undefined) return sealed.valueAt(metric, row, place.serial);
    return this.open.get(name)?.valueAt(metric, row, place.slot) ?? Number.NaN;
  }

  /** Whether any value of a metric is held. */
  has(name: TableName, metric: number): boolean {
    return this.held(name)?.has(metric) ?? false;
  }

  /** Takes the coded tables in the place of the open ones. */
  seal(tables: ReadonlyMap<TableName, SealedTable>): void {
    this.coded = tables;
    this.open.clear();
    this.isSealed = true;
  }

  /** The file holds the window as it is. */
  leaveToFile(stored: StoredWindow): void {
    this.stored = stored;
    this.isStored = true;
  }

  /** Takes what a file holds out of memory. */
  letGo(): void {
    if (!this.isStored || this.stored === undefined) return;
    this.coded = NO_TABLES;
    this.masks = undefined;
    this.isResident = false;
  }

  /** Makes a sealed window open again, a little at a time; gives up when it was meanwhile. */
  *reopen(slots: Slots, lookBack: number): Generator<void> {
    const { sealed } = this;
    const opened = new Map<TableName, OpenTable>();
    for (const [name, table] of sealed) {
      const end = this.firstTick + this.ticks;
      const slotOf = slots.warm(name, this.firstTick - lookBack, end);
      opened.set(name, yield* table.reopen(slotOf));
    }
    if (!this.isSealed || this.sealed !== sealed) return;
    const masks = this.reports;
    for (const [name, table] of opened) this.open.set(name, table);
    this.coded = NO_TABLES;
    this.isSealed = false;
    this.isStored = false;
    this.isResident = true;
    this.masks = masks;
  }
}
