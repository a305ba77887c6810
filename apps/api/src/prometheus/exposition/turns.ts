/** Lets other requests be answered before the work goes on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Items done before others get their turn: about a millisecond of work. */
const ITEMS_A_TURN = 500;

/** What `make` makes of all items, in their order, with turns for others in between. */
export async function mapInTurns<T, U>(
  items: readonly T[],
  make: (item: T) => readonly U[],
): Promise<U[]> {
  const made: U[] = [];
  for (const [index, item] of items.entries()) {
    made.push(...make(item));
    if (index % ITEMS_A_TURN === ITEMS_A_TURN - 1) await nextTurn();
  }
  return made;
}
