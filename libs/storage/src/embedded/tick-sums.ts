import { accumulateByGroup, roundTo } from '@kubemonitor/aggregation';
import type { OpenTable } from './open-table';

/** More digits than any summed field has: takes the noise of adding floats off. */
const DECIMALS = 3;

/** The sums of one tick over groups, added up a share of the pods at a time. */
export class TickSums {
  private readonly sums: Float64Array[] = [];
  private readonly counts: Uint32Array[] = [];

  constructor(
    private readonly groups: number,
    columns: number,
  ) {
    for (let column = 0; column < columns; column += 1) {
      this.sums.push(new Float64Array(groups));
      this.counts.push(new Uint32Array(groups));
    }
  }

  /** Adds values of entities to the groups they belong to; NaN and NO_GROUP are left out. */
  add(column: number, values: Float64Array, groupOf: Int32Array): void {
    accumulateByGroup(values, groupOf, values.length, this.sums[column], this.counts[column]);
  }

  /** Writes every column that has a value into a row of a group table. */
  writeTo(table: OpenTable, row: number): void {
    const base = row * table.capacity;
    this.sums.forEach((sums, column) => {
      const counts = this.counts[column];
      if (!counts.some((count) => count > 0)) return;
      const target = table.column(column);
      for (let group = 0; group < this.groups; group += 1) {
        if (counts[group] === 0) continue;
        target[base + group] = roundTo(sums[group], DECIMALS);
        table.times[base + group] = 0;
      }
    });
  }
}
