import type { Rollups } from '../rollups/rollups';
import type { Window } from '../window';
import { WINDOW_TICKS, type Windows } from '../windows';

/** A file that can be given up to make room. */
export interface Droppable {
  /** End of the time it holds, ms since the epoch. */
  readonly endMs: number;
  readonly bytes: number;
}

/**
 * Which files must go for the rest to be within `mostBytes`: those that end first, whatever
 * their kind. A day's samples so go before the roll-ups made of them.
 */
export function chooseOverflow<F extends Droppable>(
  files: readonly F[],
  heldBytes: number,
  mostBytes: number,
): readonly F[] {
  let left = heldBytes;
  if (left <= mostBytes) return [];
  const chosen: F[] = [];
  for (const file of [...files].sort((a, b) => a.endMs - b.endMs)) {
    if (left <= mostBytes) break;
    left -= file.bytes;
    chosen.push(file);
  }
  return chosen;
}

/** A window's file or another one, which can be deleted at once. */
type DroppableFile = Droppable &
  (
    | { readonly window: Window; readonly remove?: undefined }
    | { readonly window?: undefined; readonly remove: () => Promise<void> }
  );

/** All files of a store that can be given up. Windows go in their order: an open one keeps those behind it. */
export function droppableFiles(
  windows: Windows,
  rollups: Rollups,
  intervalMs: number,
): DroppableFile[] {
  const oldestFirst = windows.newestFirst().reverse();
  const firstOpen = oldestFirst.findIndex(({ isSealed, stored }) => !isSealed || !stored);
  const settled = firstOpen < 0 ? oldestFirst : oldestFirst.slice(0, firstOpen);
  return [
    ...settled.map((window) => ({
      endMs: (window.firstTick + WINDOW_TICKS) * intervalMs,
      bytes: window.stored?.bytes ?? 0,
      window,
    })),
    ...rollups.files(),
  ];
}
