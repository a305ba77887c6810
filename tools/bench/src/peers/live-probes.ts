import { setTimeout as sleep } from 'node:timers/promises';
import { runProbe } from '../measure/probe';
import { computePercentile } from '../measure/statistics';
import type { Progress } from '../output/progress';
import { sendAtRealPace } from '../pace/real-pace';
import { readCpuSeconds } from '../process/proc-usage';
import type { ClusterShape } from '../workload/topology';
import type { System } from './system';

/** A system at real pace, and small questions to it meanwhile. */
export interface LiveFigures {
  readonly system: string;
  /** CPU of taking in samples alone, cores. */
  readonly cores: number;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

export interface LivePlan {
  /** Seconds of small questions. */
  readonly seconds: number;
  /** Small questions a second. */
  readonly rate: number;
  /** Seconds over which the requests of a tick are spread. */
  readonly spreadSeconds: number;
  /** Ticks over which taking in samples alone is measured. */
  readonly idleTicks: number;
}

const MOST_URLS = 10;
/** Ticks a system is given to get over what it missed. */
const CALM_TICKS = 2;

/**
 * Plays the cluster at real pace to one system: first its CPU without questions, then small
 * questions at a steady rate. @returns also the ticks that were sent
 */
export async function measureLive(
  system: System,
  shape: ClusterShape,
  plan: LivePlan,
  progress: Progress,
): Promise<LiveFigures & { readonly sentTicks: number }> {
  const { intervalSeconds } = shape;
  const end = new AbortController();
  const sending = sendAtRealPace(async () => (await system.take(1))[0], system.poster, {
    ...{ intervalSeconds, spreadSeconds: plan.spreadSeconds },
    stop: end.signal,
  });
  await sleep(CALM_TICKS * intervalSeconds * 1_000);
  progress.say(`${system.name} at real pace`);
  const idleSeconds = plan.idleTicks * intervalSeconds;
  const before = readCpuSeconds(system.pid);
  await sleep(idleSeconds * 1_000);
  const cores = (readCpuSeconds(system.pid) - before) / idleSeconds;
  progress.say(`small questions to ${system.name}, ${plan.rate} a second`);
  const urls = Array.from(
    { length: MOST_URLS },
    (_, turn) => `${system.url}${system.smallPath(turn)}`,
  );
  const { milliseconds } = await runProbe({ urls, everyMs: 1_000 / plan.rate }, plan.seconds);
  end.abort();
  const { ticks } = await sending;
  system.poster.assertAllAccepted();
  return {
    ...{ system: system.name, cores, requests: milliseconds.length, sentTicks: ticks },
    p50Ms: computePercentile(milliseconds, 0.5),
    p99Ms: computePercentile(milliseconds, 0.99),
    worstMs: computePercentile(milliseconds, 1),
  };
}
