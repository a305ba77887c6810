import type { Poster } from '../http/poster';
import type { TickBodies } from './tick-bodies';

/**
 * Sends ticks as fast as they are answered, in order: each lane has its share of the nodes
 * and sends one request at a time, so the reports of a node arrive in order.
 */
export async function replay(
  ticks: readonly TickBodies[],
  poster: Poster,
  lanes: number,
  onRequest: () => void,
): Promise<void> {
  const runLane = async (lane: number): Promise<void> => {
    for (const tick of ticks) {
      for (let node = lane; node < tick.count; node += lanes) {
        await poster.post(tick.body(node));
        onRequest();
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));
}
