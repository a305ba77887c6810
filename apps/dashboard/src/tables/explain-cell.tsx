import type { ReactNode } from 'react';
import { formatExact } from '../format';
import type { Column } from './column';
import { reasonText } from './explain-field';
import { ExplanationText } from './explanation-text';

/**
 * What is told of a cell: of a number what it is and how it was made, of nothing why, of a text
 * that is cut the whole of it. Undefined where there is nothing to tell.
 */
export function explainCell<T>(row: T, column: Column<T>, isCut: boolean): ReactNode {
  const value = column.value(row);
  const isMissing = value === null || value === undefined || value === '';
  if (typeof value === 'string' && !isMissing) {
    return isCut ? <p className="popover-name">{value}</p> : undefined;
  }
  if (isMissing && column.missing === undefined && column.render !== undefined) return undefined;
  const explanation =
    column.explain?.(row) ??
    (column.isNumeric ? { description: column.description ?? column.header } : undefined);
  return (
    <>
      {isMissing && <p className="popover-reason">{reasonText(column.missing?.(row))}</p>}
      {explanation !== undefined && (
        <ExplanationText
          explanation={explanation}
          exact={typeof value === 'number' ? formatExact(value, column.unit ?? 'count') : undefined}
        />
      )}
    </>
  );
}
