import type { GroupKind } from '../store';
import type { Scope } from '@kubemonitor/metrics-model';
import { OpenTable } from './open-table';
import { SealedTable } from './sealed-table';

/** Tables of a window: samples by scope, sums by group kind. */
export type TableName = Scope | GroupKind;

/**
 * A stretch of ticks, [number × ticks, (number + 1) × ticks). It is open while its samples
 * come in, then sealed; late samples open it again.
 */
export class Window {
  readonly firstTick: number;
  /** Set while open. */
  readonly open = new Map<TableName, OpenTable>();
  /** Set while sealed. */
  readonly sealed = new Map<TableName, SealedTable>();
  isSealed = false;
  /** Counts writes, so that sealing notices one that came in between. */
  writes = 0;
  /** Wall clock of the last write, ms. */
  lastWriteMs = 0;
  /** 1 for each tick whose group sums are up to date. */
  readonly summed: Uint8Array;

  constructor(
    readonly number: number,
    readonly ticks: number,
  ) {
    this.firstTick = number * ticks;
    this.summed = new Uint8Array(ticks);
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
  valueAt(name: TableName, metric: number, row: number, slot: number): number {
    return this.held(name)?.valueAt(metric, row, slot) ?? Number.NaN;
  }

  /** Whether any value of a metric is held. */
  has(name: TableName, metric: number): boolean {
    return this.held(name)?.has(metric) ?? false;
  }

  reopen(): void {
    for (const [name, table] of this.sealed) this.open.set(name, table.reopen());
    this.sealed.clear();
    this.isSealed = false;
  }
}
