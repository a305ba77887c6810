import type { ClusterSample } from '../../api/types';
import type { ChartSeries } from '../../charts';

/** A field of the totals as a line of a chart. */
export interface TotalLine {
  readonly field: string;
  readonly label: string;
}

/** Lines of the totals over time; a field no point has is left out. */
export function toTotalSeries(
  samples: readonly ClusterSample[],
  lines: readonly TotalLine[],
): ChartSeries[] {
  const timestamps = samples.map(({ timestamp }) => Date.parse(timestamp));
  return lines.flatMap(({ field, label }, color) => {
    const values = samples.map((sample) => {
      const value: unknown = Reflect.get(sample, field);
      return typeof value === 'number' ? value : null;
    });
    return values.some((value) => value !== null)
      ? { key: field, label, timestamps, values, color }
      : [];
  });
}
