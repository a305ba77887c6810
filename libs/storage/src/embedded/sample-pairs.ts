import { MAX_GAP_TICKS, explainMissingRate, roundTo } from '@kubemonitor/aggregation';
import type { FieldDefinition, ReasonCode, Scope } from '@kubemonitor/metrics-model';
import type { Entry } from './catalogue';
import { NO_TIME, OpenTable, isBreak, offsetOf } from './open-table';
import { WINDOW_TICKS, Windows } from './windows';

/** A place in an open table: a tick's row of it. */
interface Row {
  readonly tick: number;
  readonly table: OpenTable | undefined;
  readonly base: number;
  readonly row: number;
}

/**
 * For many entities of one scope, the cells of a current and an earlier sample in open
 * windows, from which fields are derived column by column. An entity whose samples are
 * not in open windows has no cell here.
 */
export class SamplePairs {
  readonly timestamps: Float64Array;
  private readonly tables: (OpenTable | undefined)[];
  private readonly earlierTables: (OpenTable | undefined)[];
  private readonly cells: Int32Array;
  private readonly earlierCells: Int32Array;
  private readonly elapsedMs: Float64Array;
  private readonly rateReasons: (ReasonCode | undefined)[];
  private rowMemo: Row = { tick: Number.NaN, table: undefined, base: 0, row: 0 };
  private earlierMemo: Row = this.rowMemo;

  constructor(
    private readonly windows: Windows,
    private readonly scope: Scope,
    private readonly metricIndex: ReadonlyMap<string, number>,
    private readonly intervalMs: number,
    readonly length: number,
  ) {
    this.timestamps = new Float64Array(length).fill(Number.NaN);
    this.tables = new Array<OpenTable | undefined>(length).fill(undefined);
    this.earlierTables = new Array<OpenTable | undefined>(length).fill(undefined);
    this.cells = new Int32Array(length);
    this.earlierCells = new Int32Array(length);
    this.elapsedMs = new Float64Array(length).fill(Number.NaN);
    this.rateReasons = new Array<ReasonCode | undefined>(length).fill('first_sample');
  }

  /**
   * Sets entity `index` to its samples at `tick` and `earlierTick` (negative: none).
   * @returns false when there is no sample at `tick` in an open window
   */
  place(index: number, entry: Entry, tick: number, earlierTick: number): boolean {
    if (this.rowMemo.tick !== tick) this.rowMemo = this.findRow(tick);
    const { table, base, row } = this.rowMemo;
    const time = table?.timeAt(row, entry.slot) ?? NO_TIME;
    if (table === undefined || time === NO_TIME) return false;
    this.tables[index] = table;
    this.cells[index] = base + entry.slot;
    this.timestamps[index] = tick * this.intervalMs + offsetOf(time);
    this.placeEarlier(index, entry, { tick, earlierTick, isBroken: isBreak(time) });
    return true;
  }

  /** Whether the entity has a sample at `tick` in an open window. */
  has(entry: Entry, tick: number): boolean {
    if (this.earlierMemo.tick !== tick) this.earlierMemo = this.findRow(tick);
    const { table, row } = this.earlierMemo;
    return table !== undefined && table.timeAt(row, entry.slot) !== NO_TIME;
  }

  /** One field of all entities, NaN = absent. `out` has room for all. */
  derive({ derivation, decimals }: FieldDefinition, out: Float64Array): void {
    switch (derivation.kind) {
      case 'gauge':
      case 'counter':
        this.readColumn(derivation.metric, out);
        return;
      case 'difference': {
        this.readColumn(derivation.from, out);
        const minus = new Float64Array(this.length);
        this.readColumn(derivation.minus, minus);
        for (let index = 0; index < this.length; index += 1) {
          out[index] = Math.max(0, out[index] - minus[index]);
        }
        return;
      }
      case 'ratio': {
        this.readIncrease(derivation.part, out);
        const whole = new Float64Array(this.length);
        this.readIncrease(derivation.whole, whole);
        for (let index = 0; index < this.length; index += 1) {
          const isIdle = whole[index] === 0 && out[index] === 0;
          out[index] = isIdle ? 0 : roundTo(out[index] / whole[index], decimals);
        }
        return;
      }
      case 'rate': {
        this.readIncrease(derivation.metric, out);
        const scale = derivation.scale * 1_000;
        const factor = 10 ** decimals;
        for (let index = 0; index < this.length; index += 1) {
          const rate = (out[index] / this.elapsedMs[index]) * scale;
          out[index] = Math.round(rate * factor) / factor;
        }
        if (derivation.given !== undefined) this.preferGiven(derivation.given, out);
      }
    }
  }

