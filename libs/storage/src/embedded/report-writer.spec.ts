import { FIRST_TICK, INTERVAL_MS, buildReport } from '../testing/report-builder';
import { WatchedStore } from '../testing/watched-store';

const T = FIRST_TICK;

describe('append', () => {
  it('stores a report and says which entities are new', async () => {
    const watched = new WatchedStore();
    const outcome = await watched.report({
      tick: T,
      host: { load_1m: 0.5 },
      pods: { a: { pids: 3 } },
      containers: { c: { pod: 'a', values: { pids: 2 } } },
      cgroups: { '/system.slice': { pids: 40 } },
    });
    expect(outcome).toMatchObject({ result: 'stored', refused: 0 });
    expect(outcome.created.map(({ scope, node, id }) => [scope, node, id])).toEqual([
      ['node', 'n1', 'n1'],
      ['pod', 'n1', 'a'],
      ['container', 'n1', 'c'],
      ['cgroup', 'n1', '/system.slice'],
    ]);
    expect(await watched.latest('node', 'n1', 'load_1m')).toBe(0.5);
    expect(await watched.latest('pod', 'a', 'pids')).toBe(3);
    expect(await watched.latest('container', 'c', 'pids')).toBe(2);
    expect(await watched.latest('cgroup', '/system.slice', 'pids')).toBe(40);
  });

  it('creates an entity once', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { pids: 3 } } });
    const entity = watched.entity('pod', 'a');
    const outcome = await watched.report({ tick: T + 1, pods: { b: { pids: 1 }, a: { pids: 4 } } });
    expect(outcome.created.map(({ id }) => id)).toEqual(['b']);
    expect(watched.entity('pod', 'a')).toBe(entity);
    expect([...watched.store.entities('pod')].map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('keeps pods of the same uid on two nodes apart', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, node: 'n1', pods: { a: { pids: 3 } } });
    await watched.report({ tick: T, node: 'n2', pods: { a: { pids: 5 } } });
    expect(await watched.latest('pod', 'a', 'pids', 'n1')).toBe(3);
    expect(await watched.latest('pod', 'a', 'pids', 'n2')).toBe(5);
  });

  it('ignores a report it has', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { pids: 3 } } });
    const again = await watched.report({ tick: T, pods: { a: { pids: 9 }, b: { pids: 1 } } });
    expect(again).toEqual({ result: 'duplicate', created: [], refused: 0 });
    expect(await watched.latest('pod', 'a', 'pids')).toBe(3);
    expect(watched.store.find('pod', 'n1', 'b')).toBeUndefined();
  });

  it('takes reports of the retention up to the limit ahead of the clock', async () => {
    const watched = new WatchedStore({ retentionSeconds: 300, maxAheadSeconds: 10 });
    const append = async (tick: number) =>
      (await watched.append(buildReport({ tick, pods: { a: { pids: 1 } } }))).result;
    watched.nowMs = T * INTERVAL_MS;
    expect(await append(T - 61)).toBe('too_old');
    expect(await append(T - 60)).toBe('stored');
    expect(await append(T + 2)).toBe('stored');
    expect(await append(T + 3)).toBe('too_new');
  });

  it('takes reports in any order; the newest is the current one', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 3);
    for (const [tick, bytes] of [
      [T, 1_000],
      [T + 3, 31_000],
      [T + 1, 11_000],
      [T + 2, 16_000],
    ]) {
      await watched.report({ tick, pods: { a: { disk_read_bytes: bytes } } });
    }
    const entity = watched.entity('pod', 'a');
    expect([entity.firstSeenMs, entity.lastSeenMs]).toEqual([
      T * INTERVAL_MS,
      (T + 3) * INTERVAL_MS,
    ]);
    // 15,000 bytes in the 5 s from T + 2 to T + 3.
    expect(await watched.latest('pod', 'a', 'disk_read_bytes_per_second')).toBe(3_000);
    expect(
      await watched.range(entity, 'disk_read_bytes_per_second', { from: T, to: T + 4 }),
    ).toEqual([Number.NaN, 2_000, 1_000, 3_000]);
  });
});

