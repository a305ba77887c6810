import { changeSearch, keepRange } from './search';

describe('changeSearch', () => {
  it.each([
    ['', { sort: '-cpu' }, '?sort=-cpu'],
    ['?sort=a&window=60', { sort: 'b' }, '?sort=b&window=60'],
    ['?sort=a&window=60', { sort: undefined }, '?window=60'],
    ['?sort=a', { sort: undefined }, ''],
    ['', { filter: 'a b&c=d' }, '?filter=a+b%26c%3Dd'],
    ['', { start: '2026-11-23T12:00:00.000Z' }, '?start=2026-11-23T12:00:00.000Z'],
  ])('of %j with %j is %j', (search, change, expected) => {
    expect(changeSearch(search, change)).toBe(expected);
  });
});

describe('keepRange', () => {
  it.each([
    ['/pods', '?window=60&sort=-cpu', '/pods?window=60'],
    ['/pods', '?sort=-cpu', '/pods'],
    ['/pods?sort=a', '?window=60', '/pods?sort=a&window=60'],
    ['/pods?window=300', '?start=a&end=b', '/pods?window=300'],
    ['/pods', '?start=a&end=b&back=900&paused=900', '/pods?start=a&end=b&paused=900&back=900'],
  ])('to %s from %s leads to %s', (to, search, expected) => {
    expect(keepRange(to, search)).toBe(expected);
  });
});
