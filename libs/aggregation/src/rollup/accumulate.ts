/** Slot that belongs to no group. */
export const NO_GROUP = -1;

/**
 * Adds each entity's value to its group: `sums[groupOf[i]] += values[i]`, and counts it.
 * NaN and entities without a group are left out. `sums` and `counts` belong to the caller
 * and are added to, so that a list can be taken in pieces.
 */
export function accumulateByGroup(
  values: Float64Array,
  groupOf: Int32Array,
  length: number,
  sums: Float64Array,
  counts: Uint32Array,
): void {
  for (let index = 0; index < length; index += 1) {
    const value = values[index];
    const group = groupOf[index];
    if (group === NO_GROUP || value !== value) continue;
    sums[group] += value;
    counts[group] += 1;
  }
}
