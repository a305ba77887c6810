import type { Interference } from '../measure/interference';
import {
  compareWith,
  compareWithBetter,
  limitOwn,
  type GoalLimit,
  type GoalLine,
  type Values,
} from './goals';
import type { IngestFigures } from './ingest-rounds';
import type { LiveFigures } from './live-probes';
import type { NaiveFigures } from './naive/naive-run';
import type { Compared, QueryFigures } from './query-rounds';
import type { RecoveryFigures } from './recovery';
import type { StorageFigures } from './storage-figures';
import { OWN_NAME as own } from './system';

/** Peers by the names their engines have. */
const VICTORIA_METRICS = { own, peer: 'VictoriaMetrics' };
const PROMETHEUS = { own, peer: 'Prometheus' };
const NAIVE = { own, peer: 'naive' };

/** All that goals are about; what was not measured is empty or undefined. */
export interface GoalSources {
  readonly ingest: readonly IngestFigures[];
  /** RSS at its peak over taking in and all questions, bytes by system. */
  readonly peakRssBytes: Values;
  readonly storage: readonly StorageFigures[];
  readonly queries: readonly QueryFigures[];
  readonly live: readonly LiveFigures[];
  readonly recovery: readonly RecoveryFigures[];
  readonly naive: NaiveFigures | undefined;
}

/** Goals of questions, compared with the better peer. */
const TO_BETTER_PEER: readonly ({ query: Compared; row: string } & GoalLimit)[] = [
  { query: 'q1b', row: '7', most: 1 / 60 },
  { query: 'q2b', row: '8', most: 1 / 200 },
  { query: 'q4', row: '8', most: 1 / 100 },
  { query: 'q4m', row: '8', most: 1 / 100 },
  { query: 'group', row: '10', most: 1 / 10 },
  { query: 'groupHour', row: '10', most: 0.7 },
  { query: 'q3', row: '11', most: 1, stretch: 0.6 },
];
const TO_VICTORIA_METRICS: typeof TO_BETTER_PEER = [
  { query: 'q5', row: '9', most: 1 / 10, stretch: 1 / 40 },
  { query: 'q5b', row: '9', most: 1 / 10, stretch: 1 / 40 },
];

/** CPU a page of 500 may cost, ms; no peer has pages. */
const PAGE_MOST_MS = 1;
const MEBIBYTE = 1_048_576;

/** Every goal a comparison can tell about, by row. */
export function listGoals(sources: GoalSources): GoalLine[] {
  const lines = [
    ...ingestGoals(sources),
    ...naiveGoals(sources),
    ...storageGoals(sources),
    ...queryGoals(sources.queries),
    ...recoveryGoals(sources.recovery),
  ];
  return lines.sort((a, b) => Number.parseFloat(a.row) - Number.parseFloat(b.row));
}

/** Goals of small questions beside long lists. */
export function listInterferenceGoals({ alone, withLists }: Interference): GoalLine[] {
  const p99 = { row: '12', what: 'p99 of small questions with lists to without', unit: '×' };
  const block = { row: '12', what: 'longest block of the loop, wall clock', unit: 'ms' };
  return [
    ...limitOwn(p99, withLists.p99Ms / alone.p99Ms, { most: 1.5 }),
    ...limitOwn(block, withLists.blockMs, { most: 10 }),
  ];
}

function ingestGoals({ ingest, live, peakRssBytes }: GoalSources): GoalLine[] {
  const cpu = by(ingest, ({ wholePerMillion }) => wholePerMillion);
  const cores = by(live, (figures) => figures.cores * 1_000);
  const rss = Object.fromEntries(
    Object.entries(peakRssBytes).map(([name, bytes = Number.NaN]) => [name, bytes / MEBIBYTE]),
  );
  const taking = { row: '1', what: 'taking in, replayed', unit: 'CPU-s per M' };
  const living = { row: '1b', what: 'taking in at real pace', unit: 'mCPU' };
  const peak = { row: '6', what: 'RSS at its peak', unit: 'MiB' };
  return [
    ...compareWith(taking, cpu, VICTORIA_METRICS, { most: 1 / 8, stretch: 1 / 12 }),
    ...compareWith(taking, cpu, PROMETHEUS, { most: 1 / 25, stretch: 1 / 40 }),
    ...compareWith(living, cores, VICTORIA_METRICS, { most: 1 / 5, stretch: 1 / 8 }),
    ...compareWith(peak, rss, VICTORIA_METRICS, { most: 0.8, stretch: 0.6 }),
    ...compareWith(peak, rss, PROMETHEUS, { most: 1 / 4, stretch: 1 / 5 }),
  ];
}

