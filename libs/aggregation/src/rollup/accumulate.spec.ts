import fc from 'fast-check';
import { NO_GROUP, accumulateByGroup } from './accumulate';

describe('accumulateByGroup', () => {
  it('adds values to their groups and counts them; absent ones and strays are left out', () => {
    const sums = new Float64Array(3);
    const counts = new Uint32Array(3);
    const values = Float64Array.of(10, 20, Number.NaN, 40, 50, 99);
    const groupOf = Int32Array.of(0, 2, 0, NO_GROUP, 2, 1);
    accumulateByGroup(values, groupOf, 5, sums, counts);
    expect(Array.from(sums)).toEqual([10, 0, 70]);
    expect(Array.from(counts)).toEqual([1, 0, 2]);
  });

  it('goes on where an earlier piece has stopped', () => {
    const sums = Float64Array.of(5);
    const counts = Uint32Array.of(1);
    accumulateByGroup(Float64Array.of(3), Int32Array.of(0), 1, sums, counts);
    expect([sums[0], counts[0]]).toEqual([8, 2]);
  });

  it('makes sums that are the sum of their parts, and together the sum of all', () => {
    const members = fc.array(
      fc.record({
        value: fc.oneof(fc.nat(2 ** 30), fc.constant(Number.NaN)),
        group: fc.integer({ min: NO_GROUP, max: 4 }),
      }),
    );
    fc.assert(
      fc.property(members, (list) => {
        const sums = new Float64Array(5);
        const counts = new Uint32Array(5);
        accumulateByGroup(
          Float64Array.from(list, ({ value }) => value),
          Int32Array.from(list, ({ group }) => group),
          list.length,
          sums,
          counts,
        );
        for (let group = 0; group < 5; group += 1) {
          const own = list.filter((each) => each.group === group && !Number.isNaN(each.value));
          expect(sums[group]).toBe(own.reduce((sum, { value }) => sum + value, 0));
          expect(counts[group]).toBe(own.length);
        }
      }),
    );
  });
});
