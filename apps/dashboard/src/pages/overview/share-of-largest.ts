import { numberOf, type MeasuredItem } from '../../api/measured';

/** Length of a row's bar in percent of that of the longest: for the eye only, the number stands beside it. */
export function shareOfLargest(
  row: MeasuredItem,
  rows: readonly MeasuredItem[],
  field: string,
): number {
  const values = rows.map((one) => numberOf(one, field) ?? 0);
  const largest = Math.max(...values);
  const value = numberOf(row, field) ?? 0;
  return largest > 0 ? Math.max(0, (value / largest) * 100) : 0;
}