function naiveGoals({ ingest, naive }: GoalSources): GoalLine[] {
  const cpu = by(ingest, ({ wholePerMillion }) => wholePerMillion);
  const memory = by(ingest, ({ rssBytesPerSample }) => rssBytesPerSample);
  const cpuSubject = { row: '2', what: 'CPU of a sample', unit: 'CPU-s per M' };
  const memorySubject = { row: '2', what: 'memory of a sample', unit: 'bytes' };
  const cpuToNaive = { ...cpu, naive: naive?.cpuPerMillion };
  const memoryToNaive = { ...memory, naive: naive?.rssBytesPerSample };
  return [
    ...compareWith(cpuSubject, cpuToNaive, NAIVE, { most: 1 / 120 }),
    ...compareWith(memorySubject, memoryToNaive, NAIVE, { most: 1 / 60 }),
  ];
}

function storageGoals({ ingest, storage }: GoalSources): GoalLine[] {
  const disk = by(storage, ({ blockBytesPerSample, diskBytesPerSample }) =>
    blockBytesPerSample === undefined ? diskBytesPerSample : blockBytesPerSample,
  );
  const written = by(ingest, ({ writtenBytesPerSample }) => writtenBytesPerSample);
  const kept = { row: '5', what: 'a sample on disk, compacted', unit: 'bytes' };
  const writing = { row: '14', what: 'written for a sample', unit: 'bytes' };
  return [
    ...compareWith(kept, disk, VICTORIA_METRICS, { most: 0.75, stretch: 0.65 }),
    ...compareWith(kept, disk, PROMETHEUS, { most: 0.45, stretch: 0.38 }),
    ...compareWith(writing, written, VICTORIA_METRICS, { most: 0.7, stretch: 0.4 }),
  ];
}

function queryGoals(queries: readonly QueryFigures[]): GoalLine[] {
  const find = (name: Compared): QueryFigures | undefined =>
    queries.find(({ query }) => query === name);
  const cpuOf = ({ bySystem }: QueryFigures): Values =>
    Object.fromEntries(Object.entries(bySystem).map(([name, { cpuMs }]) => [name, cpuMs]));
  const lines = (goals: typeof TO_BETTER_PEER, compare: typeof compareWithBetter): GoalLine[] =>
    goals.flatMap(({ query, row, ...limit }) => {
      const figures = find(query);
      if (figures === undefined) return [];
      const subject = { row, what: `${query} ${figures.what}`, unit: 'CPU ms' };
      return compare(subject, cpuOf(figures), own, limit);
    });
  const page = find('page');
  const pageSubject = { row: '7', what: 'a page of 500 pods', unit: 'CPU ms' };
  return [
    ...lines(TO_BETTER_PEER, compareWithBetter),
    ...lines(TO_VICTORIA_METRICS, (subject, values, _, limit) =>
      compareWith(subject, values, VICTORIA_METRICS, limit),
    ),
    ...limitOwn(pageSubject, page && cpuOf(page)[own], { most: PAGE_MOST_MS }),
  ];
}

function recoveryGoals(recovery: readonly RecoveryFigures[]): GoalLine[] {
  const seconds = by(recovery, ({ rightSeconds }) => rightSeconds);
  const ours = recovery.find(({ system }) => system === own);
  const lost = { row: '13', what: 'acknowledged points lost by kill -9', unit: 'points' };
  const restart = { row: '13', what: 'kill -9 to the right answer', unit: 's' };
  return [
    ...limitOwn(lost, ours && ours.missing + ours.different, { most: 0 }),
    ...compareWith(restart, seconds, PROMETHEUS, { most: 1 / 20 }),
  ];
}

function by<T extends { readonly system: string }>(
  figures: readonly T[],
  value: (one: T) => number | undefined,
): Values {
  return Object.fromEntries(figures.map((one) => [one.system, value(one)]));
}
