import { FIRST_TICK, fieldsNamed } from '../testing/report-builder';
import { WatchedStore, toRange } from '../testing/watched-store';
import { EmbeddedStore } from './embedded-store';

const T = FIRST_TICK;
const NONE = Number.NaN;

/** Five minutes: 60 ticks, so the window of T is dropped at T + 90. */
const RETENTION = { retentionSeconds: 300 };
const DROPPED_AT = T + 90;

describe('EmbeddedStore', () => {
  it('says its interval and closes', async () => {
    const { store } = new WatchedStore();
    expect(store).toBeInstanceOf(EmbeddedStore);
    expect(store.intervalSeconds).toBe(5);
    await expect(store.close()).resolves.toBeUndefined();
  });
});

describe('retention', () => {
  async function fillWithOneThatLeaves(): Promise<WatchedStore> {
    const watched = new WatchedStore(RETENTION);
    for (let tick = T; tick < DROPPED_AT; tick += 1) {
      const stays = { stays: { pids: 1 } };
      const pods = tick < T + 3 ? { leaves: { pids: 50 + tick - T }, ...stays } : stays;
      await watched.report({
        tick,
        host: { load_1m: 1 },
        pods,
        containers: tick < T + 3 ? { inner: { pod: 'leaves', values: { pids: 50 } } } : {},
      });
    }
    return watched;
  }

  it('drops whole windows and the entities that had samples only there', async () => {
    const watched = await fillWithOneThatLeaves();
    const forgotten: string[] = [];
    watched.store.onForgotten(({ scope, id }) => forgotten.push(`${scope} ${id}`));
    await watched.maintainAt(DROPPED_AT - 1);
    expect(forgotten).toEqual([]);
    const leaving = watched.entity('pod', 'leaves');

    await watched.maintainAt(DROPPED_AT);
    expect(forgotten).toEqual(['pod leaves', 'container inner']);
    expect(watched.store.find('pod', 'n1', 'leaves')).toBeUndefined();
    expect([...watched.store.entities('pod')].map(({ id }) => id)).toEqual(['stays']);
    expect(watched.store.stats()).toMatchObject({
      entities: { node: 1, pod: 1, container: 0, cgroup: 0 },
      series: 2,
    });
    const frame = await watched.store.range(
      [leaving],
      fieldsNamed('pids'),
      toRange({ from: T, to: T + 3 }),
      [],
    );
    expect(Array.from(frame.series[0].sampleCounts)).toEqual([0, 0, 0]);
    const everything = { from: T, to: DROPPED_AT };
    const left = await watched.range(watched.entity('pod', 'stays'), 'pids', everything);
    expect(left.map((value) => (Number.isNaN(value) ? 0 : 1)).lastIndexOf(0)).toBe(29);
  });

  it('gives the slot to a new entity, which has samples of its own only', async () => {
    const watched = await fillWithOneThatLeaves();
    await watched.maintainAt(DROPPED_AT);
    const outcome = await watched.report({
      tick: DROPPED_AT,
      pods: { stays: { pids: 1 }, comes: { pids: 7, disk_read_bytes: 1_000 } },
    });
    expect(outcome.created.map(({ id }) => id)).toEqual(['comes']);
    const entity = watched.entity('pod', 'comes');
    expect(entity.firstSeenMs).toBe(DROPPED_AT * 5_000);
    const window = { from: DROPPED_AT - 60, to: DROPPED_AT + 1 };
    expect(await watched.range(entity, 'pids', window)).toEqual([
      ...new Array<number>(60).fill(NONE),
      7,
    ]);
    expect(await watched.latest('pod', 'comes', 'disk_read_bytes_per_second')).toBe('first_sample');
  });

  it('makes an entity that comes back a new one', async () => {
    const watched = await fillWithOneThatLeaves();
    const before = watched.entity('pod', 'leaves');
    await watched.maintainAt(DROPPED_AT);
    await watched.report({ tick: DROPPED_AT, pods: { leaves: { pids: 2 } } });
    expect(watched.entity('pod', 'leaves')).not.toBe(before);
    expect(await watched.latest('pod', 'leaves', 'pids')).toBe(2);
  });

  it('drops the sums of groups whose pods are gone and keeps them out of new groups', async () => {
    const watched = new WatchedStore(RETENTION);
    await watched.report({ tick: T + 29, node: 'n2', pods: { dies: { memory_bytes: 500 } } });
    watched.assign('dies', 'old', 'old', 'n2');
    // The node falls silent, so its pod still counts in the next window, up to T + 32.
    for (let tick = T + 29; tick < DROPPED_AT; tick += 1) {
      await watched.report({ tick, pods: { stays: { memory_bytes: 1 } } });
      watched.assign('stays', 'shop', 'shop');
      await watched.store.maintain();
    }
    const window = { from: T + 30, to: T + 34 };
    expect(await watched.groupRange('namespace', 'old', 'memory_bytes', window)).toEqual([
      500,
      500,
      500,
      NONE,
    ]);
    await watched.maintainAt(DROPPED_AT);
    await watched.report({
      tick: DROPPED_AT,
      pods: { stays: { memory_bytes: 1 }, comes: { memory_bytes: 3 } },
    });
    watched.assign('comes', 'new', 'new');
    expect(await watched.groupRange('namespace', 'old', 'memory_bytes', window)).toEqual([]);
    const held = { from: T + 30, to: DROPPED_AT + 1 };
    const sums = await watched.groupRange('namespace', 'new', 'memory_bytes', held);
    expect(sums).toEqual([...new Array<number>(60).fill(NONE), 3]);
    const shop = await watched.groupRange('namespace', 'shop', 'memory_bytes', held);
    expect(shop).toEqual(new Array<number>(61).fill(1));
  });

  it('gives group slots to new groups in the end: tables do not grow for ever', async () => {
    const watched = new WatchedStore(RETENTION);
    const bytesAt: number[] = [];
    for (let tick = T; tick < T + 600; tick += 1) {
      const pods = Object.fromEntries(
        Array.from({ length: 3 }, (_, index) => [`${tick}-${index}`, { memory_bytes: 1 }]),
      );
      await watched.report({ tick, pods });
      for (const id of Object.keys(pods)) watched.assign(id, id);
      await watched.store.maintain();
      if ((tick - T) % 30 === 29) bytesAt.push(watched.store.stats().openBytes);
    }
    expect(bytesAt.at(-1)).toBe(bytesAt[10]);
    const groups = await watched.groupLatest('namespace', 'memory_bytes');
    expect(Object.values(groups)).toEqual(
      new Array(3).fill({ pods: 1, estimated: 0, values: [1] }),
    );
  });

  it('tells when nothing is left', async () => {
    const watched = await fillWithOneThatLeaves();
    await watched.maintainAt(T + 1_000);
    expect(watched.store.stats()).toMatchObject({
      entities: { node: 0, pod: 0, container: 0, cgroup: 0 },
      series: 0,
      openWindows: 0,
      sealedWindows: 0,
      oldestMs: NONE,
    });
    const frame = await watched.store.groupLatest('namespace', []);
    expect(frame).toMatchObject({ keys: [], timestampMs: NONE });
    expect(watched.store.lateNodes()).toEqual([]);
  });
});
