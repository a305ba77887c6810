import { readSort, writeSort } from './table';

describe('the order of a table', () => {
  it.each([
    ['cpu_millicores', { key: 'cpu_millicores', isDescending: false }],
    ['-cpu_millicores', { key: 'cpu_millicores', isDescending: true }],
  ])('%s is read and written', (text, sort) => {
    expect(readSort(text)).toEqual(sort);
    expect(writeSort(sort)).toBe(text);
  });

  it.each([null, '', '-'])('%j is none', (text) => {
    expect(readSort(text)).toBeUndefined();
  });
});
