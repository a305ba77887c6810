import { REASON_CODES } from '@kubemonitor/metrics-model';
import { FIRST_TICK, INTERVAL_MS, fieldsNamed } from '../testing/report-builder';
import { WatchedStore } from '../testing/watched-store';

const T = FIRST_TICK;

/** Ticks after which the window of T is sealed, when nothing is written meanwhile. */
const SEALED_AFTER = 34;

describe('latest', () => {
  it('derives each kind of field from the two newest samples', async () => {
    const watched = new WatchedStore();
    const pod = (cpu: number, periods: number, throttled: number, read: number) => ({
      a: {
        cpu_usage_microseconds: cpu,
        cpu_periods: periods,
        cpu_throttled_periods: throttled,
        disk_read_bytes: read,
        memory_bytes: 970_752,
      },
    });
    const memory = { memory_total_bytes: 1_000, memory_available_bytes: 400 };
    await watched.report({ tick: T, host: memory, pods: pod(1_000_000, 100, 10, 4_096) });
    await watched.report({ tick: T + 1, host: memory, pods: pod(1_250_000, 150, 16, 12_288) });
    expect(await watched.latest('pod', 'a', 'memory_bytes')).toBe(970_752);
    expect(await watched.latest('pod', 'a', 'disk_read_bytes')).toBe(12_288);
    // 250,000 µs in 5 s are 50,000 µs a second.
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe(50);
    // 8,192 bytes in 5 s; 6 of 50 periods.
    expect(await watched.latest('pod', 'a', 'disk_read_bytes_per_second')).toBe(1_638.4);
    expect(await watched.latest('pod', 'a', 'cpu_throttled_ratio')).toBe(0.12);
    expect(await watched.latest('node', 'n1', 'memory_used_bytes')).toBe(600);
  });

  it('takes the time between the readings, not between the ticks', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, atMs: 20, pods: { a: { cpu_usage_microseconds: 0 } } });
    await watched.report({
      tick: T + 1,
      atMs: 30,
      pods: { a: { cpu_usage_microseconds: 501_000 } },
    });
    // 501,000 µs in 5.01 s.
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe(100);
    const frame = await watched.store.latest([watched.entity('pod', 'a')], []);
    expect(Array.from(frame.timestamps)).toEqual([(T + 1) * INTERVAL_MS + 30]);
  });

  it('answers for many entities and leaves out fields nobody has', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { pids: 1 }, b: { pids: null, memory_bytes: 5 } } });
    const entities = ['b', 'a'].map((id) => watched.entity('pod', id));
    const frame = await watched.store.latest(
      entities,
      fieldsNamed('memory_bytes', 'memory_rss_bytes', 'pids'),
    );
    expect(frame.fields.map(({ name }) => name)).toEqual(['memory_bytes', 'pids']);
    expect(frame.columns.map((column) => Array.from(column))).toEqual([
      [5, Number.NaN],
      [Number.NaN, 1],
    ]);
  });

  it('answers an empty question', async () => {
    const frame = await new WatchedStore().store.latest([], fieldsNamed('pids'));
    expect(frame.fields).toEqual([]);
    expect(frame.timestamps).toHaveLength(0);
  });

  it('has no ratio where only the part grew', async () => {
    const watched = new WatchedStore();
    const pod = (periods: number, throttled: number) => ({
      a: { cpu_periods: periods, cpu_throttled_periods: throttled },
    });
    await watched.report({ tick: T, pods: pod(100, 10) });
    await watched.report({ tick: T + 1, pods: pod(100, 10) });
    expect(await watched.latest('pod', 'a', 'cpu_throttled_ratio')).toBe(0);
    await watched.report({ tick: T + 2, pods: pod(100, 11) });
    expect(await watched.latest('pod', 'a', 'cpu_throttled_ratio')).toBe('not_collected');
  });
});

