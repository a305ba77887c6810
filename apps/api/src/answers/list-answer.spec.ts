import { pageByKey, pageByValues, type SortableTable } from './list-answer';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

function pageOfNames(names: readonly string[], token: string | undefined, limit = 2) {
  return pageByKey(names, (name) => name, { limit, continue: token });
}

describe('pageByKey', () => {
  it('goes through all pages', () => {
    const first = pageOfNames(NAMES, undefined);
    expect(first.items).toEqual(['a', 'b']);
    const second = pageOfNames(NAMES, first.next);
    expect(second.items).toEqual(['c', 'd']);
    const third = pageOfNames(NAMES, second.next);
    expect(third).toEqual({ items: ['e'], next: undefined });
  });

  it('has no next page after one that is just full', () => {
    expect(pageOfNames(NAMES, undefined, 5).next).toBeUndefined();
    expect(pageOfNames([], undefined)).toEqual({ items: [], next: undefined });
  });

  it('skips and repeats nothing when items come and go between two pages', () => {
    const { next } = pageOfNames(NAMES, undefined);
    expect(pageOfNames(['aa', 'ab', 'c', 'd', 'e'], next).items).toEqual(['c', 'd']);
    expect(pageOfNames(['a', 'd', 'e'], next).items).toEqual(['d', 'e']);
  });

  it('is empty after the last', () => {
    const { next } = pageOfNames(NAMES, undefined);
    expect(pageOfNames(['a', 'b'], next)).toEqual({ items: [], next: undefined });
  });
});

describe('pageByValues', () => {
  const TABLE: SortableTable = {
    length: 4,
    columns: [{ name: 'pids', decimals: 0, values: Float64Array.of(3, Number.NaN, 7, 5) }],
    fieldNames: new Set(['pids', 'memory_bytes']),
  };

  it('goes through all pages in the order of the values', () => {
    const query = { sort: '-pids', limit: 3 };
    const first = pageByValues(TABLE, query);
    expect(first.items).toEqual([2, 3, 0]);
    expect(pageByValues(TABLE, { ...query, continue: first.next })).toEqual({
      items: [1],
      next: undefined,
    });
  });

  it('keeps the order of the list where nothing has a value', () => {
    expect(pageByValues(TABLE, { sort: '-memory_bytes' }).items).toEqual([0, 1, 2, 3]);
    const empty = { ...TABLE, length: 0, columns: [] };
    expect(pageByValues(empty, { sort: '-pids' })).toEqual({ items: [], next: undefined });
  });

  it('refuses a field the list cannot have', () => {
    expect(() => pageByValues(TABLE, { sort: 'cpu_millicores' })).toThrow('"sort" is not a field');
  });
});
