import fc from 'fast-check';
import type { Report } from '@kubemonitor/metrics-model';
import { SCOPES } from '@kubemonitor/metrics-model';
import type { StepStatistic } from '../store';
import { NaiveStore, type StepPicture } from './naive-store';
import { FIRST_TICK, buildReport, fieldsNamed } from './report-builder';
import { toRange, type WatchedStore } from './watched-store';

/** How long the random histories' samples are kept. */
export const RETENTION_TICKS = 70;
const STATISTICS: readonly StepStatistic[] = ['min', 'max', 'p95'];

/** One field of each way to be derived, and of each scope. */
const FIELDS = fieldsNamed(
  'cpu_millicores',
  'cpu_throttled_ratio',
  'memory_bytes',
  'memory_used_bytes',
  'disk_read_bytes',
  'disk_read_bytes_per_second',
  'load_1m',
);

/** What happens to a node until its next report, and on that report's way. */
const event = fc.record({
  node: fc.constantFrom('n1', 'n2'),
  ticksLater: fc.oneof(
    { arbitrary: fc.constant(1), weight: 6 },
    { arbitrary: fc.integer({ min: 2, max: 5 }), weight: 2 },
    { arbitrary: fc.integer({ min: 20, max: 60 }), weight: 1 },
  ),
  delayTicks: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, fc.nat(45)),
  boots: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, fc.constant(true)),
  stepped: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, fc.constant(true)),
  atMs: fc.nat(4_900),
  load: fc.nat(500),
  availableBytes: fc.nat(3_000),
  pods: fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b'),
      restarts: fc.oneof({ arbitrary: fc.constant(false), weight: 6 }, fc.constant(true)),
      cpu: fc.oneof({ arbitrary: fc.nat(5_000_000), weight: 6 }, fc.constant(null)),
      periods: fc.nat(50),
      throttled: fc.nat(50),
      readBytes: fc.nat(100_000),
      memoryBytes: fc.nat(1_000_000),
    }),
    { maxLength: 2 },
  ),
  withUpkeep: fc.boolean(),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** Histories of two nodes with late reports, gaps, resets, boots and clock steps. */
export const histories = fc.array(event, { minLength: 1, maxLength: 60 });

/** A report and when it comes in. */
export interface Arrival {
  readonly report: Report;
  readonly atTick: number;
  readonly withUpkeep: boolean;
}

/** Growing counters of one entity; a restart begins them anew. */
class Counters {
  private readonly totals = new Map<string, number>();

  add(metric: string, growth: number, restarts: boolean): number {
    const total = (restarts ? 0 : (this.totals.get(metric) ?? 0)) + growth;
    this.totals.set(metric, total);
    return total;
  }
}

/** Turns events into reports, in the order in which they arrive. */
export function play(events: readonly Event[]): Arrival[] {
  const ticks: Record<string, number> = { n1: FIRST_TICK, n2: FIRST_TICK + 3 };
  const boots: Record<string, number> = { n1: 0, n2: 0 };
  const counters = new Map<string, Counters>();
  const arrivals = events.map((happened): Arrival => {
    const { node } = happened;
    ticks[node] += happened.ticksLater;
    if (happened.boots) boots[node] += 1;
    const pods = happened.pods.map((pod) => {
      const key = `${node} ${boots[node]} ${pod.id}`;
      const own = counters.get(key) ?? new Counters();
      counters.set(key, own);
      return [
        pod.id,
        {
          cpu_usage_microseconds: pod.cpu === null ? null : own.add('cpu', pod.cpu, pod.restarts),
          cpu_periods: own.add('periods', pod.periods, pod.restarts),
          cpu_throttled_periods: own.add('throttled', pod.throttled, pod.restarts),
          disk_read_bytes: own.add('read', pod.readBytes, pod.restarts),
          memory_bytes: pod.memoryBytes,
        },
      ] as const;
    });
    const report = buildReport({
      tick: ticks[node],
      node,
      boot: `boot ${boots[node]}`,
      stepped: happened.stepped,
      atMs: happened.atMs,
      host: {
        load_1m: happened.load / 100,
        memory_total_bytes: 2_000,
        memory_available_bytes: happened.availableBytes,
      },
      pods: Object.fromEntries(pods),
    });
    return {
      report,
      atTick: ticks[node] + happened.delayTicks,
      withUpkeep: happened.withUpkeep,
    };
  });
  return arrivals.toSorted((a, b) => a.atTick - b.atTick);
}

/** Expects the store to hold and answer just what the naive one does. */
export async function compare(
  watched: WatchedStore,
  naive: NaiveStore,
  currentTick: number,
): Promise<void> {
  const entities = SCOPES.flatMap((scope) => [...watched.store.entities(scope)]);
  const keyed = new Map(
    entities.map((entity) => [`${entity.scope} ${entity.node} ${entity.id}`, entity]),
  );
  expect([...keyed.keys()].toSorted()).toEqual(naive.keys());
  for (const [key, entity] of keyed) {
    const latest = await watched.store.latest([entity], FIELDS);
    expect(latest.columns.map(([value]) => value)).toEqual(
      latest.fields.map((field) => naive.latest(key, field)),
    );
    for (const ticksPerStep of [1, 5]) {
      const window = { from: FIRST_TICK, to: currentTick + 1, ticksPerStep };
      const range = await watched.store.range([entity], FIELDS, toRange(window), STATISTICS);
      const [{ values, statistics }] = range.series;
      const steps = range.fields.map((_, field) =>
        Array.from(values[field], (value, step): StepPicture => {
          const [min, max, p95] = STATISTICS.map((name) => statistics[name]?.[field][step] ?? 0);
          return [value, min, max, p95];
        }),
      );
      expect(steps).toEqual(range.fields.map((field) => naive.range(key, field, window)));
    }
  }
}
