import { numberOf, type Item } from '../api/item';

/**
 * Compares two items by a `sort` of the API, such as `-cpu_millicores`; what has no value comes
 * last in either direction, as it does there.
 */
export function compareBy(sort: string, a: Item, b: Item): number {
  const field = sort.replace(/^-/, '');
  const [left, right] = [numberOf(a, field), numberOf(b, field)];
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  return sort.startsWith('-') ? right - left : left - right;
}
