import { checkSort, orderByValues, parseSort } from './sort';

describe('parseSort', () => {
  it.each([
    [undefined, undefined],
    ['name', undefined],
    ['cpu_millicores', { field: 'cpu_millicores', descending: false }],
    ['-cpu_millicores', { field: 'cpu_millicores', descending: true }],
    ['--x', { field: '-x', descending: true }],
  ])('reads %p', (text, sort) => {
    expect(parseSort(text)).toEqual(sort);
  });
});

describe('orderByValues', () => {
  const VALUES = Float64Array.of(5, Number.NaN, 1, 5, Number.NaN, 9);

  it('puts the least first, absent values last, equal ones as they come', () => {
    expect(orderByValues(VALUES, false)).toEqual([2, 0, 3, 5, 1, 4]);
  });

  it('puts the greatest first, absent values last, equal ones as they come', () => {
    expect(orderByValues(VALUES, true)).toEqual([5, 0, 3, 2, 1, 4]);
  });

  it('orders nothing', () => {
    expect(orderByValues(new Float64Array(), true)).toEqual([]);
  });
});

describe('checkSort', () => {
  const NAMES = new Set(['cpu_millicores', 'memory_bytes']);

  it('lets fields of the list pass', () => {
    expect(() => checkSort({ field: 'memory_bytes', descending: true }, NAMES)).not.toThrow();
  });

  it.each(['', 'nonsense', 'constructor'])('refuses %j', (field) => {
    expect(() => checkSort({ field, descending: false }, NAMES)).toThrow(
      '"sort" is not a field of this list.',
    );
  });
});
