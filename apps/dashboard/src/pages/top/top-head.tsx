import type { Sort } from '../../state/table';
import type { LaidOutColumn } from '../../tables/layout-columns';
import type { TopItem } from './kinds';

/** Columns that have a digit key. */
const DIGITS = 9;

interface Props {
  readonly columns: readonly LaidOutColumn<TopItem>[];
  readonly sort: Sort;
  onSort(sort: Sort): void;
}

/** The headers, which sort, each with its digit key. */
export function TopHead({ columns, sort, onSort }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ column: { key, header, isNumeric = false } }, index) => {
          const isSorted = key === sort.key;
          const order = sort.isDescending ? 'descending' : 'ascending';
          const next = isSorted ? !sort.isDescending : isNumeric;
          return (
            <th
              key={key}
              scope="col"
              aria-sort={isSorted ? order : undefined}
              className={isNumeric ? 'is-numeric' : undefined}
              title={header}
            >
              <button type="button" onClick={() => onSort({ key, isDescending: next })}>
                <span className="table-header-text">
                  {index < DIGITS && (
                    <span className="top-digit" aria-hidden="true">
                      {index + 1}
                    </span>
                  )}
                  {header}
                </span>
                <span className="table-arrow" aria-hidden="true">
                  {isSorted ? (sort.isDescending ? '▼' : '▲') : ''}
                </span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
