import type { ChartSeries } from '../../charts';

/** The greatest value of a series. */
function peakOf({ values }: ChartSeries): number {
  let peak = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value !== null && value > peak) peak = value;
  return peak;
}

/** The `most` series with the greatest values, greatest first. */
export function largest(series: readonly ChartSeries[], most: number): readonly ChartSeries[] {
  return series
    .map((one) => ({ one, peak: peakOf(one) }))
    .sort((a, b) => b.peak - a.peak)
    .slice(0, most)
    .map(({ one }) => one);
}

/**
 * The series each with a colour by its place among all names, so that one has the same in every
 * chart of the page. With more than `colors` of them two of one chart could look the same: then
 * they are left as they are.
 */
export function colorByName(
  series: readonly ChartSeries[],
  colors: number,
): readonly ChartSeries[] {
  if (series.length > colors) return series;
  const names = series.map(({ key }) => key).sort();
  return series.map((one) => ({ ...one, color: names.indexOf(one.key) }));
}

/** A series and the group it is added to. */
export interface GroupedSeries {
  readonly group: string;
  readonly series: ChartSeries;
}

/**
 * One series a group: at each time the sum of the values there are. The API has no sums of the
 * pods of one node by namespace. A time none of them has a value at has none.
 */
export function sumGroups(grouped: readonly GroupedSeries[]): readonly ChartSeries[] {
  const sums = new Map<string, Map<number, number | null>>();
  for (const { group, series } of grouped) {
    const sum = sums.get(group) ?? new Map<number, number | null>();
    sums.set(group, sum);
    series.timestamps.forEach((time, index) => addTo(sum, time, series.values[index]));
  }
  return [...sums].map(([key, sum]) => {
    const timestamps = [...sum.keys()].sort((a, b) => a - b);
    return { key, label: key, timestamps, values: timestamps.map((time) => sum.get(time) ?? null) };
  });
}

function addTo(sum: Map<number, number | null>, time: number, value: number | null): void {
  const present = sum.get(time) ?? null;
  sum.set(time, value === null ? present : (present ?? 0) + value);
}
