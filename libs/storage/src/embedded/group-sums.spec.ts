import fc from 'fast-check';
import { PROPERTY_TIME_LIMIT_MS } from '../testing/property-time';
import { FIRST_TICK, INTERVAL_MS, fieldsNamed } from '../testing/report-builder';
import { WatchedStore, toRange } from '../testing/watched-store';

const T = FIRST_TICK;
const NONE = Number.NaN;
const SEALED_AFTER = 34;

const pod = (memory_bytes: number, cpu_usage_microseconds: number) => ({
  memory_bytes,
  cpu_usage_microseconds,
});

describe('groupLatest', () => {
  it('shows no field whose only value a late report has taken away', async () => {
    const watched = new WatchedStore();
    const read = (disk_read_bytes: number) => ({ a: { disk_read_bytes } });
    const rate = 'disk_read_bytes_per_second';
    await watched.report({ tick: T, pods: read(100) });
    watched.assign('a', 'shop');
    await watched.report({ tick: T + 3, pods: read(250) });
    const { shop } = await watched.groupLatest('namespace', rate);
    // 150 bytes in 15 s.
    expect(shop.values).toEqual([10]);
    // The clock was set before this one, and the counter went down after it.
    await watched.report({ tick: T + 2, stepped: true, pods: read(300) });
    expect((await watched.groupLatest('namespace', rate)).shop.values).toEqual([]);
    const window = { from: T, to: T + 4 };
    expect(await watched.groupRange('namespace', 'shop', rate, window)).toEqual([]);
  });

  it('adds up the pods of each namespace and workload', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: pod(100, 0), b: pod(200, 0), c: pod(900, 0) } });
    watched.assign('a', 'shop', 'cart');
    watched.assign('b', 'shop', 'till');
    watched.assign('c', 'bank');
    await watched.report({
      tick: T + 1,
      pods: { a: pod(110, 250_000), b: pod(220, 125_000), c: pod(990, 5_000) },
    });
    expect(await watched.groupLatest('namespace', 'memory_bytes', 'cpu_millicores')).toEqual({
      shop: { pods: 2, estimated: 0, values: [330, 75] },
      bank: { pods: 1, estimated: 0, values: [990, 1] },
    });
    expect(await watched.groupLatest('workload', 'memory_bytes')).toEqual({
      cart: { pods: 1, estimated: 0, values: [110] },
      till: { pods: 1, estimated: 0, values: [220] },
    });
    const { timestampMs } = await watched.store.groupLatest('namespace', []);
    expect(timestampMs).toBe((T + 1) * INTERVAL_MS);
  });

  it('adds up pods of several nodes', async () => {
    const watched = new WatchedStore();
    for (const [node, bytes] of [
      ['n1', 100],
      ['n2', 40],
    ] as const) {
      await watched.report({ tick: T, node, pods: { [`pod-${node}`]: pod(bytes, 0) } });
      watched.assign(`pod-${node}`, 'shop', undefined, node);
    }
    expect(await watched.groupLatest('namespace', 'memory_bytes')).toEqual({
      shop: { pods: 2, estimated: 0, values: [140] },
    });
  });

  it('has no sum of a field that no pod of the group has', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { memory_bytes: 1 }, b: { pids: 2 } } });
    watched.assign('a', 'shop');
    watched.assign('b', 'bank');
    expect(await watched.groupLatest('namespace', 'pids', 'memory_rss_bytes', 'load_1m')).toEqual({
      shop: { pods: 1, estimated: 0, values: [NONE] },
      bank: { pods: 1, estimated: 0, values: [2] },
    });
  });

  it('rounds sums as the field says', async () => {
    const watched = new WatchedStore();
    for (const [id, millicores] of [
      ['a', 0.1],
      ['b', 0.2],
    ] as const) {
      await watched.store.appendSample({
        scope: 'pod',
        node: 'n1',
        id,
        timestampMs: T * INTERVAL_MS,
        values: new Map([['cpu_millicores', millicores]]),
      });
      watched.assign(id, 'shop');
    }
    expect(await watched.groupLatest('namespace', 'cpu_millicores')).toEqual({
      shop: { pods: 2, estimated: 0, values: [0.3] },
    });
  });

  it('answers for a store without samples', async () => {
    const frame = await new WatchedStore().store.groupLatest('namespace', fieldsNamed('pids'));
    expect(frame).toMatchObject({ keys: [], fields: [], columns: [], timestampMs: NONE });
  });

  it('waits two ticks for a late node, then takes the last samples of its pods', async () => {
    const watched = new WatchedStore();
    const reportBoth = async (tick: number, nodes: readonly string[]) => {
      for (const node of nodes) {
        const counter = (tick - T) * 5_000;
        await watched.report({
          tick,
          node,
          pods: { [`pod-${node}`]: pod(100 + tick - T, counter) },
        });
      }
    };
    const ask = () => watched.groupLatest('namespace', 'memory_bytes', 'cpu_millicores');
    const momentOf = async () => (await watched.store.groupLatest('namespace', [])).timestampMs;
    await reportBoth(T, ['n1', 'n2']);
    watched.assign('pod-n1', 'shop', undefined, 'n1');
    watched.assign('pod-n2', 'shop', undefined, 'n2');
    await reportBoth(T + 1, ['n1', 'n2']);
    await reportBoth(T + 2, ['n1']);
    expect(await momentOf()).toBe((T + 1) * INTERVAL_MS);
    expect(watched.store.lateNodes()).toEqual([]);

    await reportBoth(T + 3, ['n1']);
    await reportBoth(T + 4, ['n1']);
    expect(await momentOf()).toBe((T + 2) * INTERVAL_MS);
    expect(watched.store.lateNodes()).toEqual(['n2']);
    expect(await ask()).toEqual({ shop: { pods: 2, estimated: 1, values: [102 + 101, 2] } });

    // Four ticks after its last report the node counts no more, nor do its pods.
    await reportBoth(T + 5, ['n1']);
    expect(await momentOf()).toBe((T + 5) * INTERVAL_MS);
    expect(watched.store.lateNodes()).toEqual([]);
    expect(await ask()).toEqual({ shop: { pods: 1, estimated: 0, values: [105, 1] } });

    // The late reports come after all: nothing is estimated any more.
    await reportBoth(T + 4, ['n2']);
    await reportBoth(T + 5, ['n2']);
    expect(await ask()).toEqual({ shop: { pods: 2, estimated: 0, values: [210, 2] } });
  });

  it('drops a pod at once that its node reports no more', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: pod(100, 0), b: pod(200, 0) } });
    watched.assign('a', 'shop');
    watched.assign('b', 'shop');
    await watched.report({ tick: T + 1, pods: { a: pod(110, 0) } });
    expect(await watched.groupLatest('namespace', 'memory_bytes')).toEqual({
      shop: { pods: 1, estimated: 0, values: [110] },
    });
  });

  it('takes a posted pod for three ticks after its last sample', async () => {
    const watched = new WatchedStore();
    await watched.store.appendSample({
      scope: 'pod',
      node: 'unknown',
      id: 'a',
      timestampMs: T * INTERVAL_MS,
      values: new Map([['memory_bytes', 50]]),
    });
    watched.assign('a', 'shop', undefined, 'unknown');
    for (let tick = T; tick <= T + 4; tick += 1) await watched.report({ tick });
    const window = { from: T, to: T + 5 };
    expect(await watched.groupRange('namespace', 'shop', 'memory_bytes', window)).toEqual([
      50,
      50,
      50,
      50,
      NONE,
    ]);
  });
});

