import type { Sort } from '../state/table';
import type { Column } from './column';
import type { LaidOutColumn } from './layout-columns';

export interface TableHeadProps<T> {
  readonly columns: readonly LaidOutColumn<T>[];
  readonly sort: Sort | undefined;
  onSort(sort: Sort): void;
}

/** The header row; a column is sorted by its button, the other way round on the second press. */
export function TableHead<T>({ columns, sort, onSort }: TableHeadProps<T>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ column }) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeaderCellProps<T> {
  readonly column: Column<T>;
  readonly sort: Sort | undefined;
  onSort(sort: Sort): void;
}

function HeaderCell<T>({ column, sort, onSort }: HeaderCellProps<T>) {
  const { key, header, description, isNumeric = false, isSortable = true } = column;
  const isSorted = sort?.key === key;
  const direction = sort?.isDescending ? 'descending' : 'ascending';
  const next = { key, isDescending: isSorted ? !sort.isDescending : isNumeric };
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={isNumeric ? 'is-numeric' : undefined}
      title={description ?? header}
    >
      {isSortable ? (
        <button type="button" onClick={() => onSort(next)}>
          <span className="table-header-text">{header}</span>
          <span className="table-arrow" aria-hidden="true">
            {isSorted ? (sort.isDescending ? '▼' : '▲') : ''}
          </span>
        </button>
      ) : (
        header
      )}
    </th>
  );
}
