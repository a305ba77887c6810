import fc from 'fast-check';
import { OpenTable } from '../open-table';
import { NO_TIME } from '../reading-time';
import { atOnce } from '../slices';
import { sealTable } from './seal-table';
import type { SealedTable } from './sealed-table';

const TICKS = 30;
const GAP = Number.NaN;

/** Serial numbers differ from slots and run the other way. */
const serialOf = (slot: number) => 5_000 - slot;
const slotOf = (serial: number) => 5_000 - serial;

function ownersOf(slots: number) {
  return Array.from({ length: slots }, (_, slot) => ({ slot, serial: serialOf(slot) }));
}

function seal(table: OpenTable, slots: number): SealedTable {
  return atOnce(sealTable(table, ownersOf(slots)));
}

function put(
  table: OpenTable,
  sample: { row: number; slot: number; time: number; values: readonly number[] },
): void {
  const { row, slot, time, values } = sample;
  table.openRow(row);
  const cell = row * table.capacity + slot;
  table.times[cell] = time;
  values.forEach((value, metric) => {
    table.column(metric)[cell] = value;
  });
}

function readColumn(table: SealedTable, metric: number, slot: number): number[] {
  const out = new Float64Array(TICKS);
  table.readValues(metric, serialOf(slot), out, 0);
  return Array.from(out);
}

describe('SealedTable', () => {
  it('holds every slot’s times and values by tick', () => {
    const table = new OpenTable(TICKS, 2, 3);
    put(table, { row: 0, slot: 0, time: 11, values: [100] });
    put(table, { row: 2, slot: 0, time: 13, values: [140] });
    put(table, { row: 2, slot: 2, time: 14, values: [7] });
    const sealed = seal(table, 3);

    expect(readColumn(sealed, 0, 0).slice(0, 4)).toEqual([100, GAP, 140, GAP]);
    expect(readColumn(sealed, 0, 1)).toEqual(new Array(TICKS).fill(GAP));
    expect(sealed.valueAt(0, 2, serialOf(2))).toBe(7);
    const times = [0, 1, 2].map((row) => sealed.timeAt(row, serialOf(row === 2 ? 2 : 0)));
    expect(times).toEqual([11, NO_TIME, 14]);
    expect([sealed.has(0), sealed.has(1)]).toEqual([true, false]);
  });

  it('has nothing for metrics and slots it was made without', () => {
    const table = new OpenTable(TICKS, 2, 1);
    put(table, { row: 0, slot: 0, time: 1, values: [5] });
    const sealed = seal(table, 1);
    expect(sealed.valueAt(1, 0, serialOf(0))).toBeNaN();
    expect(sealed.valueAt(0, 0, serialOf(1))).toBeNaN();
    expect(sealed.timeAt(0, serialOf(1))).toBe(NO_TIME);
  });

  it('counts its samples and its bytes', () => {
    const table = new OpenTable(TICKS, 1, 2);
    for (let row = 0; row < TICKS; row += 1) {
      put(table, { row, slot: 0, time: 3, values: [8] });
    }
    const sealed = seal(table, 2);
    expect(sealed.samples).toBe(30);
    // A serial number of 4 bytes; times and values alike a constant of 2 bytes, its length of 1
    // and the byte that says so. The slot without samples has no column.
    expect(sealed.bytes).toBe(4 + 2 * (2 + 1 + 1));
    expect(sealed.shape.entities).toBe(1);
  });

  it('finds slots in every block of 512', () => {
    const table = new OpenTable(TICKS, 1, 1_300);
    for (let slot = 0; slot < 1_300; slot += 1) {
      put(table, { row: slot % TICKS, slot, time: slot % 50, values: [slot * 1_000] });
    }
    const sealed = seal(table, 1_300);
    for (const slot of [0, 63, 64, 511, 512, 513, 1_023, 1_024, 1_299]) {
      expect(sealed.valueAt(0, slot % TICKS, serialOf(slot))).toBe(slot * 1_000);
      expect(sealed.timeAt(slot % TICKS, serialOf(slot))).toBe(slot % 50);
    }
  });

  it('gives way after every row looked at and every chunk of a column', () => {
    const table = new OpenTable(TICKS, 1, 1_300);
    for (let slot = 0; slot < 1_300; slot += 1) put(table, { row: 4, slot, time: 1, values: [1] });
    const steps = sealTable(table, ownersOf(1_300));
    let rests = 0;
    while (steps.next().done !== true) rests += 1;
    expect(rests).toBe(1 + 2 * 3);
  });

  it('leaves out columns whose owner has no slot when it opens again', () => {
    const table = new OpenTable(TICKS, 1, 2);
    put(table, { row: 0, slot: 0, time: 1, values: [5] });
    put(table, { row: 0, slot: 1, time: 2, values: [6] });
    const opened = atOnce(seal(table, 2).reopen((serial) => (serial === serialOf(1) ? 0 : -1)));
    expect([opened.valueAt(0, 0, 0), opened.timeAt(0, 0), opened.timeAt(0, 1)]).toEqual([
      6,
      2,
      NO_TIME,
    ]);
  });

  it('opens again to the same samples', () => {
    const sample = fc.record({
      row: fc.nat(TICKS - 1),
      slot: fc.nat(4),
      time: fc.integer({ min: -10, max: 2 ** 30 }),
      values: fc.tuple(fc.oneof(fc.nat(), fc.constant(GAP)), fc.double({ noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (samples) => {
        const table = new OpenTable(TICKS, 3, 5);
        for (const each of samples) put(table, each);
        const sealed = seal(table, 5);
        const opened = atOnce(sealed.reopen(slotOf));
        const again = seal(opened, 5);
        for (const { row, slot } of samples) {
          const time = table.timeAt(row, slot);
          const serial = serialOf(slot);
          expect([sealed, again].map((one) => one.timeAt(row, serial))).toEqual([time, time]);
          expect(opened.timeAt(row, slot)).toBe(time);
          for (const metric of [0, 1, 2]) {
            const value = table.valueAt(metric, row, slot) + 0;
            const stored = [sealed, again].map((one) => one.valueAt(metric, row, serial) + 0);
            expect(stored).toEqual([value, value]);
            expect(opened.valueAt(metric, row, slot) + 0).toBe(value);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
