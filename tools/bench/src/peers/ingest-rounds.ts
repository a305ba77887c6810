import { IngestMark, computeCpuPerMillion, type IngestMeasure } from '../measure/ingest';
import { computeMedian } from '../measure/statistics';
import { formatNumber } from '../output/table';
import type { Progress } from '../output/progress';
import { replay } from '../pace/replay';
import { readUsage } from '../process/proc-usage';
import type { System } from './system';

/** What taking in the samples cost one system. */
export interface IngestFigures {
  readonly system: string;
  /** CPU-s per million samples while requests came in, round by round, and the median. */
  readonly rounds: readonly number[];
  readonly medianPerMillion: number;
  /** The same over all, with what was done between and after the rounds: sealing, merging, flushing. */
  readonly wholePerMillion: number;
  readonly wireBytesPerSample: number;
  /** Bytes held for a sample: of engines on disk, of ours sealed in memory. */
  readonly heldBytesPerSample: number;
  readonly rssBytes: number;
  readonly peakRssBytes: number;
}

export interface IngestPlan {
  readonly rounds: number;
  readonly ticksPerRound: number;
  readonly lanes: number;
  readonly samplesPerRequest: number;
  readonly settleSeconds: number;
}

/** Sends every system the same ticks, a round to each in turn, so that a disturbed moment hits all. */
export async function runIngestRounds(
  systems: readonly System[],
  plan: IngestPlan,
  progress: Progress,
): Promise<IngestFigures[]> {
  const marks = systems.map(
    ({ poster, pid }) => new IngestMark(poster, pid, plan.samplesPerRequest),
  );
  const rounds = systems.map(() => [] as number[]);
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const [index, system] of systems.entries()) {
      const measure = await runRound(system, plan, progress);
      const perMillion = computeCpuPerMillion(measure) ?? Number.NaN;
      rounds[index].push(perMillion);
      progress.say(
        `round ${round} of ${plan.rounds}, ${system.name}: ${formatNumber(perMillion)} CPU-s per million`,
      );
    }
  }
  progress.say('waiting until all have done what they put off');
  for (const system of systems) await system.settle(plan.settleSeconds);
  return Promise.all(
    systems.map((system, index) =>
      describe(system, rounds[index], marks[index].since(), plan.samplesPerRequest),
    ),
  );
}

/** Sends a number of ticks. @throws BenchError when the system refused any */
export async function sendTicks(system: System, count: number, lanes: number): Promise<void> {
  const ticks = await system.take(count);
  await replay(ticks, system.poster, lanes, () => undefined);
  system.poster.assertAllAccepted();
}

async function runRound(
  system: System,
  { ticksPerRound, lanes, samplesPerRequest }: IngestPlan,
  progress: Progress,
): Promise<IngestMeasure> {
  const ticks = await system.take(ticksPerRound);
  const mark = new IngestMark(system.poster, system.pid, samplesPerRequest);
  await replay(ticks, system.poster, lanes, () =>
    progress.step(() => `${system.name}: ${system.poster.accepted} requests`),
  );
  const measure = mark.since();
  system.poster.assertAllAccepted();
  return measure;
}

async function describe(
  system: System,
  rounds: readonly number[],
  whole: IngestMeasure,
  samplesPerRequest: number,
): Promise<IngestFigures> {
  const { rssBytes, peakRssBytes } = readUsage(system.pid);
  const allSamples = system.poster.accepted * samplesPerRequest;
  return {
    system: system.name,
    rounds,
    medianPerMillion: computeMedian(rounds),
    wholePerMillion: computeCpuPerMillion(whole) ?? Number.NaN,
    wireBytesPerSample: whole.wireBytes / whole.samples,
    heldBytesPerSample: await system.readBytesPerSample(allSamples),
    rssBytes,
    peakRssBytes,
  };
}
