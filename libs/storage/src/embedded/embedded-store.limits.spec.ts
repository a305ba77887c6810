import { FIRST_TICK } from '../testing/report-builder';
import { WatchedStore } from '../testing/watched-store';
import { WINDOW_TICKS } from './windows';

/** First ticks of a window each, one after another. */
const START = Math.ceil(FIRST_TICK / WINDOW_TICKS) * WINDOW_TICKS;
const windowAt = (index: number) => START + index * WINDOW_TICKS;

/** A node with one value, and one pod with two: three series. */
const reportWith = (pod: string, tick: number) => ({
  tick,
  host: { pids: 1 },
  pods: { [pod]: { pids: 1, memory_bytes: 2 } },
});

/** Lets windows be sealed: upkeep long after the last sample. */
async function sealBefore(watched: WatchedStore, index: number): Promise<void> {
  await watched.maintainAt(windowAt(index) - 1);
}

describe('the limit of series', () => {
  it('does not count those that have ended', async () => {
    const watched = new WatchedStore({ maxSeries: 4 });
    await watched.report(reportWith('a', windowAt(0)));
    expect(watched.store.stats().series).toBe(3);
    expect(await watched.report(reportWith('b', windowAt(0) + 1))).toMatchObject({ refused: 1 });

    await watched.report({ tick: windowAt(2), host: { pids: 1 } });
    await sealBefore(watched, 3);
    expect(watched.store.stats()).toMatchObject({ series: 1, entities: { node: 1, pod: 1 } });
    expect(await watched.report(reportWith('b', windowAt(3)))).toMatchObject({ refused: 0 });
    expect(watched.store.stats()).toMatchObject({ series: 3, entities: { node: 1, pod: 2 } });
  });
});

describe('the limit of entities', () => {
  it('makes the past shorter, a window at a time, and refuses nobody', async () => {
    const watched = new WatchedStore({ maxEntities: 3 });
    for (const [index, pod] of ['a', 'b', 'c', 'd'].entries()) {
      expect(await watched.report(reportWith(pod, windowAt(index)))).toMatchObject({ refused: 0 });
      await sealBefore(watched, index + 1);
    }
    // The node and four pods are two too many.
    await watched.maintainAt(windowAt(5));
    await watched.maintainAt(windowAt(5));
    expect(watched.store.stats().entities).toMatchObject({ node: 1, pod: 2 });
    expect([...watched.store.entities('pod')].map(({ id }) => id)).toEqual(['c', 'd']);
    await watched.maintainAt(windowAt(5));
    expect(watched.store.stats().entities).toMatchObject({ node: 1, pod: 2 });
  });
});
