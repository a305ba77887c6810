import type { ReactNode } from 'react';
import { formatCell } from '../format';
import type { Column } from './column';
import { CellLink } from './cell-link';
import { reasonText } from './explain-field';
import { Missing } from './missing';
import { PercentBar } from './percent-bar';

/**
 * What a cell shows. Hundreds are drawn while one scrolls: texts and few elements, no state and
 * no listeners; explanations, links and keys are looked after by the table.
 * @param range the page's time range as a query, which links keep
 */
export function drawCell<T>(row: T, column: Column<T>, range: string): ReactNode {
  const value = column.value(row);
  if (value === null || value === undefined || value === '') return drawMissing(row, column);
  const drawn = column.render?.(row);
  if (drawn !== undefined) return drawn;
  if (typeof value === 'string') {
    const href = column.href?.(row);
    return href === undefined ? value : CellLink({ href, range, name: value });
  }
  if (column.bar !== undefined) return PercentBar({ percent: value, ...column.bar });
  return formatCell(value, column.unit ?? 'count');
}

function drawMissing<T>(row: T, { render, missing }: Column<T>): ReactNode {
  if (missing === undefined && render !== undefined) return render(row);
  return Missing({ why: reasonText(missing?.(row)) });
}
