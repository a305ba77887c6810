import { OpenTable } from './open-table';
import { NO_TIME } from './reading-time';

const LEAST_SLOTS = 64;

describe('OpenTable', () => {
  it('has nothing in rows that are not open', () => {
    const table = new OpenTable(30, 2, 1);
    table.column(0);
    expect(table.timeAt(4, 0)).toBe(NO_TIME);
    expect(table.valueAt(0, 4, 0)).toBeNaN();
    expect(table.usedBytes).toBe(0);
  });

  it('keeps what is written to a row that is opened again, and clears it when told', () => {
    const table = new OpenTable(30, 2, 1);
    table.openRow(4);
    table.times[4 * table.capacity] = 12;
    table.column(1)[4 * table.capacity] = 5;
    table.openRow(4);
    expect([table.timeAt(4, 0), table.valueAt(1, 4, 0)]).toEqual([12, 5]);
    table.clearRow(4);
    expect([table.timeAt(4, 0), table.valueAt(1, 4, 0)]).toEqual([NO_TIME, Number.NaN]);
  });

  it('makes a column when it is asked for, absent in rows opened before', () => {
    const table = new OpenTable(30, 2, 1);
    table.openRow(0);
    expect(table.has(1)).toBe(false);
    expect(table.column(1)[0]).toBeNaN();
    expect(table.has(1)).toBe(true);
  });

  it('grows by at least double and moves its rows', () => {
    const table = new OpenTable(30, 1, 1);
    table.openRow(2);
    table.times[2 * LEAST_SLOTS + 63] = 7;
    table.column(0)[2 * LEAST_SLOTS + 63] = 9;
    table.grow(65);
    expect(table.capacity).toBe(128);
    expect([table.timeAt(2, 63), table.valueAt(0, 2, 63)]).toEqual([7, 9]);
    expect([table.timeAt(2, 64), table.valueAt(0, 2, 64)]).toEqual([NO_TIME, Number.NaN]);
    table.grow(100);
    expect(table.capacity).toBe(128);
    table.grow(1_000);
    expect(table.capacity).toBe(1_000);
  });

  it('counts the bytes of open rows: 4 for a time, 8 for a value', () => {
    const table = new OpenTable(30, 3, 1);
    table.openRow(0);
    table.openRow(1);
    expect(table.usedBytes).toBe(2 * LEAST_SLOTS * 4);
    table.column(2);
    expect(table.usedBytes).toBe(2 * LEAST_SLOTS * (4 + 8));
  });
});