describe('groupRange', () => {
  it('gives sums by tick and by step', async () => {
    const watched = new WatchedStore();
    for (let tick = T; tick < T + 6; tick += 1) {
      const counter = (tick - T) ** 2 * 5_000;
      await watched.report({ tick, pods: { a: pod(tick - T, counter), b: pod(10, 0) } });
    }
    watched.assign('a', 'shop');
    watched.assign('b', 'shop');
    const window = { from: T, to: T + 6 };
    expect(await watched.groupRange('namespace', 'shop', 'memory_bytes', window)).toEqual([
      10, 11, 12, 13, 14, 15,
    ]);
    expect(await watched.groupRange('namespace', 'shop', 'cpu_millicores', window)).toEqual([
      NONE,
      1,
      3,
      5,
      7,
      9,
    ]);
    const frame = await watched.store.groupRange(
      'namespace',
      ['shop', 'nowhere'],
      fieldsNamed('cpu_millicores'),
      toRange({ ...window, ticksPerStep: 3 }),
      ['min', 'max', 'p95'],
    );
    const [shop, nowhere] = frame.series;
    expect(Array.from(shop.values[0])).toEqual([2, 7]);
    expect(shop.statistics.min?.map((column) => Array.from(column))).toEqual([[1, 5]]);
    expect(shop.statistics.max?.map((column) => Array.from(column))).toEqual([[3, 9]]);
    expect(Array.from(shop.sampleCounts)).toEqual([3, 3]);
    expect(Array.from(nowhere.values[0])).toEqual([NONE, NONE]);
    expect(Array.from(nowhere.sampleCounts)).toEqual([0, 0]);
  });

  it('counts pods that died within the window in the past', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: pod(100, 0), b: pod(200, 0) } });
    watched.assign('a', 'shop');
    watched.assign('b', 'shop');
    await watched.report({ tick: T + 1, pods: { a: pod(110, 0), b: pod(210, 0) } });
    await watched.report({ tick: T + 2, pods: { a: pod(120, 0) } });
    await watched.report({ tick: T + 3, pods: { a: pod(130, 0) } });
    const ask = () =>
      watched.groupRange('namespace', 'shop', 'memory_bytes', { from: T, to: T + 4 });
    expect(await ask()).toEqual([300, 320, 120, 130]);
    await watched.maintainAt(T + SEALED_AFTER);
    expect(await ask()).toEqual([300, 320, 120, 130]);
  });

  it('ends with the newest moment that can be shown', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: pod(100, 0) } });
    watched.assign('a', 'shop');
    await watched.report({ tick: T + 1, pods: { a: pod(110, 0) } });
    watched.goTo(T + 2);
    expect(
      await watched.groupRange('namespace', 'shop', 'memory_bytes', { from: T, to: T + 10 }),
    ).toEqual([100, 110]);
  });

  it('sums again all ticks that a late report gives a rate to, carried over ones too', async () => {
    const watched = new WatchedStore();
    const reportOf2 = (tick: number) =>
      watched.report({ tick, node: 'n2', pods: { a: pod(1, (tick - T) * 5_000) } });
    const ask = () =>
      watched.groupRange('namespace', 'shop', 'cpu_millicores', { from: T, to: T + 7 });
    await reportOf2(T + 3);
    watched.assign('a', 'shop', undefined, 'n2');
    for (let tick = T; tick <= T + 6; tick += 1) await watched.report({ tick });
    watched.goTo(T + 7);
    // There is no rate yet, so the field is not shown.
    expect(await ask()).toEqual([]);
    await reportOf2(T);
    expect(await ask()).toEqual([NONE, NONE, NONE, 1, 1, 1, 1]);
  });

  it('has the rates of late reports across the border of a sealed window', async () => {
    const watched = new WatchedStore();
    const report = (tick: number) =>
      watched.report({ tick, pods: { a: pod(1, (tick - T) * 5_000) } });
    for (let tick = T; tick < T + 30; tick += 1) await report(tick);
    watched.assign('a', 'shop');
    await watched.maintainAt(T + 40);
    await report(T + 31);
    await report(T + 30);
    expect(watched.store.stats()).toMatchObject({ openWindows: 1, sealedWindows: 1 });
    expect(
      await watched.groupRange('namespace', 'shop', 'cpu_millicores', { from: T + 28, to: T + 32 }),
    ).toEqual([1, 1, 1, 1]);
  });
});

