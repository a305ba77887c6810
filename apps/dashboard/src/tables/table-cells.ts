import type { CellPlace } from './table-keys';

/** The cell of a row of a table's body an event came from. */
export function cellOf(target: EventTarget | null): HTMLTableCellElement | undefined {
  const cell = target instanceof Element ? target.closest<HTMLTableCellElement>('th, td') : null;
  return cell?.parentElement?.dataset['index'] === undefined ? undefined : cell;
}

/** Where a cell of a table's body stands among all rows. */
export function placeOf(cell: HTMLTableCellElement): CellPlace {
  return { row: Number(cell.parentElement?.dataset['index']), column: cell.cellIndex };
}

/** Gives the focus to a cell, or to the control in it. */
export function focusCell(cell: HTMLTableCellElement): void {
  const control = cell.querySelector<HTMLElement>('a, button');
  if (control === null && !cell.hasAttribute('tabindex')) cell.tabIndex = -1;
  (control ?? cell).focus({ preventScroll: true });
}
