import type { PlotValue } from './align-series';

/** Areas that stand one upon another, for drawing only. */
export interface Stack {
  /** ms, ascending; where an area begins or ends there are more than the data have. */
  readonly timestamps: number[];
  /** Upper edges, the first area at the bottom; null where no area is. */
  readonly edges: (number | null)[][];
}

type Heights = readonly (readonly (number | null)[])[];

/** The times of an edge, as a part of the time between two points: no two may be the same. */
const HAIR = 1e-4;

/**
 * Puts areas one upon another. Where one of them begins or ends those above it step down or up
 * at once, half a point away from its last value: a slope would show values nobody measured.
 * Between two of its points a series is taken to run straight, for the times only others have.
 * @param stepMs time of one point
 */
export function stack(
  timestamps: readonly number[],
  lists: readonly (readonly PlotValue[])[],
  stepMs?: number,
): Stack {
  const heights = lists.map((values) => fillBetween(timestamps, values));
  const out: Stack = { timestamps: [], edges: lists.map(() => []) };
  timestamps.forEach((time, at) => {
    if (at > 0 && heights.some((list) => (list[at] === null) !== (list[at - 1] === null))) {
      pushEdge(out, timestamps, heights, at, stepMs);
    }
    push(
      out,
      time,
      heights.map((list) => list[at]),
    );
  });
  return out;
}

function push(
  { timestamps, edges }: Stack,
  time: number,
  values: readonly (number | null)[],
): void {
  const isEmpty = values.every((value) => value === null);
  timestamps.push(time);
  let total = 0;
  values.forEach((value, index) => {
    total += value ?? 0;
    edges[index].push(isEmpty ? null : total);
  });
}

/** What stands between the point before `at` and it: first all of the former, then what both have, then all of the latter. */
function pushEdge(
  out: Stack,
  timestamps: readonly number[],
  heights: Heights,
  at: number,
  stepMs: number | undefined,
): void {
  const [from, to] = [timestamps[at - 1], timestamps[at]];
  const half = Math.min(stepMs ?? Infinity, to - from) / 2;
  const hair = half * HAIR;
  const row = (
    time: number,
    pick: (before: number | null, after: number | null) => number | null,
  ) =>
    push(
      out,
      time,
      heights.map((list) => pick(list[at - 1], list[at])),
    );
  const between = (time: number) => (before: number | null, after: number | null) =>
    before === null || after === null
      ? null
      : before + ((after - before) * (time - from)) / (to - from);
  const [end, start] = [from + half, to - half];
  row(end - 2 * hair, (before, after) => between(end)(before, after) ?? before);
  row(end - hair, between(end));
  row(start + hair, between(start));
  row(start + 2 * hair, (before, after) => between(start)(before, after) ?? after);
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
