import type { Node } from '../../api/types';
import { shareOfLargest } from './share-of-largest';

const node = (name: string, cpu: number | null) => ({ node: name, cpu_millicores: cpu }) as Node;

it.each([
  [400, 100],
  [100, 25],
  [0, 0],
  [null, 0],
])('a row of %s beside one of 400 has a bar of %s %%', (value, expected) => {
  const row = node('a', value);
  expect(shareOfLargest(row, [node('b', 400), row], 'cpu_millicores')).toBe(expected);
});

it('is nothing where nothing is used', () => {
  const row = node('a', 0);
  expect(shareOfLargest(row, [row], 'cpu_millicores')).toBe(0);
});
