import type { List } from '../../api/types';
import { useResource } from '../../api/use-resource';
import { t } from '../../i18n';
import { problemTitle } from '../../shell/problem-title';
import { useTableState } from '../../state/table';
import { DataTable, type Column } from '../../tables';
import { withQuery } from './subject';

/** Rows asked for, those with the greatest CPU use first; the lists' own pages have all. */
const MOST_ROWS = 1_000;

interface Props<T> {
  readonly caption: string;
  /** Put before the table's parameters in the URL. */
  readonly name: string;
  readonly listPath: string;
  readonly fields: readonly string[];
  readonly columns: readonly Column<T>[];
  rowKey(row: T): string;
  rowHref(row: T): string | undefined;
}

/** The table of a list in REST; order and filter are in the URL. */
export function ChildTable<T>({ caption, name, listPath, fields, ...table }: Props<T>) {
  const { sort, filter, setSort, setFilter } = useTableState('-cpu_millicores', name);
  const query = [`fields=${fields.join(',')}`, 'sort=-cpu_millicores', `limit=${MOST_ROWS}`];
  const path = withQuery(listPath, ...query);
  const { data, error, isLoading } = useResource<List<T>>(path);
  const total = data?.metadata.total ?? 0;
  return (
    <section className="children">
      <h2>{caption}</h2>
      {total > MOST_ROWS && (
        <p className="hint">{t('detail.children.first', { shown: MOST_ROWS, total })}</p>
      )}
      <DataTable<T>
        {...table}
        caption={caption}
        rows={data?.items ?? []}
        sort={sort}
        onSort={setSort}
        filter={filter}
        onFilter={setFilter}
        isLoading={isLoading && data === undefined}
        error={data === undefined && error !== undefined ? problemTitle(error.status) : undefined}
        emptyText={t('detail.children.none')}
        restPath={path}
      />
    </section>
  );
}
