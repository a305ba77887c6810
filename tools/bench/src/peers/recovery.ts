import { setTimeout as sleep } from 'node:timers/promises';
import { readCpuSeconds } from '../process/proc-usage';
import type { PlayedSums } from '../workload/played-sums';
import type { ClusterShape } from '../workload/topology';
import type { Sums } from './answer-check';
import type { System } from './system';

/** How a system came back after `kill -9`. */
export interface RecoveryFigures {
  readonly system: string;
  /** From the start of the new process to its first answer; undefined = none in time. */
  readonly answerSeconds: number | undefined;
  /** To the first answer that is right for the last five minutes; undefined = none in time. */
  readonly rightSeconds: number | undefined;
  /** CPU of the new process until it was right, or else until its first answer; questions included. */
  readonly cpuSeconds: number | undefined;
  /** Points of namespaces and ticks of the whole load that should be there, are not, or differ. */
  readonly points: number;
  readonly missing: number;
  readonly different: number;
}

/** Ticks a system was sent, from the first to the last. */
export interface SentTicks {
  readonly firstTick: number;
  readonly lastTick: number;
}

const POLL_MS = 25;
/** Ticks looked at while we wait: five minutes. */
const WATCHED_TICKS = 60;
/** Reading all of its log back takes an engine minutes at 1,000 nodes. */
const MOST_SECONDS = 300;
/** What is not right so long after the first answer will not become right. */
const PATIENCE_SECONDS = 10;

/**
 * Kills a system without warning, starts it again, and asks until its answer is that of the
 * played cluster. Everything sent was acknowledged, so nothing may be missing.
 */
export async function measureRecovery(
  system: System,
  shape: ClusterShape,
  { firstTick, lastTick }: SentTicks,
  played: PlayedSums,
): Promise<RecoveryFigures> {
  const watched = Math.max(firstTick, lastTick - WATCHED_TICKS + 1);
  const expected = listExpected(played, shape, watched, lastTick);
  await system.kill();
  const start = performance.now();
  system.spawn();
  const seconds = (): number => (performance.now() - start) / 1_000;
  let answerSeconds: number | undefined;
  let rightSeconds: number | undefined;
  let cpuSeconds: number | undefined;
  while (seconds() < (answerSeconds ?? MOST_SECONDS) + PATIENCE_SECONDS) {
    const sums = await tryToAsk(system, watched, lastTick);
    if (sums !== undefined) {
      answerSeconds ??= seconds();
      cpuSeconds ??= readCpuSeconds(system.pid);
      if (isComplete(compareWithPlayed(expected, sums))) {
        rightSeconds = seconds();
        cpuSeconds = readCpuSeconds(system.pid);
        break;
      }
    }
    await sleep(POLL_MS);
  }
  const whole = (await tryToAsk(system, firstTick, lastTick)) ?? new Map<string, number>();
  const all = listExpected(played, shape, firstTick, lastTick);
  const { missing, different } = compareWithPlayed(all, whole);
  return {
    ...{ system: system.name, answerSeconds, rightSeconds, cpuSeconds },
    ...{ points: all.size, missing, different },
  };
}

/** Expected points an answer does not have, or has otherwise. Points nobody expects do not count. */
export function compareWithPlayed(
  expected: Sums,
  sums: Sums,
): { missing: number; different: number } {
  let missing = 0;
  let different = 0;
  for (const [key, value] of expected) {
    const found = sums.get(key);
    if (found === undefined) missing += 1;
    else if (found !== value) different += 1;
  }
  return { missing, different };
}

/** The played sums of [firstTick, lastTick] under the keys answers are read to. */
export function listExpected(
  played: PlayedSums,
  { intervalSeconds }: Pick<ClusterShape, 'intervalSeconds'>,
  firstTick: number,
  lastTick: number,
): Sums {
  const expected = new Map<string, number>();
  for (let tick = firstTick; tick <= lastTick; tick += 1) {
    for (const [namespace, bytes] of played.at(tick)) {
      expected.set(`${namespace} ${tick * intervalSeconds * 1_000}`, bytes);
    }
  }
  return expected;
}

function isComplete({ missing, different }: ReturnType<typeof compareWithPlayed>): boolean {
  return missing === 0 && different === 0;
}

/** Undefined while nobody listens, or the answer says it is not ready. */
async function tryToAsk(system: System, first: number, last: number): Promise<Sums | undefined> {
  try {
    return await system.readMemory(`${system.url}${system.memoryPath(first, last)}`);
  } catch {
    return undefined;
  }
}