  /** The stored value of a metric of one entity now. */
  valueOf(metric: string, index: number): number {
    const column = this.tables[index]?.columns[this.metricIndex.get(metric) ?? -1];
    return column === undefined ? Number.NaN : column[this.cells[index]];
  }

  /** Why entity `index` has no rate of `metric` although the metric has a value. */
  explainRate(metric: string, index: number): ReasonCode | undefined {
    const reason = this.rateReasons[index];
    if (reason !== undefined) return reason;
    const column = this.earlierTables[index]?.columns[this.metricIndex.get(metric) ?? -1];
    const earlier = column === undefined ? Number.NaN : column[this.earlierCells[index]];
    return earlier > this.valueOf(metric, index) ? 'counter_reset' : 'first_sample';
  }

  private placeEarlier(
    index: number,
    entry: Entry,
    pair: { tick: number; earlierTick: number; isBroken: boolean },
  ): void {
    if (this.earlierMemo.tick !== pair.earlierTick) {
      this.earlierMemo = this.findRow(pair.earlierTick);
    }
    const { table, base, row } = this.earlierMemo;
    const time = pair.earlierTick < 0 ? NO_TIME : (table?.timeAt(row, entry.slot) ?? NO_TIME);
    const isHeld = table !== undefined && time !== NO_TIME;
    const elapsed = isHeld
      ? this.timestamps[index] - (pair.earlierTick * this.intervalMs + offsetOf(time))
      : Number.NaN;
    const reason = explainMissingRate({
      ticksApart: pair.earlierTick < 0 ? Number.NaN : pair.tick - pair.earlierTick,
      elapsedMilliseconds: isHeld ? elapsed : MAX_GAP_TICKS * this.intervalMs,
      isBroken: pair.isBroken,
      previous: 0,
      current: 0,
    });
    this.rateReasons[index] = reason ?? (isHeld ? undefined : 'first_sample');
    if (reason !== undefined || !isHeld) return;
    this.earlierTables[index] = table;
    this.earlierCells[index] = base + entry.slot;
    this.elapsedMs[index] = elapsed;
  }

  private findRow(tick: number): Row {
    const window = tick < 0 ? undefined : this.windows.at(tick);
    const table = window?.open.get(this.scope);
    const row = ((tick % WINDOW_TICKS) + WINDOW_TICKS) % WINDOW_TICKS;
    return { tick, table, row, base: row * (table?.capacity ?? 0) };
  }

  private readColumn(metric: string, out: Float64Array): void {
    const at = this.metricIndex.get(metric) ?? -1;
    let table: OpenTable | undefined;
    let column: Float64Array | undefined;
    for (let index = 0; index < this.length; index += 1) {
      if (this.tables[index] !== table) {
        table = this.tables[index];
        column = table?.columns[at];
      }
      out[index] = column === undefined ? Number.NaN : column[this.cells[index]];
    }
  }

  private readIncrease(metric: string, out: Float64Array): void {
    const at = this.metricIndex.get(metric) ?? -1;
    let table: OpenTable | undefined;
    let earlierTable: OpenTable | undefined;
    let column: Float64Array | undefined;
    let earlier: Float64Array | undefined;
    for (let index = 0; index < this.length; index += 1) {
      if (this.tables[index] !== table || this.earlierTables[index] !== earlierTable) {
        table = this.tables[index];
        earlierTable = this.earlierTables[index];
        column = table?.columns[at];
        earlier = earlierTable?.columns[at];
      }
      if (column === undefined || earlier === undefined) {
        out[index] = Number.NaN;
        continue;
      }
      const increase = column[this.cells[index]] - earlier[this.earlierCells[index]];
      out[index] = increase >= 0 ? increase : Number.NaN;
    }
  }

  private preferGiven(metric: string, out: Float64Array): void {
    const at = this.metricIndex.get(metric) ?? -1;
    if (!this.tables.some((table) => table?.columns[at] !== undefined)) return;
    for (let index = 0; index < this.length; index += 1) {
      const given = this.valueOf(metric, index);
      if (given === given) out[index] = given;
    }
  }
}
