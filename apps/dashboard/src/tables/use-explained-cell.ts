import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { LaidOutColumn } from './layout-columns';
import { cellOf, placeOf } from './table-cells';

/** The pointer rests so long on a cell before it is explained: one that passes by asks nothing. */
const REST_MS = 120;

/** A table whose cells are explained. */
export interface ExplainedTable<T> {
  readonly rows: readonly T[];
  readonly columns: readonly LaidOutColumn<T>[];
  rowKey(row: T): string;
}

/** A cell that is explained. Its row may move and hold other values with the next tick. */
export interface ExplainedCell {
  readonly cell: HTMLTableCellElement;
  /** Of its row and of its column. */
  readonly key: string;
  readonly column: string;
  /** Not all of its text is to be seen. */
  readonly isCut: boolean;
}

/** The cell of a table the pointer rests on, or that has the focus, or was touched; and what forgets it. */
export function useExplainedCell<T>(
  area: RefObject<HTMLElement | null>,
  table: ExplainedTable<T>,
): [explained: ExplainedCell | undefined, close: () => void] {
  const newest = useRef(table);
  newest.current = table;
  const [explained, setExplained] = useState<ExplainedCell>();
  const close = useCallback(() => setExplained(undefined), []);
  useEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    return watchCells(element, (cell) => setExplained(cell && read(cell, newest.current)));
  }, [area]);
  return [explained, close];
}

function read<T>(cell: HTMLTableCellElement, table: ExplainedTable<T>): ExplainedCell | undefined {
  const { row, column } = placeOf(cell);
  // What explains itself has a popover of its own.
  const hasOwn = cell.querySelector('.value') !== null;
  if (hasOwn || row >= table.rows.length || column >= table.columns.length) return undefined;
  const cut = [cell, ...cell.querySelectorAll('.name-start')];
  return {
    cell,
    key: table.rowKey(table.rows[row]),
    column: table.columns[column].column.key,
    isCut: cut.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
  };
}

/** Listens to pointer and focus, once for all cells. */
function watchCells(
  area: HTMLElement,
  show: (cell: HTMLTableCellElement | undefined) => void,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showAfter = (ms: number, cell: HTMLTableCellElement | undefined) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(cell ?? focusedCell(area)), ms);
  };
  const now = (cell: HTMLTableCellElement | undefined) => {
    clearTimeout(timer);
    show(cell);
  };
  const hover = ({ target, pointerType }: PointerEvent) => {
    if (pointerType !== 'touch') showAfter(REST_MS, cellOf(target));
  };
  area.addEventListener('pointerover', hover, { signal });
  area.addEventListener('pointerleave', () => showAfter(0, undefined), { signal });
  area.addEventListener('focusin', ({ target }) => now(cellOf(target)), { signal });
  area.addEventListener('focusout', () => now(undefined), { signal });
  area.addEventListener('click', ({ target }) => now(cellOf(target)), { signal });
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

function focusedCell(area: HTMLElement): HTMLTableCellElement | undefined {
  const { activeElement } = document;
  return area.contains(activeElement) ? cellOf(activeElement) : undefined;
}
