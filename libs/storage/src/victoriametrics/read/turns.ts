/** Entities dealt with before others get their turn: a few milliseconds. */
const ENTITIES_A_TURN = 256;

/** Calls back for each item; requests are answered in between. */
export async function eachInTurns<T>(
  items: readonly T[],
  visit: (item: T, index: number) => void,
): Promise<void> {
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0 && index % ENTITIES_A_TURN === 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    visit(items[index], index);
  }
}
