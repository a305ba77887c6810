import { Stretch } from './stretch';

/** Items done between two looks at the clock. */
const ITEMS_A_LOOK = 16;

/**
 * What `make` makes of all items, in their order, with turns for others in between. Items that
 * may change meanwhile must be a copy.
 */
export async function mapInTurns<T, U>(
  items: Iterable<T>,
  make: (item: T) => readonly U[],
): Promise<U[]> {
  const stretch = new Stretch();
  const made: U[] = [];
  let count = 0;
  for (const item of items) {
    for (const one of make(item)) made.push(one);
    count += 1;
    if (count % ITEMS_A_LOOK === 0 && stretch.isDue) await stretch.rest();
  }
  return made;
}

/** The items that pass, in their order; otherwise as `mapInTurns`. */
export function filterInTurns<T>(items: Iterable<T>, isWanted: (item: T) => boolean): Promise<T[]> {
  return mapInTurns(items, (item) => (isWanted(item) ? [item] : []));
}
