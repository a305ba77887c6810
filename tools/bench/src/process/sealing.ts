import { setTimeout as sleep } from 'node:timers/promises';
import { readStoreHealth } from './api-server';

const POLL_MS = 500;
/** Open windows of a store that has sealed all it may: the current one and the one before. */
const LEAST_OPEN_WINDOWS = 2;

/** Waits until the server at `url` has sealed what it can, at most `mostSeconds`. */
export async function waitUntilSealed(url: string, mostSeconds: number): Promise<void> {
  const deadline = performance.now() + mostSeconds * 1_000;
  while (performance.now() < deadline) {
    const { open_windows: open } = await readStoreHealth(url);
    if (open <= LEAST_OPEN_WINDOWS) return;
    await sleep(POLL_MS);
  }
}
