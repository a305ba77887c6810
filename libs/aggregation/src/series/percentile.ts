/**
 * The `percent`-th percentile by nearest rank: the smallest value that at least that
 * share of the values does not exceed. Sorts `values` in place. NaN for no values.
 */
export function computePercentile(values: number[], percent: number): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  return values[rankOf(percent, values.length) - 1];
}

/** Nearest rank of a percentile among `count` values, from 1. */
export function rankOf(percent: number, count: number): number {
  return Math.max(1, Math.ceil((percent / 100) * count));
}

/**
 * The value of a rank, from 1 to values.length, in time that grows with their number:
 * what cannot be it is set aside, and only the rest is looked at again (Hoare's "Find",
 * CACM 4(7), 1961). Reorders `values`, none of which may be NaN.
 */
export function selectRank(values: Float64Array, rank: number): number {
  const target = rank - 1;
  let low = 0;
  let high = values.length - 1;
  let seed = 1;
  while (low < high) {
    // Anywhere: the middle would be the worst choice for values that rise and fall again.
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const pivot = values[low + ((seed >>> 8) % (high - low + 1))];
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left += 1;
      while (values[right] > pivot) right -= 1;
      if (left > right) break;
      const smaller = values[right];
      values[right] = values[left];
      values[left] = smaller;
      left += 1;
      right -= 1;
    }
    if (target > right && target < left) break;
    if (target <= right) high = right;
    else low = left;
  }
  return values[target];
}
