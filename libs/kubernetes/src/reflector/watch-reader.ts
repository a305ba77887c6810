import type { KubernetesClient } from '../client';
import type { Timing } from './timing';
import { toTakenEvent, type TakenEvent, type WatchEvent, type WatchedObject } from './watch-event';
import { Watchdog } from './watchdog';

/** Bookmarks come about once a minute; after so long without a word the connection may be dead. */
const SILENCE_MS = 100_000;

/**
 * The events of a watch until the server ends it, or says nothing for 100 s: that is no fault
 * where nothing happens (an API server that has seen no event of a resource sends no bookmarks
 * of it either), and is the only sign of a peer that has vanished.
 * @throws KubernetesError when the watch cannot be opened, breaks, or has an ERROR event
 */
export async function* readWatch<T extends WatchedObject>(
  client: KubernetesClient,
  path: string,
  timing: Timing,
  signal: AbortSignal,
): AsyncGenerator<TakenEvent<T>> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  signal.addEventListener('abort', end);
  let isSilent = false;
  const watchdog = new Watchdog(timing, SILENCE_MS, () => {
    isSilent = true;
    end();
  });
  try {
    for await (const event of client.stream<WatchEvent<T>>(path, { signal: ending.signal })) {
      watchdog.feed();
      yield toTakenEvent(event);
    }
  } catch (error) {
    if (!isSilent) throw error;
  } finally {
    watchdog.end();
    signal.removeEventListener('abort', end);
  }
}
