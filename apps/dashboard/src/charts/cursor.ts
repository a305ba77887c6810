import { Store } from '../state/store';

/** Where the cursor of a chart is. */
export interface CursorPlace {
  /** In the times of the chart; undefined when the cursor is elsewhere. */
  readonly at: number | undefined;
  /** Time under the cursor, ms, and the time a few pixels take: marks that near belong to it. */
  readonly timeMs: number;
  readonly reachMs: number;
  /** CSS px from the left edge of the chart. */
  readonly left: number;
}

export const NO_CURSOR: CursorPlace = { at: undefined, timeMs: 0, reachMs: 0, left: 0 };

/** Kept outside React's state: it changes with every movement, and only the legend follows it. */
export type CursorStore = Store<CursorPlace>;

export function makeCursorStore(): CursorStore {
  return new Store<CursorPlace>(NO_CURSOR);
}
