import type { ListQueryDto } from '@kubemonitor/metrics-model/dto';
import { makeToken, parsePage } from '../query/page';
import { orderByValues, parseSort } from '../query/sort';

/** Which items of a list a page has, and the token of the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/**
 * Cuts a page from items in order of their keys. With an order by name the token holds the
 * last key, so that items that come or go between two pages shift nothing.
 */
export function pageByKey<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  query: ListQueryDto,
): Page<T> {
  const { limit, after } = parsePage(query);
  const start = after === undefined ? 0 : firstAfter(items, keyOf, after);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const isMore = start + page.length < items.length && last !== undefined;
  return { items: page, next: isMore ? makeToken(query.sort, { key: keyOf(last) }) : undefined };
}

/**
 * Cuts a page from items ordered by a value of each, NaN last. The token holds how many items
 * came before, since such an order changes with every report.
 */
export function pageByValues<T>(
  items: readonly T[],
  values: Float64Array,
  query: ListQueryDto,
): Page<T> {
  const { limit, offset } = parsePage(query);
  const order = orderByValues(values, parseSort(query.sort)?.descending ?? false);
  const page = order.slice(offset, offset + limit).map((index) => items[index]);
  const end = offset + page.length;
  const isMore = end < order.length;
  return { items: page, next: isMore ? makeToken(query.sort, { offset: end }) : undefined };
}

/** Index of the first item whose key is greater; `items` are in order of their keys. */
function firstAfter<T>(items: readonly T[], keyOf: (item: T) => string, key: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keyOf(items[middle]) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}
