import { putSketches, takeSketches } from './sketch-list';

const NOTHING = new Uint8Array(0);

describe('a list of sketches', () => {
  it('is each with its length before it, 0 where an hour has none', () => {
    const bytes = putSketches([Uint8Array.of(9, 8), NOTHING, Uint8Array.of(7)]);
    expect([...bytes]).toEqual([2, 9, 8, 0, 1, 7]);
    expect(takeSketches(bytes, 3).map((sketch) => [...sketch])).toEqual([[9, 8], [], [7]]);
  });

  it('is no bytes when no hour has one', () => {
    expect(putSketches([NOTHING, NOTHING])).toHaveLength(0);
    expect(putSketches([])).toHaveLength(0);
    expect(takeSketches(NOTHING, 24)).toEqual([]);
  });

  it.each([
    ['ends within a sketch', [2, 9], 1],
    ['ends before the last hour', [1, 9], 2],
    ['has a length that does not end', [0x80, 0x80], 1],
  ])('is refused when it %s', (_, bytes, hours) => {
    expect(() => takeSketches(Uint8Array.from(bytes), hours)).toThrow(RangeError);
  });
});
