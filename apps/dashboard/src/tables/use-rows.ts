import { useDeferredValue, useMemo, useState } from 'react';
import type { Sort } from '../state/table';
import type { DataTableProps } from './data-table-props';
import { filterRows } from './filter-rows';
import { orderRows } from './order-rows';

/** The rows as they are shown, and what they are ordered and filtered by. */
export interface ShownRows<T> {
  readonly rows: readonly T[];
  readonly sort: Sort | undefined;
  readonly filter: string;
  setSort(sort: Sort): void;
  setFilter(filter: string): void;
}

/** Orders and filters the rows of a table; the state is the caller's, or the table's own. */
export function useRows<T>(props: DataTableProps<T>): ShownRows<T> {
  const { rows, columns } = props;
  const [ownSort, setOwnSort] = useState<Sort>();
  const [ownFilter, setOwnFilter] = useState('');
  const sort = props.onSort === undefined ? (ownSort ?? props.sort) : props.sort;
  const filter =
    props.onFilter === undefined ? ownFilter || (props.filter ?? '') : (props.filter ?? '');
  // Typing stays quick while ten thousand rows are looked through.
  const slowFilter = useDeferredValue(filter);
  const filtered = useMemo(
    () => filterRows(rows, columns, slowFilter),
    [rows, columns, slowFilter],
  );
  const { key, isDescending } = sort ?? { key: undefined, isDescending: false };
  const ordered = useMemo(
    () =>
      orderRows(
        filtered,
        columns.find((column) => column.key === key),
        isDescending,
      ),
    [filtered, columns, key, isDescending],
  );
  return {
    rows: ordered,
    sort,
    filter,
    setSort: props.onSort ?? setOwnSort,
    setFilter: props.onFilter ?? setOwnFilter,
  };
}
