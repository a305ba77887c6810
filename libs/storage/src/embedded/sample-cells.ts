import type { Scope } from '@kubemonitor/metrics-model';
import type { Place } from './catalogue';
import type { OpenTable } from './open-table';
import { NO_TIME } from './reading-time';
import { SealedTable } from './sealed/sealed-table';
import type { Windows } from './windows';

/** One tick's row in the table of its window. */
interface Row {
  readonly tick: number;
  readonly row: number;
  readonly table: OpenTable | SealedTable | undefined;
}

/** A sample in a sealed window: it has no cell, its values are decoded one by one. */
interface SealedSample {
  readonly table: SealedTable;
  readonly row: number;
  readonly serial: number;
}

/**
 * Where one sample of each of many entities of a scope lies. Nearly all are cells of open
 * tables, read column by column; those in sealed windows are kept apart.
 */
export class SampleCells {
  private readonly tables: (OpenTable | undefined)[];
  private readonly cells: Int32Array;
  private readonly sealed = new Map<number, SealedSample>();
  private rowMemo: Row = { tick: Number.NaN, row: 0, table: undefined };

  constructor(
    private readonly windows: Windows,
    private readonly scope: Scope,
    readonly length: number,
  ) {
    this.tables = new Array<OpenTable | undefined>(length).fill(undefined);
    this.cells = new Int32Array(length);
  }

  /** Reading time of the sample of an entity at `tick`; NO_TIME where there is none. */
  timeAt({ slot, serial }: Place, tick: number): number {
    const { table, row } = this.findRow(tick);
    if (table instanceof SealedTable) return table.timeAt(row, serial);
    return table === undefined || slot < 0 ? NO_TIME : table.timeAt(row, slot);
  }

  /** Makes the sample of an entity at `tick`, which must exist, that of entity `index`. */
  place(index: number, { slot, serial }: Place, tick: number): void {
    const { table, row } = this.findRow(tick);
    if (table instanceof SealedTable) {
      this.sealed.set(index, { table, row, serial });
    } else if (table !== undefined) {
      this.tables[index] = table;
      this.cells[index] = row * table.capacity + slot;
    }
  }

  /** A metric of all entities, NaN = absent or no sample. */
  read(metric: number, out: Float64Array): void {
    let table: OpenTable | undefined;
    let column: Float64Array | undefined;
    for (let index = 0; index < this.length; index += 1) {
      if (this.tables[index] !== table) {
        table = this.tables[index];
        column = table?.columns[metric];
      }
      out[index] = column === undefined ? Number.NaN : column[this.cells[index]];
    }
    for (const [index, { table, row, serial }] of this.sealed) {
      out[index] = table.valueAt(metric, row, serial);
    }
  }

  /** A metric of one entity. */
  valueAt(metric: number, index: number): number {
    const sealed = this.sealed.get(index);
    if (sealed !== undefined) return sealed.table.valueAt(metric, sealed.row, sealed.serial);
    return this.tables[index]?.columns[metric]?.[this.cells[index]] ?? Number.NaN;
  }

  /** The row of a tick; most calls in a row ask for the same one. */
  private findRow(tick: number): Row {
    if (this.rowMemo.tick !== tick) {
      const window = this.windows.at(tick);
      const row = window === undefined ? 0 : tick - window.firstTick;
      this.rowMemo = { tick, row, table: window?.held(this.scope) };
    }
    return this.rowMemo;
  }
}
