import { pageByKey, pageByValues } from './list-answer';

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
  const PODS = ['a', 'b', 'c', 'd'];
  const PIDS = Float64Array.of(3, Number.NaN, 7, 5);

  it('goes through all pages in the order of the values', () => {
    const query = { sort: '-pids', limit: 3 };
    const first = pageByValues(PODS, PIDS, query);
    expect(first.items).toEqual(['c', 'd', 'a']);
    expect(pageByValues(PODS, PIDS, { ...query, continue: first.next })).toEqual({
      items: ['b'],
      next: undefined,
    });
  });

  it('keeps the order of the list where nothing has a value', () => {
    const none = new Float64Array(4).fill(Number.NaN);
    expect(pageByValues(PODS, none, { sort: '-memory_bytes' }).items).toEqual(PODS);
    expect(pageByValues([], new Float64Array(), { sort: '-pids' })).toEqual({
      items: [],
      next: undefined,
    });
  });
});