describe('naming', () => {
  const rates = (watched: WatchedStore, key: string, from: number, to: number) =>
    watched.groupRange('namespace', key, 'cpu_millicores', { from, to });

  /** Pods a and b, 1 and 2 millicores, in every tick of [T, T + ticks). */
  async function fill(ticks: number): Promise<WatchedStore> {
    const watched = new WatchedStore();
    for (let tick = T; tick < T + ticks; tick += 1) {
      const counter = (tick - T) * 5_000;
      await watched.report({ tick, pods: { a: pod(1, counter), b: pod(2, counter * 2) } });
    }
    return watched;
  }

  it('counts a pod’s past when its name comes late', async () => {
    const watched = await fill(3);
    watched.assign('a', 'shop');
    expect(await rates(watched, 'shop', T, T + 3)).toEqual([NONE, 1, 1]);
    watched.assign('b', 'shop');
    expect(await rates(watched, 'shop', T, T + 3)).toEqual([NONE, 3, 3]);
    expect(await watched.groupLatest('namespace', 'cpu_millicores')).toEqual({
      shop: { pods: 2, estimated: 0, values: [3] },
    });
  });

  it('reaches sealed windows with the next upkeep, borders included', async () => {
    const watched = await fill(94);
    watched.assign('a', 'shop');
    await watched.maintainAt(T + 94);
    const ones = new Array<number>(93).fill(1);
    expect(await rates(watched, 'shop', T, T + 94)).toEqual([NONE, ...ones]);
    expect(watched.store.stats()).toMatchObject({ openWindows: 1, sealedWindows: 3 });

    watched.assign('b', 'shop');
    await watched.store.maintain();
    const threes = new Array<number>(93).fill(3);
    expect(await rates(watched, 'shop', T, T + 94)).toEqual([NONE, ...threes]);
    expect(watched.store.stats()).toMatchObject({ openWindows: 1, sealedWindows: 3 });
    expect(
      await watched.groupRange('namespace', 'shop', 'memory_bytes', { from: T, to: T + 2 }),
    ).toEqual([3, 3]);
  });

  it('moves a pod with its past, also out of a group that ends', async () => {
    const watched = await fill(40);
    watched.assign('a', 'shop');
    watched.assign('b', 'bank');
    await watched.maintainAt(T + 40);
    watched.assign('b', 'shop');
    await watched.store.maintain();
    const window = { from: T, to: T + 1 };
    expect(await watched.groupRange('namespace', 'shop', 'memory_bytes', window)).toEqual([3]);
    expect(await watched.groupRange('namespace', 'bank', 'memory_bytes', window)).toEqual([]);
    expect(Object.keys(await watched.groupLatest('namespace'))).toEqual(['shop']);
  });

  it('takes a pod out of its group', async () => {
    const watched = await fill(2);
    watched.assign('a', 'shop', 'cart');
    watched.assign('b', 'shop', 'cart');
    watched.assign('b', 'shop', undefined);
    expect(await watched.groupLatest('workload', 'memory_bytes')).toEqual({
      cart: { pods: 1, estimated: 0, values: [1] },
    });
    expect(await watched.groupLatest('namespace', 'memory_bytes')).toEqual({
      shop: { pods: 2, estimated: 0, values: [3] },
    });
  });

  it('that comes and is asked for while a window is being sealed is not lost', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, host: { load_1m: 1 } });
    // Now the tables of the sums are there, and are sealed before those of the pods: so many
    // pods that these take several slices.
    await watched.groupLatest('namespace');
    const ids = Array.from({ length: 4_000 }, (_, index) => `pod-${index}`);
    for (let tick = T + 1; tick < T + 3; tick += 1) {
      const pods = Object.fromEntries(ids.map((id, index) => [id, { memory_bytes: tick * index }]));
      await watched.report({ tick, pods: { ...pods, a: pod(1, 0), b: pod(2, 0) } });
    }
    watched.assign('a', 'shop');
    watched.goTo(T + SEALED_AFTER);
    const window = { from: T + 1, to: T + 2 };
    const ask = () => watched.groupRange('namespace', 'shop', 'memory_bytes', window);
    let isSealing = true;
    const upkeep = watched.store.maintain().then(() => {
      isSealing = false;
    });
    let key = 'none';
    for (let turn = 0; isSealing; turn += 1) {
      key = turn % 2 === 0 ? 'shop' : 'bank';
      watched.assign('b', key);
      await ask();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await upkeep;
    await watched.store.maintain();
    expect(watched.store.stats().sealedWindows).toBe(1);
    expect(await ask()).toEqual([key === 'shop' ? 3 : 1]);
  });

  it('of a pod that has left the store makes no group', async () => {
    const watched = new WatchedStore({ retentionSeconds: 300 });
    await watched.report({ tick: T, pods: { a: pod(1, 1) } });
    const entity = watched.entity('pod', 'a');
    await watched.report({ tick: T + 90, pods: { b: pod(1, 1) } });
    await watched.store.maintain();
    watched.store.assignGroups(entity, { namespace: 'ghost', workload: undefined });
    watched.assign('b', 'shop');
    expect(Object.keys(await watched.groupLatest('namespace'))).toEqual(['shop']);
  });
});

