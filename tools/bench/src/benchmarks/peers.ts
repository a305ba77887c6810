import { choice, number } from '@kubemonitor/config';
import type { Environment } from '@kubemonitor/config';
import { UsageError } from '../bench-error';
import type { BenchContext } from '../context';
import type { Outcome } from '../output/outcome';
import { checkAnswers } from '../peers/answer-check';
import type { Engine } from '../peers/engine';
import { computeGoals } from '../peers/goals';
import { runIngestRounds, sendTicks } from '../peers/ingest-rounds';
import { startPrometheus } from '../peers/prometheus';
import { runQueryRounds } from '../peers/query-rounds';
import { createOwnSystem, createPeerSystem, type System } from '../peers/system';
import { startVictoriaMetrics } from '../peers/victoria-metrics';
import { startApiServer } from '../process/api-server';
import { RECORD_VALUES } from '../workload/metrics';
import type { ClusterShape } from '../workload/topology';
import {
  CLUSTER_OPTIONS,
  RESULT_OPTIONS,
  recordsPerReport,
  toServerOptions,
  toShape,
} from './cluster-options';
import { describePeers, type PeersFigures } from './peers-text';

/** Options of `peers`. */
export const PEERS_OPTIONS = {
  ...CLUSTER_OPTIONS,
  nodes: number('nodes played', { fallback: 100, min: 1, max: 50_000 }),
  ticks: number('ticks sent in the rounds, of 5 s; 300 s are needed for the windows', {
    fallback: 90,
    min: 3,
    max: 900,
  }),
  'warm-up': number('ticks sent before, which are not measured', {
    fallback: 10,
    min: 0,
    max: 100,
  }),
  rounds: number('rounds of ingest and of queries; medians count', {
    fallback: 3,
    min: 1,
    max: 30,
  }),
  seconds: number('seconds for each question, system and round', {
    fallback: 1,
    min: 1,
    max: 60,
  }),
  settle: number('most seconds to wait for work that was put off', {
    fallback: 25,
    min: 0,
    max: 600,
  }),
  peers: choice('whom to compare with', ['both', 'victoria-metrics', 'prometheus'], 'both'),
  install: choice('install missing peers with apt-get when root', ['yes', 'no'], 'yes'),
  ...RESULT_OPTIONS,
} as const;

export type PeersOptions = Environment<typeof PEERS_OPTIONS>;

const SPARE_RETENTION_SECONDS = 3_600;

/** Sends the same samples to us and to the peers in one run and asks all the same questions. */
export async function runPeers(context: BenchContext, options: PeersOptions): Promise<Outcome> {
  const { progress } = context;
  const shape = toShape(options);
  const { rounds, connections: lanes, settle: settleSeconds } = options;
  const ticksPerRound = Math.floor(options.ticks / rounds);
  if (ticksPerRound < 1) throw new UsageError('--ticks must be at least as many as --rounds');
  const ticks = ticksPerRound * rounds;
  const warmUp = options['warm-up'];
  const firstTick = currentTick(shape) - ticks - warmUp + 1;
  const systems = await startSystems(context, shape, options, firstTick);
  progress.say('warming up');
  for (const system of systems) await sendTicks(system, warmUp, lanes);
  const samplesPerRequest = recordsPerReport(shape) * RECORD_VALUES;
  const plan = { rounds, ticksPerRound, lanes, samplesPerRequest, settleSeconds };
  const ingest = await runIngestRounds(systems, plan, progress);
  progress.say('bringing all up to now');
  const lastTick = await catchUp(systems, shape, firstTick + warmUp + ticks - 1, lanes);
  for (const system of systems) await system.settle(settleSeconds);
  const answers = await checkAnswers(systems, shape, lastTick);
  const { seconds } = options;
  const queries = await runQueryRounds(systems, shape, { rounds, seconds, lastTick }, progress);
  for (const system of systems) await system.close();
  const goals = computeGoals(ingest, queries);
  const figures: PeersFigures = { ingest, queries, answers, goals };
  return { text: describePeers(options, figures), figures };
}

function currentTick({ intervalSeconds }: ClusterShape): number {
  return Math.floor(Date.now() / 1_000 / intervalSeconds);
}

async function startSystems(
  context: BenchContext,
  shape: ClusterShape,
  options: PeersOptions,
  firstTick: number,
): Promise<System[]> {
  const mayInstall = options.install === 'yes';
  const engines: Engine[] = [];
  if (options.peers !== 'prometheus') {
    engines.push(await startVictoriaMetrics(context, mayInstall));
  }
  if (options.peers !== 'victoria-metrics') {
    engines.push(await startPrometheus(context, mayInstall));
  }
  context.progress.say('starting the API server');
  const retentionSeconds = options.ticks * shape.intervalSeconds + SPARE_RETENTION_SECONDS;
  const server = await startApiServer(context, toServerOptions(options, shape, retentionSeconds));
  context.progress.say('preparing remote write requests');
  const start = { firstTick, connections: options.connections };
  return [
    createOwnSystem(context, server, shape, start),
    ...engines.map((engine) => createPeerSystem(engine, shape, start)),
  ];
}

/** Sends all systems what has passed meanwhile. @returns the last tick all of them have */
async function catchUp(
  systems: readonly System[],
  shape: ClusterShape,
  sentUntil: number,
  lanes: number,
): Promise<number> {
  let lastTick = sentUntil;
  for (;;) {
    const missing = currentTick(shape) - lastTick;
    if (missing <= 0) return lastTick;
    for (const system of systems) await sendTicks(system, missing, lanes);
    lastTick += missing;
  }
}
