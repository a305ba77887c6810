import type { ChartSeries } from './chart-data';

/** `null` is a gap; `undefined` says only that another series has a point at this time. */
export type PlotValue = number | null | undefined;

/** Points of one series at the times of all. */
export interface AlignedSeries {
  readonly series: ChartSeries;
  readonly values: PlotValue[];
  readonly min?: PlotValue[];
  readonly max?: PlotValue[];
}

/** Series brought to one list of times (ms, ascending), which a plot needs. */
export interface Alignment {
  readonly timestamps: number[];
  readonly series: AlignedSeries[];
}

/** Points further apart than this many steps have a gap between them. */
const GAP_STEPS = 1.5;

/**
 * Brings series to the times any of them has. Where a series leaves out steps it gets a `null`
 * after its last point, so that no line is drawn over the time nothing is known of.
 * @param stepMs time of one point; without it only the nulls of the data are gaps
 */
export function alignSeries(series: readonly ChartSeries[], stepMs?: number): Alignment {
  const gaps = series.map(({ timestamps }) => gapsOf(timestamps, stepMs));
  const timestamps = unite([...series.map((one) => one.timestamps), ...gaps]);
  return {
    timestamps,
    series: series.map((one, index) => {
      const place = (values: readonly (number | null)[]) =>
        placeValues(timestamps, one.timestamps, values, gaps[index]);
      return {
        series: one,
        values: place(one.values),
        min: one.min && place(one.min),
        max: one.max && place(one.max),
      };
    }),
  };
}

/** Times, one step after a point, from which on points are lacking. */
function gapsOf(timestamps: readonly number[], stepMs: number | undefined): number[] {
  if (stepMs === undefined || stepMs <= 0) return [];
  const starts: number[] = [];
  for (let index = 1; index < timestamps.length; index += 1) {
    if (timestamps[index] - timestamps[index - 1] > GAP_STEPS * stepMs) {
      starts.push(timestamps[index - 1] + stepMs);
    }
  }
  return starts;
}

function unite(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists.filter((list) => list.length > 0);
  if (others.every((list) => isSame(list, first))) return [...first];
  const all = new Set(first);
  for (const list of others) for (const time of list) all.add(time);
  return [...all].sort((a, b) => a - b);
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((time, index) => time === other[index]);
}

function placeValues(
  all: readonly number[],
  own: readonly number[],
  values: readonly (number | null)[],
  gaps: readonly number[],
): PlotValue[] {
  const placed = new Array<PlotValue>(all.length).fill(undefined);
  let next = 0;
  let gap = 0;
  for (let index = 0; index < all.length; index += 1) {
    if (next < own.length && own[next] === all[index]) {
      placed[index] = values[next] ?? null;
      next += 1;
    } else if (gap < gaps.length && gaps[gap] === all[index]) {
      placed[index] = null;
    }
    if (gap < gaps.length && gaps[gap] === all[index]) gap += 1;
  }
  return placed;
}
