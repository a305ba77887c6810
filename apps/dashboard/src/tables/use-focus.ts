import { useLayoutEffect, useRef, type RefObject } from 'react';
import { focusCell } from './table-cells';
import type { CellPlace } from './table-keys';

/** Gives the focus to a cell, or to the control in it, once it is drawn. */
export function useFocus(
  scroller: RefObject<HTMLDivElement | null>,
): RefObject<CellPlace | undefined> {
  const wanted = useRef<CellPlace | undefined>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const { row, column } = wanted.current;
    const line = scroller.current?.querySelector<HTMLTableRowElement>(`tr[data-index="${row}"]`);
    const cell = line?.cells[column];
    if (cell === undefined) return;
    wanted.current = undefined;
    focusCell(cell);
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return wanted;
}
