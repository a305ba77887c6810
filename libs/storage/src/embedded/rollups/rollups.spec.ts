import type { StepStatistic } from '../../store';
import { DAY, openAt } from '../../testing/disk-runs';
import { INTERVAL_MS, fieldsNamed, type ReportWords } from '../../testing/report-builder';
import { StoreDirectories } from '../../testing/store-directory';
import type { WatchedStore } from '../../testing/watched-store';

/** First tick of an hour: 1970-01-02 00:00. */
const T = 86_400_000 / INTERVAL_MS;
const HOUR = 720;

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const KEPT = { minuteSeconds: 2_592_000, hourSeconds: 31_536_000 };

/** Pod `a`: a sawtooth of memory, CPU that rises with the tick, a spike, a gap. */
function words(tick: number): ReportWords {
  const at = tick - T;
  return {
    tick,
    atMs: (tick * 37) % 200,
    host: {
      memory_total_bytes: 4_000,
      memory_available_bytes: 1_000 + (at % 50),
      load_1m: (at % 7) / 4,
    },
    pods: {
      a: {
        memory_bytes: 1_000 + (at % 100) * 10,
        cpu_usage_microseconds: at * 500_000 + (at >= 400 ? 5_000_000 : 0),
        cpu_periods: at * 50,
        cpu_throttled_periods: at * 5,
        network_rx_bytes: at < 300 ? at * 100 : (at - 300) * 100,
      },
      b: { memory_bytes: 77, ...(at % 3 === 0 ? {} : { memory_rss_bytes: at }) },
    },
  };
}

async function play(watched: WatchedStore, from: number, to: number): Promise<void> {
  for (let tick = from; tick < to; tick += 1) {
    if (tick - T >= 100 && tick - T < 117) continue;
    await watched.report(words(tick));
    if (tick % 10 === 0) await watched.store.maintain();
  }
}

const STATISTICS: readonly StepStatistic[] = ['min', 'max'];
const FIELDS = fieldsNamed(
  'memory_bytes',
  'cpu_millicores',
  'cpu_throttled_ratio',
  'network_rx_bytes',
  'network_rx_bytes_per_second',
  'memory_rss_bytes',
  'memory_used_bytes',
  'load_1m',
);

describe('roll-ups', () => {
  it('give what the samples give', async () => {
    const watched = await openAt(directories.make(KEPT), T, DAY);
    await play(watched, T, T + 2 * HOUR + 60);
    const { store } = watched;
    watched.assign('a', 'shop', 'Deployment/web');
    watched.assign('b', 'shop');
    for (let turn = 0; turn < 60; turn += 1) await store.maintain();
    const { disk } = store.stats();
    expect(disk?.oldestMinuteMs).toBe(T * INTERVAL_MS);
    expect(directories.warnings).toEqual([]);
    for (const [scope, id] of [
      ['pod', 'a'],
      ['pod', 'b'],
      ['node', 'n1'],
    ] as const) {
      for (const ticksPerStep of [12, 60, 720]) {
        const range = {
          startMs: T * INTERVAL_MS,
          endMs: (T + 2 * HOUR + 60) * INTERVAL_MS,
          stepMs: ticksPerStep * INTERVAL_MS,
        };
        const entity = watched.entity(scope, id);
        const raw = await store.range([entity], FIELDS, range, STATISTICS);
        for (const resolution of ['1m', '1h'] as const) {
          if (resolution === '1h' && ticksPerStep < 720) continue;
          const rolled = await store.range([entity], FIELDS, { ...range, resolution }, STATISTICS);
          expect(rolled.fields.map(({ name }) => name)).toEqual(raw.fields.map(({ name }) => name));
          expect(Array.from(rolled.timestamps)).toEqual(Array.from(raw.timestamps));
          expect(rolled.series[0].sampleCounts).toEqual(raw.series[0].sampleCounts);
          raw.fields.forEach((field, at) => {
            expect([field.name, ...rolled.series[0].values[at]]).toEqual([
              field.name,
              ...raw.series[0].values[at],
            ]);
            if (field.derivation.kind === 'counter') return;
            for (const name of ['min', 'max'] as const) {
              expect([name, ...(rolled.series[0].statistics[name]?.[at] ?? [])]).toEqual([
                name,
                ...(raw.series[0].statistics[name]?.[at] ?? []),
              ]);
            }
          });
        }
      }
    }
    await store.close();
  }, 120_000);
});
