import type { PlotValue } from './align-series';
import type { Mark } from './chart-data';

/**
 * The point of one series nearest to a place in the times of all: that place, or the nearest one
 * at which the series says anything (a gap counts). Undefined when it never does.
 */
export function nearestPoint(
  timestamps: readonly number[],
  values: readonly PlotValue[],
  at: number,
): number | undefined {
  if (values[at] !== undefined) return at;
  const before = values.findLastIndex((value, index) => index < at && value !== undefined);
  const after = values.findIndex((value, index) => index > at && value !== undefined);
  if (before === -1 || after === -1) return before === -1 ? positive(after) : before;
  const isBefore = timestamps[at] - timestamps[before] <= timestamps[after] - timestamps[at];
  return isBefore ? before : after;
}

function positive(index: number): number | undefined {
  return index === -1 ? undefined : index;
}

/** The place of the time nearest to one, of times that ascend; the earlier of two. Undefined of none. */
export function nearestTime(timestamps: readonly number[], timeMs: number): number | undefined {
  let [low, high] = [0, timestamps.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timestamps[middle] < timeMs) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && timeMs - timestamps[low - 1] <= timestamps[low] - timeMs) return low - 1;
  return low < timestamps.length ? low : undefined;
}

/** The last place with a number in any of the series; undefined when there is none. */
export function latestPoint(lists: readonly (readonly PlotValue[])[]): number | undefined {
  const last = Math.max(
    -1,
    ...lists.map((values) => values.findLastIndex((value) => typeof value === 'number')),
  );
  return positive(last);
}

/** Marks no further than `reachMs` from a time, in their order. */
export function marksNear(marks: readonly Mark[], atMs: number, reachMs: number): Mark[] {
  return marks.filter((mark) => Math.abs(mark.atMs - atMs) <= reachMs);
}

/** The first mark after a time, or the last one before it. */
export function nextMark(
  marks: readonly Mark[],
  timeMs: number,
  direction: 1 | -1,
): Mark | undefined {
  const ahead = marks.filter(({ atMs }) => (atMs - timeMs) * direction > 0);
  return ahead.sort((one, other) => (one.atMs - other.atMs) * direction).at(0);
}

/** Points without a neighbour, which a line cannot show: they are drawn as dots. */
export function lonePoints(values: readonly PlotValue[]): number[] {
  const lone: number[] = [];
  let before: PlotValue = null;
  let open = -1;
  values.forEach((value, index) => {
    if (value === undefined) return;
    if (value === null && open !== -1) lone.push(open);
    open = value !== null && before === null ? index : -1;
    before = value;
  });
  if (open !== -1) lone.push(open);
  return lone;
}
