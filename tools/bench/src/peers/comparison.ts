import type { BenchContext } from '../context';
import { readUsage } from '../process/proc-usage';
import type { ApiServerOptions } from '../process/api-server';
import { RECORD_VALUES } from '../workload/metrics';
import { PlayedSums } from '../workload/played-sums';
import type { ClusterShape } from '../workload/topology';
import { checkAnswers, type AnswerCheck } from './answer-check';
import { listGoals, type GoalSources } from './goal-rows';
import type { GoalLine } from './goals';
import { markStart, runIngestRounds, sendTicks } from './ingest-rounds';
import { measureLive, type LiveFigures, type LivePlan } from './live-probes';
import { runNaive, type NaiveFigures } from './naive/naive-run';
import { runQueryRounds, type Compared } from './query-rounds';
import { measureRecovery, type RecoveryFigures } from './recovery';
import { startSystems, type EnginePlan } from './start-systems';
import { measureStorage, type StorageFigures } from './storage-figures';
import { lastTickOf, type System } from './system';

/** What is played to whom, and what is asked. */
export interface ComparisonPlan {
  readonly shape: ClusterShape;
  readonly server: ApiServerOptions;
  readonly engines: readonly EnginePlan[];
  readonly mayInstall: boolean;
  readonly connections: number;
  readonly rounds: number;
  readonly ticksPerRound: number;
  readonly warmUp: number;
  readonly settleSeconds: number;
  /** Seconds for each question, system and round. */
  readonly seconds: number;
  readonly questions: readonly Compared[];
  readonly live: LivePlan;
  /** The cluster the naive server is played; undefined = it is not run. */
  readonly naive: { readonly shape: ClusterShape; readonly ticks: number } | undefined;
}

/** What a comparison gave. */
export interface ComparisonFigures extends GoalSources {
  readonly answers: readonly AnswerCheck[];
  readonly goals: readonly GoalLine[];
}

/** Sends the same samples to all systems, asks all the same, and kills them at the end. */
export async function runComparison(
  context: BenchContext,
  plan: ComparisonPlan,
): Promise<ComparisonFigures> {
  const { progress } = context;
  const { shape, rounds, ticksPerRound, warmUp, settleSeconds, connections: lanes } = plan;
  const firstTick = currentTick(shape) - rounds * ticksPerRound - warmUp + 1;
  const systems = await startSystems(context, plan, firstTick);
  const starts = markStart(systems);
  progress.say('warming up');
  for (const system of systems) await sendTicks(system, warmUp, lanes);
  const samplesPerRequest = (shape.podsPerNode + 1) * RECORD_VALUES;
  const ingestPlan = { rounds, ticksPerRound, lanes, samplesPerRequest, settleSeconds };
  const ingest = await runIngestRounds(systems, starts, ingestPlan, progress);
  progress.say('bringing all up to now');
  const lastTick = await catchUp(systems, shape, lanes);
  for (const system of systems) await system.settle(settleSeconds);
  progress.say('comparing answers');
  const answers = await checkAnswers(systems, shape, lastTick);
  const queries = await runQueryRounds(systems, shape, { ...plan, lastTick }, progress);
  const peakRssBytes = Object.fromEntries(
    systems.map(({ name, pid }) => [name, readUsage(pid).peakRssBytes]),
  );
  progress.say('measuring directories');
  const storage: StorageFigures[] = [];
  for (const system of systems) {
    const samples = system.poster.accepted * samplesPerRequest;
    storage.push(await measureStorage(system, samples, settleSeconds));
  }
  const live: LiveFigures[] = [];
  for (const system of systems) live.push(await measureLive(system, shape, plan.live, progress));
  const recovery = await killAll(context, plan, systems, firstTick);
  for (const system of systems) await system.close();
  const naive = await playNaive(context, plan, firstTick);
  const sources = { ingest, peakRssBytes, storage, queries, live, recovery, naive };
  return { ...sources, answers, goals: listGoals(sources) };
}

function currentTick({ intervalSeconds }: ClusterShape): number {
  return Math.floor(Date.now() / 1_000 / intervalSeconds);
}

/** Sends all systems what has passed meanwhile. @returns the last tick all of them have */
async function catchUp(
  systems: readonly System[],
  shape: ClusterShape,
  lanes: number,
): Promise<number> {
  for (;;) {
    const now = currentTick(shape);
    const behind = systems.filter((system) => lastTickOf(system, shape) < now);
    if (behind.length === 0) return now;
    for (const system of behind) await sendTicks(system, now - lastTickOf(system, shape), lanes);
  }
}

/** One after the other, each right after it has acknowledged its last report. */
async function killAll(
  { progress }: BenchContext,
  { shape, connections }: ComparisonPlan,
  systems: readonly System[],
  firstTick: number,
): Promise<RecoveryFigures[]> {
  const played = new PlayedSums(shape, firstTick);
  const figures: RecoveryFigures[] = [];
  for (const system of systems) {
    progress.say(`kill -9 of ${system.name}`);
    // Played before, so that the kill comes right after the last acknowledgement.
    played.at(currentTick(shape));
    await catchUp([system], shape, connections);
    const sent = { firstTick: system.firstTick, lastTick: lastTickOf(system, shape) };
    figures.push(await measureRecovery(system, shape, sent, played));
  }
  return figures;
}

async function playNaive(
  context: BenchContext,
  { naive, connections }: ComparisonPlan,
  firstTick: number,
): Promise<NaiveFigures | undefined> {
  if (naive === undefined) return undefined;
  context.progress.say(`the naive server: ${naive.shape.nodes} nodes × ${naive.ticks} ticks`);
  return runNaive(context, naive.shape, { ticks: naive.ticks, firstTick, connections });
}
