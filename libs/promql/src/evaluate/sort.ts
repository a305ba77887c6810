import { compareLabels } from '../labels';
import type { Budget } from './budget';
import { sortInTurns } from './sort-in-turns';
import type { Vector, VectorSeries } from './vector';

/** By the value at the first step, as `sort` of an instant query; NaN last. */
export function sortByValue(
  vector: Vector,
  isDescending: boolean,
  budget: Budget,
): Promise<Vector> {
  const rank = (value: number) => (isDescending ? -value : value);
  const compare = (left: VectorSeries, right: VectorSeries): number => {
    const [a, b] = [left.values[0], right.values[0]];
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    }
    return rank(a) - rank(b) || 0;
  };
  return sortInTurns(vector, compare, budget);
}

/** By labels, as range queries are answered. */
export function sortByLabels(vector: Vector, budget: Budget): Promise<Vector> {
  return sortInTurns(vector, (a, b) => compareLabels(a.labels, b.labels), budget);
}
