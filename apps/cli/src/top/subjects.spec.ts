import { toSort } from './subjects';

it.each([
  [undefined, undefined],
  ['name', undefined],
  ['cpu', '-cpu_millicores'],
  ['-cpu', '-cpu_millicores'],
  ['-disk-read', '-disk_read_bytes_per_second'],
  ['cpu_millicores', 'cpu_millicores'],
  ['-memory_rss_bytes', '-memory_rss_bytes'],
])('sorts by %s as %s', (word, sort) => {
  expect(toSort(word)).toBe(sort);
});
