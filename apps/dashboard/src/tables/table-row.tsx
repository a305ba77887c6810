import { memo } from 'react';
import { drawCell } from './cell';
import { CellLink } from './cell-link';
import type { LaidOutColumn } from './layout-columns';

export interface TableRowProps<T> {
  readonly row: T;
  /** Among all rows, from 0. */
  readonly index: number;
  readonly columns: readonly LaidOutColumn<T>[];
  readonly href: string | undefined;
  /** The page's time range as a query, which links keep. */
  readonly range: string;
  /** The row the Tab key leads to. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
}

/** A row of a table; its listeners are those of the table. */
function Row<T>(props: TableRowProps<T>) {
  const { row, index, columns, href, range, isActive, isSelected } = props;
  const [first, ...others] = columns;
  const name = first.column.value(row);
  const isLink =
    href !== undefined && typeof name === 'string' && first.column.render === undefined;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={isSelected ? 'true' : undefined}
      className={href === undefined ? undefined : 'has-link'}
    >
      <th scope="row" tabIndex={isLink ? undefined : isActive ? 0 : -1}>
        {isLink
          ? CellLink({ href, range, name, tabIndex: isActive ? 0 : -1, isSplit: true })
          : drawCell(row, first.column, range)}
      </th>
      {others.map(({ column }) => (
        <td key={column.key} className={column.isNumeric ? 'is-numeric' : undefined}>
          {drawCell(row, column, range)}
        </td>
      ))}
    </tr>
  );
}

/** One row; drawn anew only when it, its place or its columns change. */
export const TableRow = memo(Row) as typeof Row;
