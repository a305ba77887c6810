import { namesIn, openAt } from '../../testing/disk-runs';
import { INTERVAL_MS, fieldsNamed, type ReportWords } from '../../testing/report-builder';
import {
  DAY_TICK as T,
  HOUR_TICKS,
  KEPT,
  askEntity,
  askGroup,
  expectSame,
  pictureOf,
  settle,
} from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import type { WatchedStore } from '../../testing/watched-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** Two hours and a bit are played once and asked about often. */
const LONG_MS = 120_000;
const NONE = Number.NaN;

/** The hours played: two whole ones and five minutes that are not rolled up. */
const END = T + 2 * HOUR_TICKS + 60;
const DAY = { retentionSeconds: 86_400 };

function growing(at: number) {
  return {
    memory_bytes: 1_000 + (at % 100) * 10,
    cpu_usage_microseconds: at * 500_000 + (at >= 400 ? 5_000_000 : 0),
    cpu_periods: at * 50,
    cpu_throttled_periods: at * 5,
    // Begins anew after 300 ticks: a counter reset.
    network_rx_bytes: at < 300 ? at * 100 : (at - 300) * 100,
  };
}

/** Pods `a` (all the time), `b` (two of three metrics), `once` (one tick), `late` (from 500 on). */
function words(tick: number): ReportWords {
  const at = tick - T;
  return {
    tick,
    atMs: (tick * 37) % 200,
    boot: at < 900 ? 'boot-1' : 'boot-2',
    stepped: at === 1_000,
    host: {
      memory_total_bytes: 4_000,
      memory_available_bytes: 1_000 + (at % 50),
      load_1m: (at % 7) / 4,
      cpu_usage_microseconds: at * 1_000_000,
    },
    pods: {
      a: growing(at),
      b: { memory_bytes: 77, ...(at % 3 === 0 ? {} : { memory_rss_bytes: at }) },
      ...(at === 450 ? { once: { memory_bytes: 5 } } : {}),
      ...(at >= 500 && at < 1_200 ? { late: { memory_bytes: at, pids: 3 } } : {}),
    },
    containers: { c: { pod: 'a', values: { ...growing(at), pids: at % 4 } } },
    cgroups: { 'system.slice': growing(at) },
  };
}

/** A gap of 17 ticks, one of 3 in the second hour, and a tick that comes late. */
function isMissing(at: number): boolean {
  return (at >= 100 && at < 117) || (at >= 800 && at < 803) || at === 240;
}

async function play(watched: WatchedStore): Promise<void> {
  for (let tick = T; tick < END; tick += 1) {
    const at = tick - T;
    if (!isMissing(at)) await watched.report(words(tick));
    if (at === 10) {
      watched.assign('a', 'shop', 'Deployment/web');
      watched.assign('b', 'shop');
    }
    if (at === 260) await watched.report(words(T + 240));
    if (tick % 10 === 0) await watched.store.maintain();
  }
  watched.assign('late', 'other');
  await settle(watched, 60);
}

const FIELDS = [
  'memory_bytes',
  'cpu_millicores',
  'cpu_throttled_ratio',
  'network_rx_bytes',
  'network_rx_bytes_per_second',
  'memory_rss_bytes',
  'memory_used_bytes',
  'load_1m',
  'pids',
];

const rangeOf = (ticksPerStep: number, from = T, to = T + 2 * HOUR_TICKS + 60) => ({
  startMs: from * INTERVAL_MS,
  endMs: to * INTERVAL_MS,
  stepMs: ticksPerStep * INTERVAL_MS,
});

describe('roll-ups of two hours', () => {
  let watched: WatchedStore;
  const disk = directories.make(KEPT);

  beforeAll(async () => {
    watched = await openAt(disk, T, DAY);
    await play(watched);
  }, LONG_MS);
  afterAll(() => watched.store.close());

  it('are one file an hour, once it is over', () => {
    expect(namesIn(disk, 'minutes')).toEqual(['0000000024.block', '0000000025.block']);
    expect(namesIn(disk, 'hours')).toEqual([]);
    expect(watched.store.stats().disk?.oldestMinuteMs).toBe(T * INTERVAL_MS);
    expect(directories.warnings).toEqual([]);
  });

  it.each([
    ['node', 'n1'],
    ['pod', 'a'],
    ['pod', 'b'],
    ['pod', 'once'],
    ['pod', 'late'],
    ['container', 'c'],
    ['cgroup', 'system.slice'],
  ] as const)('give of %s %s what the samples give', async (scope, id) => {
    const ask = askEntity(watched, watched.entity(scope, id));
    for (const ticksPerStep of [12, 60, 720]) {
      await expectSame(ask, { ...rangeOf(ticksPerStep), resolution: '1m' }, FIELDS);
    }
    await expectSame(ask, { ...rangeOf(720), resolution: '1h' }, FIELDS);
    // A window that begins and ends within an hour.
    const inner = rangeOf(12, T + 60, T + HOUR_TICKS + 120);
    await expectSame(ask, { ...inner, resolution: '1m' }, FIELDS);
  });

  it.each([
    ['namespace', 'shop'],
    ['namespace', 'other'],
    ['workload', 'Deployment/web'],
    ['namespace', 'nobody'],
  ] as const)('give of %s %s what its sums give', async (kind, key) => {
    const ask = askGroup(watched, kind, key);
    for (const ticksPerStep of [12, 720]) {
      await expectSame(ask, { ...rangeOf(ticksPerStep), resolution: '1m' }, [
        'memory_bytes',
        'cpu_millicores',
      ]);
    }
  });

  it('have of a late name sums of the whole past', async () => {
    // Samples from tick 500 on: minute 41 has ticks 492 to 503, of which four, and 500 to 503 on average.
    const frame = await askGroup(watched, 'namespace', 'other')(
      { ...rangeOf(12, T + 492, T + 504), resolution: '1m' },
      fieldsNamed('memory_bytes'),
      ['min', 'max'],
    );
    expect(pictureOf(frame)['memory_bytes']).toEqual({ value: [502], min: [500], max: [503] });
  });

  it('know a pod of one tick, and nothing of it before and after', async () => {
    const range = { ...rangeOf(12, T + 444, T + 468), resolution: '1m' } as const;
    const ask = askEntity(watched, watched.entity('pod', 'once'));
    const frame = await ask(range, fieldsNamed('memory_bytes', 'cpu_millicores'), ['max']);
    // Tick 450 is in the minute of 444 to 455; the pod has no CPU.
    expect(pictureOf(frame)).toEqual({
      '': { samples: [1, 0] },
      memory_bytes: { value: [5, NONE], max: [5, NONE] },
    });
  });

  it('keep the gap, and what a rate over it cannot say', async () => {
    const range = { ...rangeOf(12, T + 96, T + 120), resolution: '1m' } as const;
    const ask = askEntity(watched, watched.entity('pod', 'a'));
    const frame = await ask(range, fieldsNamed('cpu_millicores', 'network_rx_bytes'), ['max']);
    const picture = pictureOf(frame);
    // Ticks 96 to 99 and 117 to 119 were read.
    expect(picture['']).toEqual({ samples: [4, 3] });
    expect(picture['network_rx_bytes'].value).toEqual([9_900, 11_900]);
    // 500 ms of CPU a tick. From tick 95, read at 75 ms, to 99 at 23 ms: 2,000 ms in 19.948 s;
    // from 117 at 89 ms to 119 at 163 ms: 1,000 ms in 10.074 s.
    expect(picture['cpu_millicores'].value).toEqual([100.261, 99.265]);
  });
});
