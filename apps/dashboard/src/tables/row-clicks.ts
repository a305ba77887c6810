import type { MouseEvent } from 'react';
import { go } from '../state/location';
import { cellOf } from './table-cells';

/**
 * Opens what is clicked: a link within a cell, or else the row, whose page its first link leads
 * to. With the middle button, Ctrl or Meta in a new tab. Who selects text opens nothing, and who
 * touches a number is told what it is.
 */
export function clickRow(event: MouseEvent<HTMLElement>): void {
  const { target, nativeEvent } = event;
  const cell = cellOf(target);
  if (cell === undefined || !(target instanceof Element) || event.defaultPrevented) return;
  const link = target.closest<HTMLAnchorElement>('a');
  const isNewTab = event.button === 1 || event.ctrlKey || event.metaKey;
  if (link === null) {
    if (target.closest('button') !== null || event.shiftKey || event.altKey) return;
    if (window.getSelection()?.isCollapsed === false) return;
    if (isTouch(nativeEvent) && cell.classList.contains('is-numeric')) return;
  }
  const href = (link ?? cell.parentElement?.querySelector('th > a'))?.getAttribute('href');
  if (!href || (link !== null && (isNewTab || event.shiftKey || event.altKey))) return;
  if (isNewTab) window.open(href, '_blank', 'noopener');
  else if (event.button === 0) {
    event.preventDefault();
    go(href);
  }
}

/** Where the middle button opens a row it must not start to scroll. */
export function pressRow(event: MouseEvent<HTMLElement>): void {
  if (event.button === 1 && cellOf(event.target) !== undefined) event.preventDefault();
}

function isTouch(event: globalThis.MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch';
}
