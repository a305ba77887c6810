import { memo, type MouseEvent } from 'react';
import { Link, navigate } from '../state/route';
import type { Column } from './column';
import type { LaidOutColumn } from './layout-columns';
import { Value } from './value';

export interface TableRowProps<T> {
  readonly row: T;
  readonly rowKey: string;
  /** Among all rows, from 0. */
  readonly index: number;
  readonly columns: readonly LaidOutColumn<T>[];
  readonly href: string | undefined;
  /** The row the Tab key leads to. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  onActivate(key: string, column: number): void;
}

function Row<T>({
  row,
  rowKey,
  index,
  columns,
  href,
  isActive,
  isSelected,
  onActivate,
}: TableRowProps<T>) {
  const open = (event: MouseEvent) => {
    const isOnControl =
      event.target instanceof Element && event.target.closest('a, button') !== null;
    if (href === undefined || isOnControl || window.getSelection()?.isCollapsed === false) return;
    if (event.button === 1 || event.ctrlKey || event.metaKey)
      window.open(href, '_blank', 'noopener');
    else if (event.button === 0) navigate(href);
  };
  const activate = (event: { target: EventTarget }) => {
    const cell = event.target instanceof Element ? event.target.closest('th, td') : null;
    onActivate(rowKey, cell === null ? 0 : Number(cell.getAttribute('aria-colindex')) - 1);
  };
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={isSelected ? 'true' : undefined}
      className={href === undefined ? undefined : 'has-link'}
      onClick={open}
      onAuxClick={open}
      onFocus={activate}
    >
      {columns.map(({ column }, place) =>
        place === 0 ? (
          <th
            key={column.key}
            scope="row"
            aria-colindex={1}
            tabIndex={href === undefined ? (isActive ? 0 : -1) : undefined}
          >
            {href === undefined ? (
              <Cell row={row} column={column} />
            ) : (
              <Link to={href} tabIndex={isActive ? 0 : -1}>
                <Cell row={row} column={column} />
              </Link>
            )}
          </th>
        ) : (
          <td
            key={column.key}
            aria-colindex={place + 1}
            tabIndex={-1}
            className={column.isNumeric ? 'is-numeric' : undefined}
          >
            <Cell row={row} column={column} />
          </td>
        ),
      )}
    </tr>
  );
}

/** One row; drawn anew only when it, its place or its columns change. */
export const TableRow = memo(Row) as typeof Row;

function Cell<T>({ row, column }: { row: T; column: Column<T> }) {
  const value = column.value(row);
  const isMissing = value === null || value === undefined;
  if (column.render !== undefined && !(isMissing && column.missing !== undefined)) {
    return <>{column.render(row)}</>;
  }
  if (!isMissing && column.explain === undefined && typeof value === 'string') {
    return <span title={value}>{value}</span>;
  }
  return (
    <Value
      value={value}
      unit={column.unit}
      missing={column.missing?.(row)}
      explanation={column.explain?.(row)}
    />
  );
}