describe('explain', () => {
  const cpu = (value: number | null) => ({ a: { cpu_usage_microseconds: value } });

  it('says first_sample of a rate with one sample, and of one whose first value just came', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: cpu(null) });
    await watched.report({ tick: T + 1, pods: cpu(5) });
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe('first_sample');
    await watched.report({ tick: T + 2, pods: { a: cpu(6).a, b: cpu(5).a } });
    expect(await watched.latest('pod', 'b', 'cpu_millicores')).toBe('first_sample');
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe(0);
  });

  it('says gap of two samples more than three ticks apart', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: cpu(0) });
    await watched.report({ tick: T + 3, pods: cpu(15_000) });
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe(1);
    await watched.report({ tick: T + 7, pods: cpu(20_000) });
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe('gap');
  });

  it('says counter_reset of a counter that went down', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: cpu(1_000) });
    await watched.report({ tick: T + 1, pods: cpu(999) });
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe('counter_reset');
  });

  it('says counter_reset of a ratio whose whole went down', async () => {
    const watched = new WatchedStore();
    const periods = (whole: number) => ({ a: { cpu_periods: whole, cpu_throttled_periods: 1 } });
    await watched.report({ tick: T, pods: periods(10) });
    await watched.report({ tick: T + 1, pods: periods(2) });
    expect(await watched.latest('pod', 'a', 'cpu_throttled_ratio')).toBe('counter_reset');
  });

  it('says clock_step after a clock step, a boot, and where no time has passed', async () => {
    const watched = new WatchedStore();
    const value = () => watched.latest('pod', 'a', 'cpu_millicores');
    await watched.report({ tick: T, pods: cpu(1_000) });
    await watched.report({ tick: T + 1, pods: cpu(6_000), stepped: true });
    expect(await value()).toBe('clock_step');
    await watched.report({ tick: T + 2, pods: cpu(11_000) });
    expect(await value()).toBe(1);
    await watched.report({ tick: T + 3, pods: cpu(16_000), boot: 'boot-2' });
    expect(await value()).toBe('clock_step');
    await watched.report({ tick: T + 4, pods: cpu(21_000), boot: 'boot-2', atMs: -5_000 });
    expect(await value()).toBe('clock_step');
  });

  it('finds the boot between two samples of a pod that missed its first report', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: cpu(1_000) });
    await watched.report({ tick: T + 1, boot: 'boot-2' });
    await watched.report({ tick: T + 2, boot: 'boot-2', pods: cpu(9_000) });
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe('clock_step');
  });

  it('does not take an older report that comes late for another boot', async () => {
    const watched = new WatchedStore();
    watched.goTo(T + 3);
    await watched.report({ tick: T, boot: 'boot-1', pods: cpu(10_000) });
    await watched.report({ tick: T + 2, boot: 'boot-2', pods: cpu(20_000) });
    await watched.report({ tick: T + 1, boot: 'boot-1', pods: cpu(15_000) });
    await watched.report({ tick: T + 3, boot: 'boot-2', pods: cpu(30_000) });
    const entity = watched.entity('pod', 'a');
    expect(await watched.range(entity, 'cpu_millicores', { from: T, to: T + 4 })).toEqual([
      Number.NaN,
      1,
      Number.NaN,
      2,
    ]);
  });

  it.each(REASON_CODES)('passes %s on as the report tells it', async (reason) => {
    const watched = new WatchedStore();
    await watched.report({
      tick: T,
      pods: { a: { pids: 1 } },
      absent: { pods: [{ field: 'memory_limit_bytes', reason }] },
    });
    expect(await watched.latest('pod', 'a', 'memory_limit_bytes')).toBe(reason);
  });

  it('prefers what the report tells of the row', async () => {
    const watched = new WatchedStore();
    await watched.report({
      tick: T,
      pods: { a: { pids: 1 }, b: { pids: 1 } },
      absent: {
        pods: [
          { field: 'network_rx_bytes', reason: 'host_network' },
          { field: 'network_rx_bytes', row: 1, reason: 'no_process' },
        ],
      },
    });
    expect(await watched.latest('pod', 'a', 'network_rx_bytes')).toBe('host_network');
    expect(await watched.latest('pod', 'b', 'network_rx_bytes')).toBe('no_process');
    expect(await watched.latest('pod', 'b', 'network_rx_bytes_per_second')).toBe('no_process');
  });

  it('says not_collected of a value that came without a word', async () => {
    const watched = new WatchedStore();
    await watched.report({ tick: T, pods: { a: { pids: 1 }, b: { memory_bytes: 1 } } });
    expect(await watched.latest('pod', 'b', 'pids')).toBe('not_collected');
  });

  it('keeps the reasons of a pod’s own last report when the node goes on without it', async () => {
    const watched = new WatchedStore();
    await watched.report({
      tick: T,
      pods: { b: { pids: 1 }, a: { pids: 1 } },
      absent: { pods: [{ field: 'memory_limit_bytes', row: 1, reason: 'no_limit' }] },
    });
    await watched.report({ tick: T + 1, pods: { b: { pids: 1 } } });
    expect(await watched.latest('pod', 'a', 'memory_limit_bytes')).toBe('no_limit');
  });

  it('says agent_late of an entity without any sample', async () => {
    const watched = new WatchedStore({ retentionSeconds: 300 });
    await watched.report({ tick: T, pods: { a: { pids: 1 } } });
    const entity = watched.entity('pod', 'a');
    await watched.maintainAt(T + 90);
    await watched.report({ tick: T + 90, pods: { b: { pids: 1 } } });
    const frame = await watched.store.latest([entity], fieldsNamed('pids'));
    expect(frame.columns[0][0]).toBeNaN();
    expect(frame.timestamps[0]).toBeNaN();
    expect(frame.explain(0, 0)).toBe('agent_late');
  });
});

