import { FIRST_TICK as T, type ReportWords } from '../testing/report-builder';
import { namesIn, openAt, pod, run } from '../testing/disk-runs';
import { StoreDirectories } from '../testing/store-directory';
import { WatchedStore } from '../testing/watched-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const GAP = Number.NaN;

describe('a store with a directory', () => {
  it('writes sealed windows, and deletes the journal they make needless', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    await run(watched, T, T + 70);
    expect(namesIn(disk, 'blocks')).toEqual(['0000000200.block', '0000000201.block']);
    expect(namesIn(disk, 'journal')).toEqual(['0000000003.journal']);
    expect(watched.store.stats()).toMatchObject({ sealedWindows: 2, disk: { windowsOnDisk: 0 } });
    await watched.store.close();
    expect(namesIn(disk, '')).toEqual(['blocks', 'hours', 'journal', 'minutes', 'names']);
  });

  it('goes on after a restart in good order where it was', async () => {
    const disk = directories.make();
    const first = await openAt(disk, T);
    await run(first, T, T + 70);
    await first.store.close();
    const watched = await openAt(disk, T + 70);
    const entity = watched.entity('pod', 'a');
    expect(entity).toMatchObject({
      firstSeenMs: T * 5_000,
      lastSeenMs: (T + 69) * 5_000,
      lastTick: T + 69,
      traits: { qos: 'Burstable', hostNetwork: false },
    });
    const memory = await watched.range(entity, 'memory_bytes', { from: T, to: T + 71 });
    expect(memory).toEqual([...Array.from({ length: 70 }, (_, index) => T + index), GAP]);
    expect((await watched.report({ tick: T + 5, pods: pod(1) })).result).toBe('duplicate');
    expect((await watched.report({ tick: T + 69, pods: pod(1) })).result).toBe('duplicate');
    await watched.store.close();
  });

  it('reads old windows from their files and answers the same', async () => {
    const disk = directories.make({ memorySeconds: 0 });
    const watched = await openAt(disk, T);
    await run(watched, T, T + 70);
    expect(watched.store.stats()).toMatchObject({
      sealedWindows: 2,
      sealedBytes: 0,
      disk: { windowsOnDisk: 2 },
    });
    const entity = watched.entity('pod', 'a');
    const window = { from: T, to: T + 70 };
    expect(await watched.range(entity, 'memory_bytes', window)).toEqual(
      Array.from({ length: 70 }, (_, index) => T + index),
    );
    expect(watched.store.stats().disk?.cachedBytes).toBeGreaterThan(0);
    await watched.store.close();
  });

  it('keeps windows in memory within its bytes, the newest ones', async () => {
    const disk = directories.make({ memoryBytes: 1 });
    const watched = await openAt(disk, T);
    await run(watched, T, T + 100);
    expect(watched.store.stats().disk?.windowsOnDisk).toBe(3);
    await watched.store.close();
  });

  it('adds late samples to a window in a file, and keeps them', async () => {
    const disk = directories.make({ memorySeconds: 0 });
    const watched = await openAt(disk, T);
    await run(watched, T, T + 70);
    await watched.report({ tick: T + 3, node: 'n2', pods: pod(77) });
    const late = (store: WatchedStore) =>
      store.range(store.entity('pod', 'a', 'n2'), 'memory_bytes', { from: T + 2, to: T + 5 });
    const inJournal = await openAt(directories.crash(disk), T + 70);
    expect(await late(inJournal)).toEqual([GAP, 77, GAP]);
    await watched.maintainAt(T + 75);
    expect(watched.store.stats().openWindows).toBe(1);
    const inBlock = await openAt(directories.crash(disk), T + 75);
    for (const store of [watched, inBlock]) {
      expect(await late(store)).toEqual([GAP, 77, GAP]);
      const own = store.entity('pod', 'a', 'n1');
      expect(await store.range(own, 'memory_bytes', { from: T + 2, to: T + 5 })).toEqual([
        T + 2,
        T + 3,
        T + 4,
      ]);
    }
    for (const { store } of [watched, inJournal, inBlock]) await store.close();
  });

  it('loses nothing of a report that comes while its window is sealed and written', async () => {
    for (let turns = 0; turns < 24; turns += 1) {
      const disk = directories.make({ memorySeconds: 0 });
      const watched = await openAt(disk, T);
      for (let tick = T; tick < T + 30; tick += 1) await watched.report({ tick, pods: pod(tick) });
      watched.goTo(T + 40);
      const upkeep = watched.store.maintain();
      for (let turn = 0; turn < turns; turn += 1) {
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      await watched.report({ tick: T + 9, node: 'n2', pods: pod(77) });
      await upkeep;
      const again = await openAt(directories.crash(disk), T + 40);
      for (const store of [watched, again]) {
        const window = { from: T + 8, to: T + 11 };
        const late = store.entity('pod', 'a', 'n2');
        expect(await store.range(late, 'memory_bytes', window)).toEqual([GAP, 77, GAP]);
        const own = store.entity('pod', 'a', 'n1');
        expect(await store.range(own, 'memory_bytes', window)).toEqual([T + 8, T + 9, T + 10]);
        await store.store.close();
      }
    }
  }, 120_000);

  it('keeps single samples', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    const values = new Map([['memory_bytes', 12.5]]);
    const sample = { scope: 'pod', node: 'n1', id: 'given', timestampMs: T * 5_000 + 7, values };
    await watched.store.appendSample({ ...sample, scope: 'pod' });
    const again = await openAt(directories.crash(disk), T);
    expect(await again.latest('pod', 'given', 'memory_bytes')).toBe(13);
    expect(again.entity('pod', 'given').lastSeenMs).toBe(T * 5_000 + 7);
    for (const { store } of [watched, again]) await store.close();
  });

  it('makes no rate over the boot of a node it knew before a restart', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    const cpu = (tick: number, boot: string, usage: number): ReportWords => ({
      tick,
      boot,
      pods: { a: { cpu_usage_microseconds: usage } },
    });
    for (let tick = T; tick < T + 40; tick += 1) {
      await watched.report(cpu(tick, 'boot-1', (tick - T) * 5_000_000));
      await watched.store.maintain();
    }
    await watched.store.close();
    const again = await openAt(disk, T + 40);
    await again.report(cpu(T + 40, 'boot-1', 40 * 5_000_000));
    expect(await again.latest('pod', 'a', 'cpu_millicores')).toBe(1_000);
    await again.report(cpu(T + 41, 'boot-2', 41 * 5_000_000));
    expect(await again.latest('pod', 'a', 'cpu_millicores')).toBe('clock_step');
    await again.store.close();
  });

  it.each(['journal', 'names file'])('keeps groups and descriptions by the %s', async (place) => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    await watched.report({ tick: T, pods: { a: { memory_bytes: 5 }, b: { memory_bytes: 6 } } });
    watched.assign('a', 'shop', 'cart');
    watched.assign('b', 'shop');
    watched.store.describe(watched.entity('pod', 'a'), Buffer.from('{"name":"cart-0"}'));
    const end = place === 'journal' ? T + 1 : T + 70;
    await run(watched, T + 1, end);
    await watched.store.maintain();
    const again = await openAt(directories.crash(disk), end);
    const described = again.store.descriptionOf(again.entity('pod', 'a'));
    expect(Buffer.from(described ?? []).toString()).toBe('{"name":"cart-0"}');
    expect(again.store.descriptionOf(again.entity('pod', 'b'))).toBeUndefined();
    const sums = await again.groupRange('namespace', 'shop', 'memory_bytes', {
      from: T,
      to: T + 1,
    });
    expect(sums).toEqual([11]);
    expect(
      await again.groupRange('workload', 'cart', 'memory_bytes', { from: T, to: T + 1 }),
    ).toEqual([5]);
    // Who does not know the pods any more does not take them out of their groups.
    again.assign('b', undefined);
    const { shop } = await again.groupLatest('namespace', 'memory_bytes');
    expect(shop.pods).toBe(place === 'journal' ? 2 : 1);
    for (const { store } of [watched, again]) await store.close();
  });
});

