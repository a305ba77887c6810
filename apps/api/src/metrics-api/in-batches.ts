/** Entities looked at in one go: a few milliseconds of work. */
const BATCH = 100;

/** Answers for some of the items at a time; others' work is done in between. */
export async function* inBatches<T, R>(
  items: readonly T[],
  answer: (batch: readonly T[]) => Promise<readonly R[]>,
): AsyncGenerator<readonly R[]> {
  for (let at = 0; at < items.length; at += BATCH) {
    // A store in memory answers without the event loop turning: others would wait.
    if (at > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    yield await answer(items.slice(at, at + BATCH));
  }
}