describe('a sum', () => {
  const TICKS = 50;
  const NAMES = ['memory_bytes', 'disk_read_bytes', 'cpu_millicores'];
  const SHOP = ['a', 'b'];

  const tick = fc.record({
    isLost: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
    pods: fc.subarray(['a', 'b', 'c']),
    growth: fc.nat(1_000_000),
    withUpkeep: fc.boolean(),
  });

  /** The tick whose sample stands for a pod at `at`, or undefined when it does not count then. */
  function sampleTick(ticksOfPod: Set<number>, reported: Set<number>, at: number) {
    if (ticksOfPod.has(at) || reported.has(at)) return ticksOfPod.has(at) ? at : undefined;
    return [at - 1, at - 2, at - 3].find((before) => ticksOfPod.has(before));
  }

  it('is that of its pods, carried over where their node is late', async () => {
    const histories = fc.tuple(fc.array(tick, { minLength: 2, maxLength: TICKS }), fc.nat(TICKS));
    await fc.assert(
      fc.asyncProperty(histories, async ([history, namedAfter]) => {
        const watched = new WatchedStore();
        const reported = new Set<number>();
        const ticksOf: Record<string, Set<number>> = { a: new Set(), b: new Set() };
        const nameAll = () => {
          for (const { id } of watched.store.entities('pod')) {
            watched.assign(id, SHOP.includes(id) ? 'shop' : 'bank');
          }
        };
        let total = 0;
        for (const [index, { isLost, pods, growth, withUpkeep }] of history.entries()) {
          total += growth;
          watched.goTo(T + index);
          if (!isLost) {
            reported.add(T + index);
            for (const id of pods) ticksOf[id]?.add(T + index);
            const values = (id: string) => ({
              memory_bytes: growth,
              disk_read_bytes: total * (id === 'a' ? 2 : 3),
              cpu_usage_microseconds: total,
            });
            await watched.report({
              tick: T + index,
              pods: Object.fromEntries(pods.map((id) => [id, values(id)])),
            });
          }
          if (index >= namedAfter) nameAll();
          if (withUpkeep) await watched.store.maintain();
        }
        nameAll();
        await watched.store.maintain();

        const newest = Math.max(...reported);
        for (const name of NAMES) {
          const window = { from: T, to: newest + 1 };
          const sums = await watched.groupRange('namespace', 'shop', name, window);
          const expected = new Array<number>(sums.length).fill(NONE);
          for (const id of SHOP) {
            if (ticksOf[id].size === 0) continue;
            const own = await watched.range(watched.entity('pod', id), name, window);
            expected.forEach((sum, index) => {
              const at = sampleTick(ticksOf[id], reported, T + index);
              const value = at === undefined ? NONE : own[at - T];
              if (!Number.isNaN(value)) expected[index] = (Number.isNaN(sum) ? 0 : sum) + value;
            });
          }
          expect(sums).toEqual(expected.map((sum) => Math.round(sum * 1_000) / 1_000));
        }
      }),
      { numRuns: 40, interruptAfterTimeLimit: PROPERTY_TIME_LIMIT_MS },
    );
  });
});

