/**
 * The `percent`-th percentile by nearest rank: the smallest value that at least that
 * share of the values does not exceed. Sorts `values` in place. NaN for no values.
 */
export function computePercentile(values: number[], percent: number): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * values.length);
  return values[Math.max(0, rank - 1)];
}
