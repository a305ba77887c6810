import { colorByName, keepPlaces, largest } from './parts';

function series(key: string, values: (number | null)[], firstMs = 0) {
  const timestamps = values.map((_, index) => firstMs + index * 10);
  return { key, label: key, timestamps, values };
}

it('picks those with the highest peaks', () => {
  const all = [series('a', [1, null, 2]), series('b', [9, 0, 0]), series('c', [null, 5, null])];
  expect(largest(all, 2).map(({ key }) => key)).toEqual(['b', 'c']);
});

it('gives a name the same colour whatever the order, while there are enough', () => {
  const [a, b] = [series('a', [1]), series('b', [2])];
  expect(colorByName([b, a], 2).map(({ key, color }) => [key, color])).toEqual([
    ['b', 1],
    ['a', 0],
  ]);
  expect(colorByName([b, a], 1)).toEqual([b, a]);
});

describe('keepPlaces', () => {
  const keysOf = (keys: string[], before: string[]) =>
    keepPlaces(
      keys.map((key) => series(key, [1])),
      before,
    ).map(({ key }) => key);

  it('keeps the order there was, whatever comes first now', () => {
    expect(keysOf(['c', 'a', 'b'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(keysOf(['b', 'a'], [])).toEqual(['b', 'a']);
  });

  it('gives a new one the place of one that is gone', () => {
    expect(keysOf(['d', 'c', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'd', 'c']);
    expect(keysOf(['d', 'c', 'b', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'd']);
    expect(keysOf(['c', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'c']);
  });
});