describe('an entity not heard of for long', () => {
  async function fallSilent(ticks: readonly number[]): Promise<WatchedStore> {
    const watched = new WatchedStore();
    for (const tick of ticks) {
      await watched.report({
        tick,
        atMs: tick % 7,
        pods: { a: { cpu_usage_microseconds: tick * 5_000, memory_bytes: tick } },
        absent: { pods: [{ field: 'memory_limit_bytes', reason: 'no_limit' }] },
      });
    }
    return watched;
  }

  it('is answered from sealed windows like from open ones', async () => {
    const watched = await fallSilent([T, T + 14]);
    await watched.report({ tick: T + 15, pods: { a: { cpu_usage_microseconds: 0, pids: 1 } } });
    const names = ['cpu_millicores', 'memory_bytes', 'memory_limit_bytes', 'pids'];
    const ask = () => Promise.all(names.map((name) => watched.latest('pod', 'a', name)));
    const open = await ask();
    expect(open).toEqual(['counter_reset', 'not_collected', 'not_collected', 1]);
    await watched.maintainAt(T + SEALED_AFTER);
    expect(watched.store.stats()).toMatchObject({ openWindows: 0, sealedWindows: 1 });
    expect(await ask()).toEqual(open);
  });

  it.each([
    ['in one window', [T, T + 1]],
    ['on both sides of a border', [T + 29, T + 30]],
    ['three ticks apart across a border', [T + 28, T + 31]],
  ])('has the rate of its last two samples %s', async (_, ticks) => {
    const watched = await fallSilent(ticks);
    const rate = () => watched.latest('pod', 'a', 'cpu_millicores');
    const open = await rate();
    expect(open).toBeCloseTo(1, 2);
    await watched.maintainAt(T + SEALED_AFTER + 2);
    expect(await rate()).toBe(open);
    await watched.maintainAt(T + 30 + SEALED_AFTER + 2);
    expect(watched.store.stats().openWindows).toBe(0);
    expect(await rate()).toBe(open);
    expect(await watched.latest('pod', 'a', 'memory_limit_bytes')).toBe('no_limit');
  });

  it('still says why it has no rate', async () => {
    const watched = await fallSilent([T, T + 10]);
    await watched.maintainAt(T + SEALED_AFTER);
    expect(await watched.latest('pod', 'a', 'cpu_millicores')).toBe('gap');
  });
});
