import fc from 'fast-check';
import { OpenTable } from './open-table';
import { NO_TIME } from './reading-time';
import { SealedTable } from './sealed-table';

const TICKS = 30;
const GAP = Number.NaN;

function seal(table: OpenTable, slots: number): SealedTable {
  const steps = SealedTable.seal(table, slots);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
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
  table.readValues(metric, slot, out, 0);
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
    expect(sealed.valueAt(0, 2, 2)).toBe(7);
    expect([sealed.timeAt(0, 0), sealed.timeAt(1, 0), sealed.timeAt(2, 2)]).toEqual([
      11,
      NO_TIME,
      14,
    ]);
    expect([sealed.has(0), sealed.has(1)]).toEqual([true, false]);
  });

  it('has nothing for metrics and slots it was made without', () => {
    const table = new OpenTable(TICKS, 2, 1);
    put(table, { row: 0, slot: 0, time: 1, values: [5] });
    const sealed = seal(table, 1);
    expect(sealed.valueAt(1, 0, 0)).toBeNaN();
    expect(sealed.valueAt(0, 0, 1)).toBeNaN();
    expect(sealed.timeAt(0, 1)).toBe(NO_TIME);
  });

  it('counts its samples and its bytes', () => {
    const table = new OpenTable(TICKS, 1, 2);
    for (let row = 0; row < TICKS; row += 1) {
      put(table, { row, slot: 0, time: 3, values: [8] });
    }
    const sealed = seal(table, 2);
    expect(sealed.samples).toBe(30);
    // Times and values alike: a constant of 2 bytes and an empty column of 1, two lengths of
    // 2 bytes, one block offset of 4.
    expect(sealed.bytes).toBe(2 * (2 + 1 + 4 + 4));
  });

  it('finds slots in every block of 512', () => {
    const table = new OpenTable(TICKS, 1, 1_300);
    for (let slot = 0; slot < 1_300; slot += 1) {
      put(table, { row: slot % TICKS, slot, time: slot % 50, values: [slot * 1_000] });
    }
    const sealed = seal(table, 1_300);
    for (const slot of [0, 63, 64, 511, 512, 513, 1_023, 1_024, 1_299]) {
      expect(sealed.valueAt(0, slot % TICKS, slot)).toBe(slot * 1_000);
      expect(sealed.timeAt(slot % TICKS, slot)).toBe(slot % 50);
    }
  });

  it('gives way after every block of a column', () => {
    const table = new OpenTable(TICKS, 1, 1_300);
    put(table, { row: 0, slot: 0, time: 1, values: [1] });
    const steps = SealedTable.seal(table, 1_300);
    let rests = 0;
    while (steps.next().done !== true) rests += 1;
    expect(rests).toBe(2 * 3);
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
        for (const again of [sealed, sealed.reopen(), seal(sealed.reopen(), 5)]) {
          for (const { row, slot } of samples) {
            expect(again.timeAt(row, slot)).toBe(table.timeAt(row, slot));
            for (const metric of [0, 1, 2]) {
              expect(again.valueAt(metric, row, slot) + 0).toBe(
                table.valueAt(metric, row, slot) + 0,
              );
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
