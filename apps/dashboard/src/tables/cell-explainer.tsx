import { useEffect, useId, useMemo, type RefObject } from 'react';
import { explainCell } from './explain-cell';
import { Popover } from './popover';
import { useExplainedCell, type ExplainedTable } from './use-explained-cell';

export interface CellExplainerProps<T> extends ExplainedTable<T> {
  /** What the table scrolls in. */
  readonly area: RefObject<HTMLElement | null>;
}

/** Explains the cells of a table by one popover: on hover, on focus, on touch. */
export function CellExplainer<T>({ area, ...table }: CellExplainerProps<T>) {
  const [explained, close] = useExplainedCell(area, table);
  const id = useId();
  const cell = explained?.cell;
  const anchor = useMemo(() => ({ current: cell ?? null }), [cell]);
  const row = explained && table.rows.find((one) => table.rowKey(one) === explained.key);
  const column = table.columns.find((one) => one.column.key === explained?.column)?.column;
  const content =
    explained && row && column ? explainCell(row, column, explained.isCut) : undefined;
  const isShown = content !== undefined;
  useEffect(() => {
    if (!isShown || cell === undefined) return undefined;
    cell.setAttribute('aria-describedby', id);
    return () => cell.removeAttribute('aria-describedby');
  }, [cell, id, isShown]);
  if (explained === undefined || !isShown) return null;
  return (
    <Popover key={`${explained.key} ${explained.column}`} id={id} anchor={anchor} onClose={close}>
      {content}
    </Popover>
  );
}