describe('sums after a restart', () => {
  it('carry over a pod of a late node whose last sample is in a block', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    for (let tick = T; tick < T + 30; tick += 1) {
      for (const node of ['n1', 'n2']) await watched.report({ tick, node, pods: pod(10) });
      if (tick === T) {
        watched.assign('a', 'shop', undefined, 'n1');
        watched.assign('a', 'shop', undefined, 'n2');
      }
    }
    for (let tick = T + 30; tick < T + 40; tick += 1) {
      await watched.report({ tick, node: 'n1', pods: pod(10) });
      await watched.store.maintain();
    }
    const again = await openAt(directories.crash(disk), T + 40);
    const window = { from: T + 28, to: T + 35 };
    for (const store of [watched, again]) {
      const sums = await store.groupRange('namespace', 'shop', 'memory_bytes', window);
      // Both up to tick 29, n2 carried over for three ticks, then n1 alone.
      expect(sums).toEqual([20, 20, 20, 20, 20, 10, 10]);
      await store.store.close();
    }
  });
});

describe('churn', () => {
  it('gives slots on when windows are sealed: a day of new pods does not widen tables', async () => {
    const disk = directories.make({ memorySeconds: 0 });
    const watched = await openAt(disk, T);
    const podOf = (tick: number) => `pod-${Math.floor((tick - T) / 10)}`;
    for (let tick = T; tick < T + 1_200; tick += 1) {
      await watched.report({ tick, pods: { [podOf(tick)]: { memory_bytes: tick } } });
      if (tick % 5 === 0) await watched.store.maintain();
    }
    expect(watched.store.stats().entities.pod).toBe(120);
    // Pods of at most the newest three windows have a slot: 64 cells are still enough.
    expect(watched.store.stats().openBytes).toBeLessThan(2 * 30 * 64 * (4 + 8) * 3);
    const again = await openAt(directories.crash(disk), T + 1_200);
    for (const store of [watched, again]) {
      for (const number of [0, 57, 119]) {
        const from = T + number * 10;
        const found = store.entity('pod', `pod-${number}`);
        const memory = await store.range(found, 'memory_bytes', { from: from - 1, to: from + 11 });
        expect(memory.slice(1, 11)).toEqual(Array.from({ length: 10 }, (_, at) => from + at));
        expect([memory[0], memory[11]]).toEqual([GAP, GAP]);
      }
    }
    // A new pod gets a serial number of its own, not one that a block knows.
    await again.report({ tick: T + 1_200, pods: { new: { memory_bytes: 1 } } });
    const fresh = await again.range(again.entity('pod', 'new'), 'memory_bytes', {
      from: T + 1_190,
      to: T + 1_201,
    });
    expect(fresh.filter((value) => !Number.isNaN(value))).toEqual([1]);
    for (const { store } of [watched, again]) await store.close();
  });
});