describe('sums of more pods than are added up in one go', () => {
  const MANY = 5_000;
  const pods = (prefix: string, bytes: number) =>
    Object.fromEntries(
      Array.from({ length: MANY }, (_, index) => [`${prefix}${index}`, { memory_bytes: bytes }]),
    );

  it('are made anew when a report comes in between', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, node: 'n1', pods: pods('a', 2) });
    for (let index = 0; index < MANY; index += 1) watched.assign(`a${index}`, 'shop');
    const upkeep = watched.store.maintain();
    await watched.report({ tick: T, node: 'n2', pods: { late: { memory_bytes: 7 } } });
    watched.store.assignGroups(watched.entity('pod', 'late', 'n2'), {
      namespace: 'shop',
      workload: undefined,
    });
    await upkeep;
    await watched.store.maintain();
    expect(await watched.groupLatest('namespace', 'memory_bytes')).toEqual({
      shop: { pods: MANY + 1, estimated: 0, values: [2 * MANY + 7] },
    });
  });

  it('show the tick before until upkeep has made the newest', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, node: 'n1', pods: pods('a', 2) });
    for (let index = 0; index < MANY; index += 1) watched.assign(`a${index}`, 'shop');
    await watched.store.maintain();
    await watched.report({ tick: T + 1, node: 'n1', pods: pods('a', 3) });
    const before = await watched.store.groupLatest('namespace', []);
    expect(before.timestampMs).toBe(T * INTERVAL_MS);
    await watched.store.maintain();
    expect(await watched.groupLatest('namespace', 'memory_bytes')).toEqual({
      shop: { pods: MANY, estimated: 0, values: [3 * MANY] },
    });
  });
});
