import type { Budget } from './budget';

/** Items sorted between two looks at the clock. */
const PIECE = 512;

/**
 * Sorts a long list without holding up others: pieces first, then merged two by two. Stable; the
 * list given stays as it is.
 */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  budget: Pick<Budget, 'isDue' | 'rest'>,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += PIECE) {
    runs.push(items.slice(at, at + PIECE).sort(compare));
    if (budget.isDue) await budget.rest();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(
        at + 1 < runs.length ? await merge(runs[at], runs[at + 1], compare, budget) : runs[at],
      );
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  budget: Pick<Budget, 'isDue' | 'rest'>,
): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    merged.push(compare(left[l], right[r]) <= 0 ? left[l++] : right[r++]);
    if (merged.length % PIECE === 0 && budget.isDue) await budget.rest();
  }
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}
