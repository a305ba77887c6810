import type { IngestFigures } from './ingest-rounds';
import type { Compared, QueryFigures } from './query-rounds';

/** Peers by the names their engines have. */
const VICTORIA_METRICS = 'VictoriaMetrics';
const PROMETHEUS = 'Prometheus';

/** A goal beside what was measured. */
export interface GoalLine {
  /** Row of the table of goals. */
  readonly row: string;
  readonly what: string;
  readonly unit: string;
  readonly own: number | undefined;
  readonly peers: Readonly<Record<string, number | undefined>>;
  /** Ours divided by the peer's the goal names; undefined where the peer was not run. */
  readonly ratio: number | undefined;
  /** The goal is at most this ratio, or, where there is no peer, at most this value. */
  readonly most: number;
}

/** Goals that compare with the better of the peers, by question. */
const QUERY_GOALS: readonly { query: Compared; row: string; most: number }[] = [
  { query: 'q1b', row: '7', most: 1 / 60 },
  { query: 'q2b', row: '8', most: 1 / 200 },
  { query: 'q4', row: '8', most: 1 / 100 },
  { query: 'q4m', row: '8', most: 1 / 100 },
  { query: 'series', row: '10 (nearest)', most: 1 / 10 },
  { query: 'q3', row: '11', most: 1 },
];

/** CPU a page of 500 may cost, ms; no peer has pages. */
const PAGE_MOST_MS = 1;

/** Every goal the run can tell about. `ingest[0]` is ours. */
export function computeGoals(
  ingest: readonly IngestFigures[],
  queries: readonly QueryFigures[],
): GoalLine[] {
  const own = ingest[0].system;
  const cpu = byName(ingest, ({ wholePerMillion }) => wholePerMillion);
  const rss = byName(ingest, ({ peakRssBytes }) => peakRssBytes / 1_048_576);
  const lines = [
    toLine('1', 'ingest', 'CPU-s per M', cpu, own, VICTORIA_METRICS, 1 / 8),
    toLine('1', 'ingest', 'CPU-s per M', cpu, own, PROMETHEUS, 1 / 25),
    toLine('6', 'RSS at its peak', 'MiB', rss, own, VICTORIA_METRICS, 0.8),
    toLine('6', 'RSS at its peak', 'MiB', rss, own, PROMETHEUS, 1 / 4),
  ].filter(({ ratio }) => ratio !== undefined);
  for (const { query, row, most } of QUERY_GOALS) {
    const figures = queries.find((candidate) => candidate.query === query);
    if (figures === undefined) continue;
    const values = toCpu(figures);
    lines.push(toLine(row, figures.what, 'CPU ms', values, own, betterOf(values, own), most));
  }
  const page = queries.find(({ query }) => query === 'page');
  if (page !== undefined) {
    const { [own]: value } = toCpu(page);
    const line = { row: '7', what: page.what, unit: 'CPU ms', own: value, peers: {} };
    lines.push({ ...line, ratio: undefined, most: PAGE_MOST_MS });
  }
  return lines;
}

/** Whether the goal holds; undefined when nothing was measured. */
export function holds({ own, ratio, most, peers }: GoalLine): boolean | undefined {
  const value = Object.keys(peers).length === 0 ? own : ratio;
  return value === undefined || Number.isNaN(value) ? undefined : value <= most;
}

type Values = Readonly<Record<string, number | undefined>>;

function byName(
  ingest: readonly IngestFigures[],
  figure: (figures: IngestFigures) => number,
): Values {
  return Object.fromEntries(ingest.map((figures) => [figures.system, figure(figures)]));
}

function toCpu({ bySystem }: QueryFigures): Values {
  return Object.fromEntries(Object.entries(bySystem).map(([name, { cpuMs }]) => [name, cpuMs]));
}

function betterOf(values: Values, own: string): string {
  const peers = Object.entries(values).filter(([name]) => name !== own);
  peers.sort(([, a], [, b]) => (a ?? Infinity) - (b ?? Infinity));
  return peers[0]?.[0] ?? VICTORIA_METRICS;
}

function toLine(
  row: string,
  what: string,
  unit: string,
  values: Values,
  ...[own, peer, most]: [own: string, peer: string, most: number]
): GoalLine {
  const { [own]: ownValue, ...peers } = values;
  const theirs = peers[peer];
  const ratio = ownValue === undefined || theirs === undefined ? undefined : ownValue / theirs;
  return { row, what: `${what}, to ${peer}`, unit, own: ownValue, peers, ratio, most };
}
