import { setTimeout as sleep } from 'node:timers/promises';
import type { Poster } from '../http/poster';
import type { TickBodies } from './tick-bodies';

/** Requests due within so many milliseconds go out together. */
const TURN_MS = 5;

export interface RealPaceOptions {
  readonly intervalSeconds: number;
  /** Seconds over which the nodes' requests of a tick are spread: the skew of a cluster's collectors. */
  readonly spreadSeconds: number;
  readonly stop: AbortSignal;
}

/** What became of sending at real pace. */
export interface RealPaceCounts {
  ticks: number;
  /** The longest a request went out after its time, ms: the generator's own delay. */
  worstDelayMs: number;
}

/** When node `node` of `count` is to send its report of `tick`, ms since the epoch. */
export function computeDueMs(
  tick: number,
  node: number,
  count: number,
  { intervalSeconds, spreadSeconds }: Pick<RealPaceOptions, 'intervalSeconds' | 'spreadSeconds'>,
): number {
  return (tick * intervalSeconds + (node / count) * spreadSeconds) * 1_000;
}

/**
 * Sends each tick at its time, from the next one `next` gives until `stop`; a tick that has
 * begun is finished. Ticks of the past go out at once.
 */
export async function sendAtRealPace(
  next: () => Promise<TickBodies>,
  poster: Poster,
  options: RealPaceOptions,
): Promise<RealPaceCounts> {
  const counts: RealPaceCounts = { ticks: 0, worstDelayMs: 0 };
  const pending = new Set<Promise<void>>();
  while (!options.stop.aborted) {
    const bodies = await next();
    const isLive = Date.now() < (bodies.tick + 1) * options.intervalSeconds * 1_000;
    for (let node = 0; node < bodies.count; node += 1) {
      const dueMs = computeDueMs(bodies.tick, node, bodies.count, options);
      while (dueMs > Date.now()) await sleep(Math.max(TURN_MS, 1));
      if (isLive) counts.worstDelayMs = Math.max(counts.worstDelayMs, Date.now() - dueMs);
      const posted = poster.post(bodies.body(node)).finally(() => pending.delete(posted));
      pending.add(posted);
    }
    if (!isLive) await Promise.all(pending);
    counts.ticks += 1;
  }
  await Promise.all(pending);
  return counts;
}
