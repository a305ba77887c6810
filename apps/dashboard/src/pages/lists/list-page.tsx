import { useId, useState, type ReactNode } from 'react';
import type { ApiError } from '../../api/client';
import type { ListMetadata } from '../../api/types';
import { t } from '../../i18n';
import { ProblemView } from '../../shell/problem-view';
import { useRange } from '../../state/range';
import { useTableState } from '../../state/table';
import { DataTable, type Column } from '../../tables';
import './lists.css';
import { LONG_LIST_SECONDS, isLongList } from './use-list';

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
  /** Above the table; on a phone folded away. */
  readonly filters?: ReactNode;
  /** How many of the filters are set. */
  readonly activeFilters?: number;
  /** Choices above the table. */
  readonly tools: ReactNode;
  readonly restPath: string;
}

/** Of the rows: what the window has left below the header, the title and the filter. */
const HEIGHT = 'max(20rem, calc(100dvh - 12.5rem))';

/** A page that lists things of one kind. */
export function ListPage<T>({
  title,
  columns,
  rows,
  metadata,
  error,
  isLoading,
  refresh,
  filters,
  activeFilters = 0,
  tools,
  standardSort,
  ...table
}: Props<T>) {
  const { sort, filter, setSort, setFilter } = useTableState(standardSort);
  const isLive = useRange().kind === 'live';
  return (
    <div className="list-page">
      <header className="list-head">
        <h1 tabIndex={-1}>{title}</h1>
        <div className="list-tools">
          {filters !== undefined && <Filters active={activeFilters}>{filters}</Filters>}
          {tools}
        </div>
      </header>
      <PartialNote metadata={metadata} />
      {isLive && isLongList(rows?.length ?? 0) && (
        <p className="hint">{t('lists.long', { seconds: LONG_LIST_SECONDS })}</p>
      )}
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
          height={HEIGHT}
          isLoading={rows === undefined && isLoading}
          {...table}
        />
      )}
    </div>
  );
}

/** Filters; a phone shows them when it is asked to. */
function Filters({ active, children }: { active: number; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="button list-filters-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {active === 0 ? t('lists.filters') : t('lists.filters.active', { count: active })}
      </button>
      <div id={id} className="list-filters" data-open={isOpen}>
        {children}
      </div>
    </>
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
