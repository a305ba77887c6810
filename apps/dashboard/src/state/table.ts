import { useCallback, useMemo } from 'react';
import { navigate, useRoute } from './route';

/** Which column a table is ordered by. */
export interface Sort {
  readonly key: string;
  readonly isDescending: boolean;
}

/** State of a table; all of it is in the URL. */
export interface TableState {
  readonly sort: Sort;
  readonly filter: string;
  setSort(sort: Sort): void;
  setFilter(filter: string): void;
}

/** `cpu_millicores`, or `-cpu_millicores` for the greatest first, as the API's `sort` has it. */
export function writeSort({ key, isDescending }: Sort): string {
  return isDescending ? `-${key}` : key;
}

/** The order a parameter asks for; undefined when it is missing or empty. */
export function readSort(text: string | null): Sort | undefined {
  const isDescending = text?.startsWith('-') ?? false;
  const key = isDescending ? text?.slice(1) : text;
  return key ? { key, isDescending } : undefined;
}

/**
 * Order and filter of a table in the URL (`sort`, `filter`). A page with several tables gives
 * each a name, which is put before its parameters.
 * @param standard order without a parameter, e.g. `-cpu_millicores`
 */
export function useTableState(standard: string, name = ''): TableState {
  const { search } = useRoute();
  const [sortName, filterName] =
    name === '' ? ['sort', 'filter'] : [`${name}.sort`, `${name}.filter`];
  const sortText = search.get(sortName) ?? standard;
  const filter = search.get(filterName) ?? '';
  const sort = useMemo(
    () => readSort(sortText) ?? readSort(standard) ?? { key: standard, isDescending: false },
    [sortText, standard],
  );
  const setSort = useCallback(
    (next: Sort) => {
      const text = writeSort(next);
      navigate({ [sortName]: text === standard ? undefined : text });
    },
    [sortName, standard],
  );
  const setFilter = useCallback(
    (text: string) => navigate({ [filterName]: text === '' ? undefined : text }, { replace: true }),
    [filterName],
  );
  return useMemo(() => ({ sort, filter, setSort, setFilter }), [sort, filter, setSort, setFilter]);
}
