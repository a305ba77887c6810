import { chunkBytes, decodeChunk } from '../sealed/chunk';
import type { SealedTable } from '../sealed/sealed-table';

/** The columns of some entities in one roll-up: a chunk is decoded once, for all of them. */
export class StepBlock {
  /** Row of each serial number of those blocks of the table that hold any of the entities. */
  private readonly rows = new Map<number, Int32Array>();

  /** @param serials of the entities, rising; an entity's row is its index here */
  constructor(
    private readonly table: SealedTable,
    private readonly serials: Uint32Array,
  ) {
    const { firstSerials } = table.shape;
    const last = serials[serials.length - 1];
    for (let block = 0; block < table.blocks; block += 1) {
      const end = firstSerials[block + 1] ?? Number.POSITIVE_INFINITY;
      if (firstSerials[block] <= last && end > serials[0]) this.rows.set(block, this.rowsOf(block));
    }
  }

  /** Whether there are any values of a column of the table. */
  has(column: number | undefined): boolean {
    if (column === undefined) return false;
    return [...this.rows.keys()].some((block) => this.table.source.has(column, block));
  }

  /**
   * Reads a column into `out`, the steps of one row behind those of another, NaN = absent.
   * @returns rows whose values are damaged
   */
  read(column: number | undefined, out: Float64Array): number[] {
    const { ticks } = this.table.shape;
    const damaged: number[] = [];
    out.fill(Number.NaN);
    if (column === undefined) return damaged;
    const values = new Float64Array(ticks);
    for (const [block, rows] of this.rows) {
      const chunk = this.table.source.read(column, block);
      if (chunk === undefined) {
        if (this.table.source.has(column, block)) damaged.push(...rows.filter((row) => row >= 0));
        continue;
      }
      decodeChunk(chunk, rows.length, values, (index) => {
        if (rows[index] >= 0) out.set(values, rows[index] * ticks);
      });
    }
    return damaged;
  }

  /** Visits the bytes that stand in place of numbers. */
  visitBytes(column: number | undefined, visit: (row: number, bytes: Uint8Array) => void): void {
    if (column === undefined) return;
    for (const [block, rows] of this.rows) {
      const chunk = this.table.source.read(column, block);
      if (chunk === undefined) continue;
      rows.forEach((row, index) => {
        if (row >= 0) visit(row, chunkBytes(chunk, index, rows.length));
      });
    }
  }

  private rowsOf(block: number): Int32Array {
    let row = 0;
    return Int32Array.from(this.table.serials(block), (serial) => {
      while (this.serials[row] < serial) row += 1;
      return this.serials[row] === serial ? row : -1;
    });
  }
}
