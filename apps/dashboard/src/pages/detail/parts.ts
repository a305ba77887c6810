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
 * The series in the order their keys had before, so that areas stay where they are while their
 * values change. One that is new takes the place of one that is gone, or comes last.
 */
export function keepPlaces(
  series: readonly ChartSeries[],
  before: readonly string[],
): readonly ChartSeries[] {
  const byKey = new Map(series.map((one) => [one.key, one]));
  const added = series.filter(({ key }) => !before.includes(key));
  const kept = before.flatMap((key) => byKey.get(key) ?? added.shift() ?? []);
  return [...kept, ...added];
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
