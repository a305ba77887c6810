/** Growth of a cumulative counter between two points. */
export interface Rise {
  readonly afterMs: number;
  readonly atMs: number;
  readonly count: number;
}

/**
 * Where a counter grew from one known point to the next; where it went down it began anew, at 0.
 * What was counted before the first point may have been at any time.
 * @param values newest count in each step, NaN = not known
 * @param stepEnd when a step is over: the growth may have been as late as that
 */
export function findRises(
  timestamps: ArrayLike<number>,
  values: ArrayLike<number>,
  stepEnd: (startMs: number) => number,
): Rise[] {
  const rises: Rise[] = [];
  let before: { readonly value: number; readonly startMs: number } | undefined;
  for (let step = 0; step < values.length; step += 1) {
    const value = values[step];
    const startMs = timestamps[step];
    if (Number.isNaN(value)) continue;
    if (before !== undefined) {
      const count = value >= before.value ? value - before.value : value;
      if (count > 0) rises.push({ afterMs: before.startMs, atMs: stepEnd(startMs), count });
    }
    before = { value, startMs };
  }
  return rises;
}
