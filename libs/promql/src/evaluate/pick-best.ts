import { PromqlError } from '../promql-error';
import type { Group } from './aggregate';
import type { Evaluation } from './evaluation';
import { sortInTurns } from './sort-in-turns';
import { createSeries, type Vector, type VectorSeries } from './vector';

/**
 * topk and bottomk: the best series of each group at each step, with their own labels; in order
 * of their values at the first step they are picked at.
 */
export async function pickBest(
  groups: readonly Group[],
  { steps, budget }: Evaluation,
  { isTop, counts }: { readonly isTop: boolean; readonly counts: Float64Array },
): Promise<Vector> {
  const picked = new Map<VectorSeries, VectorSeries>();
  const pick = (series: VectorSeries, step: number) => {
    const out = picked.get(series) ?? createSeries(series.labels, steps.count, budget);
    picked.set(series, out);
    out.present[step] = 1;
    out.values[step] = series.values[step];
  };
  for (const { members } of groups) {
    for (let step = 0; step < steps.count; step += 1) {
      const count = checkCount(counts[step]);
      const sorted = await sortInTurns(
        members.filter(({ present }) => present[step] === 1),
        (a, b) => compare(a.values[step], b.values[step], isTop),
        budget,
      );
      for (const series of sorted.slice(0, Math.max(0, count))) pick(series, step);
      if (budget.isDue) await budget.rest();
    }
  }
  return [...picked.values()];
}

/** The first is the best; NaN is never. */
function compare(a: number, b: number, isTop: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a === b) return 0;
  return a > b === isTop ? -1 : 1;
}

function checkCount(count: number): number {
  if (Number.isNaN(count) || Math.abs(count) > Number.MAX_SAFE_INTEGER) {
    throw new PromqlError('execution', `Scalar value ${count} overflows int64`);
  }
  return Math.trunc(count);
}
