import { IngestMark, computeCpuPerMillion, type IngestMeasure } from '../measure/ingest';
import { computeMedian } from '../measure/statistics';
import { formatNumber } from '../output/table';
import type { Progress } from '../output/progress';
import { replay } from '../pace/replay';
import { readUsage, readWrittenBytes } from '../process/proc-usage';
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
  /** Samples of the rounds; engines may have been sent fewer than we. */
  readonly samples: number;
  readonly rssBytes: number;
  /** RSS gained since before the first sample, by samples sent since. */
  readonly rssBytesPerSample: number;
  /** Bytes it had written to disks by then; undefined where the kernel does not tell. */
  readonly writtenBytesPerSample: number | undefined;
}

export interface IngestPlan {
  readonly rounds: number;
  readonly ticksPerRound: number;
  readonly lanes: number;
  readonly samplesPerRequest: number;
  readonly settleSeconds: number;
}

/** What a system had used before the first sample. */
export interface Start {
  readonly rssBytes: number;
  readonly writtenBytes: number | undefined;
}

/** Notes where the processes stand. */
export function markStart(systems: readonly System[]): Start[] {
  return systems.map(({ pid }) => ({
    rssBytes: readUsage(pid).rssBytes,
    writtenBytes: readWrittenBytes(pid),
  }));
}

/**
 * Sends every system the same ticks, a round to each in turn, so that a disturbed moment hits
 * all. `starts` are of before the warm-up.
 */
export async function runIngestRounds(
  systems: readonly System[],
  starts: readonly Start[],
  plan: IngestPlan,
  progress: Progress,
): Promise<IngestFigures[]> {
  const marks = systems.map(
    ({ poster, pid }) => new IngestMark(poster, pid, plan.samplesPerRequest),
  );
  const rounds = systems.map(() => [] as number[]);
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const [index, system] of systems.entries()) {
      if (round < system.firstRound) continue;
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
  return systems.map((system, index) =>
    describe(system, rounds[index], marks[index].since(), {
      ...starts[index],
      samples: system.poster.accepted * plan.samplesPerRequest,
    }),
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

/** `start.samples` were sent since the start, warm-up included. */
function describe(
  { name, pid }: System,
  rounds: readonly number[],
  whole: IngestMeasure,
  start: Start & { readonly samples: number },
): IngestFigures {
  const { rssBytes } = readUsage(pid);
  const written = readWrittenBytes(pid);
  return {
    system: name,
    rounds,
    medianPerMillion: computeMedian(rounds),
    wholePerMillion: computeCpuPerMillion(whole) ?? Number.NaN,
    wireBytesPerSample: whole.wireBytes / whole.samples,
    samples: whole.samples,
    rssBytes,
    rssBytesPerSample: (rssBytes - start.rssBytes) / start.samples,
    writtenBytesPerSample:
      written === undefined || start.writtenBytes === undefined
        ? undefined
        : (written - start.writtenBytes) / start.samples,
  };
}