describe('entities', () => {
  it('knows the pod of a container', async () => {
    const watched = new WatchedStore();
    await watched.report({
      tick: T,
      pods: { a: {}, b: {} },
      containers: {
        c1: { pod: 'b', values: { pids: 1 } },
        c2: { pod: 'a', values: { pids: 1 }, sandbox: true },
      },
    });
    expect(watched.entity('container', 'c1').parent).toBe(watched.entity('pod', 'b'));
    expect(watched.entity('container', 'c2').parent).toBe(watched.entity('pod', 'a'));
    expect(watched.entity('container', 'c2').traits).toEqual({ sandbox: true });
    expect(watched.entity('pod', 'a').parent).toBeUndefined();
  });

  it('have the traits of their newest report, also when an older one comes late', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 2);
    const traits = () => watched.entity('pod', 'a').traits;
    await watched.report({ tick: T, pods: { a: { pids: 1 } }, hostNetwork: null });
    expect(traits()).toEqual({ qos: 'Burstable', hostNetwork: null });
    await watched.report({
      tick: T + 2,
      pods: { a: { pids: 1 } },
      hostNetwork: true,
      qos: 'Guaranteed',
    });
    expect(traits()).toEqual({ qos: 'Guaranteed', hostNetwork: true });
    await watched.report({ tick: T + 1, pods: { a: { pids: 1 } }, hostNetwork: false });
    expect(traits()).toEqual({ qos: 'Guaranteed', hostNetwork: true });
  });
});

describe('appendSample', () => {
  const sample = (timestampMs: number, values: Record<string, number>) => ({
    scope: 'pod' as const,
    node: 'unknown',
    id: 'posted',
    timestampMs,
    values: new Map(Object.entries(values)),
  });

  it('stores values as given', async () => {
    const watched = new WatchedStore();
    const outcome = await watched.store.appendSample(
      sample(T * INTERVAL_MS + 700, { cpu_millicores: 12.5, memory_bytes: 2_000 }),
    );
    expect(outcome.result).toBe('stored');
    expect(outcome.created.map(({ id }) => id)).toEqual(['posted']);
    expect(await watched.latest('pod', 'posted', 'cpu_millicores', 'unknown')).toBe(12.5);
    expect(await watched.latest('pod', 'posted', 'memory_bytes', 'unknown')).toBe(2_000);
    expect(await watched.latest('pod', 'posted', 'pids', 'unknown')).toBe('not shown');
    expect(watched.entity('pod', 'posted', 'unknown').lastSeenMs).toBe(T * INTERVAL_MS + 700);
  });

  it('replaces what a second one of the tick brings, and its time', async () => {
    const watched = new WatchedStore();
    await watched.store.appendSample(
      sample(T * INTERVAL_MS + 700, { memory_bytes: 2_000, disk_read_bytes: 10 }),
    );
    await watched.store.appendSample(sample(T * INTERVAL_MS + 900, { memory_bytes: 3_000 }));
    const entity = watched.entity('pod', 'posted', 'unknown');
    const [memory, disk] = [
      await watched.latest('pod', 'posted', 'memory_bytes', 'unknown'),
      await watched.latest('pod', 'posted', 'disk_read_bytes', 'unknown'),
    ];
    expect([memory, disk]).toEqual([3_000, 10]);
    expect([entity.firstSeenMs, entity.lastSeenMs]).toEqual([30_000_900, 30_000_900]);
  });

  it('rounds a given value as the field says', async () => {
    const watched = new WatchedStore();
    await watched.store.appendSample(
      sample(T * INTERVAL_MS, { cpu_millicores: 1.23456, memory_bytes: 10.4 }),
    );
    expect(await watched.latest('pod', 'posted', 'cpu_millicores', 'unknown')).toBe(1.235);
    expect(await watched.latest('pod', 'posted', 'memory_bytes', 'unknown')).toBe(10);
  });

  it('takes rates of the counters given, where no rate is given', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 1);
    await watched.store.appendSample(sample(T * INTERVAL_MS, { disk_read_bytes: 1_000 }));
    await watched.store.appendSample(
      sample((T + 1) * INTERVAL_MS + 1_000, { disk_read_bytes: 4_000 }),
    );
    expect(await watched.latest('pod', 'posted', 'disk_read_bytes_per_second', 'unknown')).toBe(
      500,
    );
  });

  it('leaves the reading time and the boot of a collector’s sample alone', async () => {
    const watched = new WatchedStore();
    const report = (tick: number, boot: string, cpu_usage_microseconds: number) =>
      watched.report({ tick, boot, host: { cpu_usage_microseconds } });
    await report(T - 1, 'boot-1', 5);
    await report(T, 'boot-2', 1_000_000);
    await watched.store.appendSample({
      scope: 'node',
      node: 'n1',
      id: 'n1',
      timestampMs: T * INTERVAL_MS + 900,
      values: new Map([['memory_bytes', 7]]),
    });
    expect(await watched.latest('node', 'n1', 'memory_bytes')).toBe(7);
    await report(T + 1, 'boot-2', 2_000_000);
    // 1 s of CPU in the 5 s between the two readings, not in 4.1 s.
    expect(await watched.latest('node', 'n1', 'cpu_millicores')).toBe(200);
  });

  it('counts as of the node’s boot where a collector reports, too', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T - 1, boot: 'boot-1' });
    await watched.report({ tick: T, boot: 'boot-2', host: { disk_read_bytes: 1_000 } });
    watched.goTo(T + 1);
    await watched.store.appendSample({
      scope: 'node',
      node: 'n1',
      id: 'n1',
      timestampMs: (T + 1) * INTERVAL_MS,
      values: new Map([['disk_read_bytes', 2_000]]),
    });
    expect(await watched.latest('node', 'n1', 'disk_read_bytes_per_second')).toBe(200);
  });

  it('is refused outside the retention and ahead of the clock', async () => {
    const watched = new WatchedStore({ retentionSeconds: 300, maxAheadSeconds: 10 });
    const result = async (tick: number) =>
      (await watched.store.appendSample(sample(tick * INTERVAL_MS, { memory_bytes: 1 }))).result;
    expect(await result(T - 61)).toBe('too_old');
    expect(await result(T + 3)).toBe('too_new');
  });
});

