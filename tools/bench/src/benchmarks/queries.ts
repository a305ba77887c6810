import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { number } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import type { BenchContext } from '../context';
import { createApiQueries, WINDOW_UNTIL_NOW } from '../measure/api-queries';
import { LiveCluster } from '../measure/live-cluster';
import {
  measureQuery,
  medianOfRounds,
  type Query,
  type QueryMeasure,
  type QueryTarget,
} from '../measure/query';
import { measureInterference, type Interference, type SmallQueries } from '../measure/interference';
import { listInterferenceGoals } from '../peers/goal-rows';
import type { GoalLine } from '../peers/goals';
import type { Outcome } from '../output/outcome';
import { formatCount, formatMebibytes, formatNumber, formatTable } from '../output/table';
import { readCpuSeconds, readUsage, type Usage } from '../process/proc-usage';
import { startApiServer } from '../process/api-server';
import { waitUntilSealed } from '../process/sealing';
import { CLUSTER_OPTIONS, RESULT_OPTIONS, toServerOptions, toShape } from './cluster-options';
import { describeGoals } from './goals-text';

/** Options of `queries`. */
export const QUERIES_OPTIONS = {
  ...CLUSTER_OPTIONS,
  history: number('ticks loaded before', { fallback: 72, min: 2, max: 900 }),
  seconds: number('seconds for each kind of query', { fallback: 2, min: 1, max: 60 }),
  rounds: number('rounds over all kinds; medians count, 0 = small queries only', {
    fallback: 3,
    min: 0,
    max: 20,
  }),
  probe: number('seconds of small queries, without and with long lists', {
    fallback: 15,
    min: 1,
    max: 600,
  }),
  'probe-rate': number('small queries a second', { fallback: 100, min: 1, max: 1_000 }),
  spread: number('seconds over which the reports of a tick are spread', {
    fallback: 4,
    min: 0,
    max: 300,
  }),
  ...RESULT_OPTIONS,
} as const;

export type QueriesOptions = Environment<typeof QUERIES_OPTIONS>;

/** What the queries took. */
export interface QueriesFigures {
  /** CPU of ingest at real pace alone, cores. */
  readonly ingestCores: number;
  readonly queries: readonly { readonly query: string; readonly measures: QueryMeasure }[];
  readonly interference: Interference;
  readonly usage: Usage;
  /** Row 12; it is meant at 5,000 nodes. */
  readonly goals: readonly GoalLine[];
}

const MOST_REQUESTS = 2_000;
const LEAST_REQUESTS = 3;
/** A store seals what it was told late when nothing more has come for a while. */
const SEALING_SECONDS = 40;
/** Time over which ingest alone is measured. */
const IDLE_TICKS = 2;
const SPARE_RETENTION_SECONDS = 3_600;

/** Measures the API's answers while reports come in at real pace. */
export async function runQueries(context: BenchContext, options: QueriesOptions): Promise<Outcome> {
  const { progress } = context;
  const shape = toShape(options);
  progress.say('starting the API server');
  const retentionSeconds = options.history * shape.intervalSeconds + SPARE_RETENTION_SECONDS;
  const server = await startApiServer(context, toServerOptions(options, shape, retentionSeconds));
  const cluster = new LiveCluster(shape, server.url, options, progress);
  await cluster.loadHistory(options.history);
  cluster.start();
  progress.say('waiting until the history is sealed');
  await waitUntilSealed(server.url, SEALING_SECONDS);
  const pid = server.pid ?? 0;
  const ingestCores = await measureIdle(pid, shape.intervalSeconds * IDLE_TICKS);
  progress.say(`ingest alone takes ${formatNumber(ingestCores * 1_000)} mCPU`);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const target = { url: server.url, pid, agent, idleCores: ingestCores };
  const queries = Object.values(createApiQueries(shape, WINDOW_UNTIL_NOW));
  const measured = await measureRounds(context, options, target, queries);
  const interference = await measureInterference(server.url, shape, options, progress);
  const figures: QueriesFigures = {
    ingestCores,
    queries: measured,
    interference,
    usage: readUsage(pid),
    goals: listInterferenceGoals(interference),
  };
  agent.destroy();
  await cluster.stop();
  await server.stop();
  return { text: describeQueries(options, queries, figures), figures };
}

async function measureIdle(pid: number, seconds: number): Promise<number> {
  const before = readCpuSeconds(pid);
  await sleep(seconds * 1_000);
  return (readCpuSeconds(pid) - before) / seconds;
}

/** Every kind once a round, so that a disturbed moment does not fall on one kind alone. */
async function measureRounds(
  { progress }: BenchContext,
  { rounds, seconds }: QueriesOptions,
  target: QueryTarget,
  queries: readonly Query[],
): Promise<QueriesFigures['queries']> {
  const budget = { seconds, leastRequests: LEAST_REQUESTS, mostRequests: MOST_REQUESTS };
  const all = queries.map(() => [] as QueryMeasure[]);
  for (let round = 1; round <= rounds; round += 1) {
    progress.say(`queries, round ${round} of ${rounds}`);
    for (const [index, query] of queries.entries()) {
      all[index].push(await measureQuery(target, query, budget));
    }
  }
  if (rounds === 0) return [];
  return queries.map(({ name }, index) => ({ query: name, measures: medianOfRounds(all[index]) }));
}

function describeQueries(
  options: QueriesOptions,
  queries: readonly Query[],
  figures: QueriesFigures,
): string {
  const { nodes, pods, history, rounds } = options;
  const { ingestCores, interference, usage } = figures;
  const rows = figures.queries.map(({ query, measures }, index) => [
    query,
    queries[index].what,
    formatNumber(measures.p50Ms),
    formatNumber(measures.p99Ms),
    formatNumber(measures.cpuMs),
    formatCount(measures.bytes),
    formatCount(measures.requests),
  ]);
  const headers = ['query', 'what', 'p50 ms', 'p99 ms', 'CPU ms', 'bytes', 'requests'];
  const small = [
    ['alone', ...describeSmall(interference.alone)],
    ['with a full list every second', ...describeSmall(interference.withLists)],
  ];
  const smallHeaders = ['small queries', 'p50 ms', 'p99 ms', 'worst ms', 'block ≤ ms', 'lists'];
  const p99Ratio = interference.withLists.p99Ms / interference.alone.p99Ms;
  return [
    `${nodes} nodes × ${pods} pods, ${history} ticks of history, ingest at real pace (${formatNumber(ingestCores * 1_000)} mCPU, subtracted), median of ${rounds} rounds`,
    ...(rows.length > 0 ? [formatTable(headers, rows)] : []),
    formatTable(smallHeaders, small),
    `p99 with lists / alone: ${formatNumber(p99Ratio)}; RSS ${formatMebibytes(usage.rssBytes)} MiB, peak ${formatMebibytes(usage.peakRssBytes)} MiB`,
    describeGoals(figures.goals),
  ].join('\n\n');
}

function describeSmall(small: SmallQueries): string[] {
  const { p50Ms, p99Ms, worstMs, blockMs, lists } = small;
  return [...[p50Ms, p99Ms, worstMs, blockMs].map((value) => formatNumber(value)), String(lists)];
}
