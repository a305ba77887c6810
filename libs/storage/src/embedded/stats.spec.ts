import { FIRST_TICK, INTERVAL_MS } from '../testing/report-builder';
import { WatchedStore } from '../testing/watched-store';

const T = FIRST_TICK;

/** Slots a table has room for at least. */
const SLOTS = 64;

describe('stats', () => {
  it('are all zero of an empty store', () => {
    expect(new WatchedStore().store.stats()).toEqual({
      entities: { node: 0, pod: 0, container: 0, cgroup: 0 },
      series: 0,
      openWindows: 0,
      sealedWindows: 0,
      sealedSamples: 0,
      sealedBytes: 0,
      openBytes: 0,
      oldestMs: Number.NaN,
      refusedEntities: 0,
    });
  });

  it('count entities, series, windows, samples and bytes', async () => {
    const watched = new WatchedStore();
    for (const tick of [T, T + 1, T + 30]) {
      await watched.report({
        tick,
        host: { load_1m: 0.5 },
        pods: { a: { pids: 3, memory_bytes: 100 }, b: { pids: null, memory_bytes: 200 } },
      });
    }
    const open = watched.store.stats();
    expect(open).toMatchObject({
      entities: { node: 1, pod: 2, container: 0, cgroup: 0 },
      series: 1 + 2 * 2,
      openWindows: 2,
      sealedWindows: 0,
      oldestMs: T * INTERVAL_MS,
    });
    // Three rows of 64 slots: nodes have a time and one metric, pods a time and two.
    expect(open.openBytes).toBe(3 * SLOTS * (4 + 8) + 3 * SLOTS * (4 + 2 * 8));

    await watched.maintainAt(T + 64);
    const sealed = watched.store.stats();
    expect(sealed).toMatchObject({ openWindows: 0, sealedWindows: 2, openBytes: 0 });
    // At three ticks one value of the node and three of the pods.
    expect(sealed.sealedSamples).toBe(3 * 4);
  });

  it('add up the bytes of sealed columns, their lengths and serial numbers', async () => {
    const watched = new WatchedStore();
    for (let tick = T; tick < T + 30; tick += 1) {
      await watched.report({ tick, host: { memory_bytes: 100 } });
    }
    await watched.maintainAt(T + 34);
    // A serial number of 4. Times: constant 0, two bytes. Values: constant 100, one byte and a
    // varint of two. Each with a length of 1 and the byte that says so.
    expect(watched.store.stats().sealedBytes).toBe(4 + (2 + 2) + (3 + 2));
  });
});
