import { nextTurn } from '../turns/next-turn';
import { Stretch } from '../turns/stretch';

/** Entities looked at in one go: about a millisecond of work. */
const BATCH = 100;

/** Answers for some of the wanted items at a time; others' work is done in between. */
export async function* inBatches<T, R>(
  items: readonly T[],
  isWanted: (item: T) => boolean,
  answer: (batch: readonly T[]) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  // Of many lists asked for at once each begins in a turn of its own.
  if (items.length > BATCH) await nextTurn();
  const stretch = new Stretch();
  let batch: T[] = [];
  for (const item of items) {
    if (isWanted(item)) batch.push(item);
    if (batch.length === BATCH) {
      yield await answer(batch);
      batch = [];
    }
    // A store in memory answers without the event loop turning: others would wait.
    if (stretch.isDue) await stretch.rest();
  }
  if (batch.length > 0) yield await answer(batch);
}
