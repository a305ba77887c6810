import type { ReactNode } from 'react';
import type { ApiError } from '../../api/client';
import type { ListMetadata } from '../../api/types';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { useTableState } from '../../state/table';
import { DataTable, type Column } from '../../tables';
import './lists.css';

interface Props<T> {
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[] | undefined;
  readonly metadata: ListMetadata | undefined;
  readonly error: ApiError | undefined;
  readonly isLoading: boolean;
  refresh(): void;
  rowKey(row: T): string;
  rowHref(row: T): string | undefined;
  /** Order without one in the URL. */
  readonly standardSort: string;
  /** Filters and choices above the table. */
  readonly tools: ReactNode;
  readonly restPath: string;
}

/** A page that lists things of one kind. */
export function ListPage<T>({
  title,
  columns,
  rows,
  metadata,
  error,
  isLoading,
  refresh,
  tools,
  standardSort,
  ...table
}: Props<T>) {
  const { sort, filter, setSort, setFilter } = useTableState(standardSort);
  return (
    <div className="list-page">
      <header className="list-head">
        <h1 tabIndex={-1}>{title}</h1>
        <div className="list-tools">{tools}</div>
      </header>
      <PartialNote metadata={metadata} />
      {rows === undefined && error !== undefined ? (
        <ProblemView error={error} refresh={refresh} />
      ) : (
        <DataTable
          caption={title}
          columns={columns}
          rows={rows ?? []}
          sort={sort}
          onSort={setSort}
          filter={filter}
          onFilter={setFilter}
          isLoading={rows === undefined && isLoading}
          {...table}
        />
      )}
    </div>
  );
}

/** Nodes whose values are missing or old. */
function PartialNote({ metadata }: { metadata: ListMetadata | undefined }) {
  const partial = metadata?.partial ?? [];
  if (partial.length === 0) return null;
  const names = partial.slice(0, 5).map(({ node }) => node);
  const nodes = partial.length > names.length ? `${names.join(', ')}, …` : names.join(', ');
  return <p className="list-note">{t('lists.partial', { count: partial.length, nodes })}</p>;
}
