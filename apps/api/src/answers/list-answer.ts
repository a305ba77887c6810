import type { ListQueryDto } from '@kubemonitor/metrics-model/dto';
import { makeToken, parsePage } from '../query/page';
import { orderByValues, parseSort, sortColumn } from '../query/sort';
import type { Column } from '../render/table';

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

/** What can be sorted: rows of columns, and the names of all fields asked for. */
export interface SortableTable {
  readonly length: number;
  readonly columns: readonly Column[];
  readonly fieldNames: ReadonlySet<string>;
}

/** Cuts a page of row numbers ordered by a field's values. */
export function pageByValues(table: SortableTable, query: ListQueryDto): Page<number> {
  const sort = parseSort(query.sort);
  const { limit, offset } = parsePage(query);
  if (sort === undefined) return { items: [], next: undefined };
  const column = sortColumn(table.columns, table.fieldNames, sort);
  const values = column?.values ?? new Float64Array(table.length).fill(Number.NaN);
  const order = orderByValues(values, sort.descending);
  const items = order.slice(offset, offset + limit);
  const end = offset + items.length;
  return { items, next: end < order.length ? makeToken(query.sort, { offset: end }) : undefined };
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