describe('the series limit', () => {
  it('refuses new entities and keeps storing known ones', async () => {
    const watched = new WatchedStore({ maxSeries: 5 });
    const first = await watched.report({
      tick: T,
      host: { load_1m: 1 },
      pods: { a: { pids: 1, memory_bytes: 10 }, b: { pids: 2, memory_bytes: 20 } },
    });
    expect(first.refused).toBe(0);
    const second = await watched.report({
      tick: T + 1,
      host: { load_1m: 2 },
      pods: {
        c: { pids: 9, memory_bytes: 90 },
        a: { pids: 3, memory_bytes: 11 },
        b: { pids: 4, memory_bytes: 21 },
      },
      containers: { inC: { pod: 'c', values: {} }, inA: { pod: 'a', values: { pids: 1 } } },
    });
    expect(second).toMatchObject({ result: 'stored', refused: 3, created: [] });
    expect(watched.store.find('pod', 'n1', 'c')).toBeUndefined();
    expect(watched.store.find('container', 'n1', 'inC')).toBeUndefined();
    expect(await watched.latest('pod', 'a', 'memory_bytes')).toBe(11);
    expect(await watched.latest('pod', 'b', 'pids')).toBe(4);
    expect(await watched.latest('node', 'n1', 'load_1m')).toBe(2);
    expect(watched.store.stats()).toMatchObject({ series: 5, refusedEntities: 3 });
  });

  it('refuses a sample of a new entity', async () => {
    const watched = new WatchedStore({ maxSeries: 1 });
    const outcome = await watched.store.appendSample({
      scope: 'node',
      node: 'n9',
      id: 'n9',
      timestampMs: T * INTERVAL_MS,
      values: new Map([
        ['memory_bytes', 1],
        ['cpu_millicores', 1],
      ]),
    });
    expect(outcome).toMatchObject({ created: [], refused: 1 });
    expect(watched.store.find('node', 'n9', 'n9')).toBeUndefined();
  });

  it('takes new entities again once others have gone', async () => {
    const watched = new WatchedStore({ maxSeries: 2, retentionSeconds: 300 });
    await watched.report({ tick: T, pods: { a: { pids: 1 }, b: { pids: 1 } } });
    await watched.report({ tick: T + 89, pods: { b: { pids: 1 } } });
    await watched.maintainAt(T + 90);
    const outcome = await watched.report({
      tick: T + 90,
      pods: { c: { pids: 1 }, d: { pids: 1 } },
    });
    expect(outcome).toMatchObject({ refused: 1 });
    expect(outcome.created.map(({ id }) => id)).toEqual(['c']);
  });
});
