import type { PlotValue } from './align-series';

/**
 * Upper edges of areas that stand one upon another, the first at the bottom. For drawing only.
 * Where a series has a gap its area has no height; where all have one, the edges have it too.
 * Between two of its points a series is taken to run straight, for the times only others have.
 */
export function stack(
  timestamps: readonly number[],
  lists: readonly (readonly PlotValue[])[],
): (number | null)[][] {
  const heights = lists.map((values) => fillBetween(timestamps, values));
  const edges = lists.map(() => new Array<number | null>(timestamps.length).fill(null));
  timestamps.forEach((_, at) => {
    if (heights.every((values) => values[at] === null)) return;
    let total = 0;
    heights.forEach((values, index) => {
      total += values[at] ?? 0;
      edges[index][at] = total;
    });
  });
  return edges;
}

/** Values with each run of `undefined` between two numbers made a straight line, all other ones gaps. */
function fillBetween(
  timestamps: readonly number[],
  values: readonly PlotValue[],
): (number | null)[] {
  const filled = values.map((value) => value ?? null);
  let last = -1;
  values.forEach((value, index) => {
    if (value === undefined) return;
    if (typeof value === 'number' && last >= 0) fillRun(timestamps, filled, last, index);
    last = value === null ? -1 : index;
  });
  return filled;
}

function fillRun(
  timestamps: readonly number[],
  filled: (number | null)[],
  from: number,
  to: number,
): void {
  const [start, end] = [filled[from], filled[to]];
  if (start === null || end === null) return;
  for (let index = from + 1; index < to; index += 1) {
    const share = (timestamps[index] - timestamps[from]) / (timestamps[to] - timestamps[from]);
    filled[index] = start + (end - start) * share;
  }
}
