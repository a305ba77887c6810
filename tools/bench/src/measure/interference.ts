import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { timedGet } from '../http/timed-get';
import type { Progress } from '../output/progress';
import type { ClusterShape } from '../workload/topology';
import { createApiQueries, WINDOW_UNTIL_NOW } from './api-queries';
import { runProbe } from './probe';
import type { ProbeResult } from './probe-worker';
import { computePercentile } from './statistics';

/** Small queries of a stretch of time. */
export interface SmallQueries {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /**
   * The longest the server's loop can have stood still: the slowest answer less a usual one.
   * It holds what the machine's scheduler added, too.
   */
  readonly blockMs: number;
  readonly worstOwnDelayMs: number;
  /** Long lists fetched meanwhile. */
  readonly lists: number;
}

/** Small queries without and with a full list fetched every second. */
export interface Interference {
  readonly alone: SmallQueries;
  readonly withLists: SmallQueries;
}

export interface InterferenceOptions {
  readonly probe: number;
  readonly 'probe-rate': number;
}

const LIST_EVERY_MS = 1_000;
const MOST_URLS = 10;

/** Asks small questions at a steady rate, first alone, then while a full list is fetched every second. */
export async function measureInterference(
  url: string,
  shape: ClusterShape,
  { probe: seconds, 'probe-rate': rate }: InterferenceOptions,
  progress: Progress,
): Promise<Interference> {
  const { small, q1b } = createApiQueries(shape, WINDOW_UNTIL_NOW);
  const urls = Array.from({ length: MOST_URLS }, (_, turn) => `${url}${small.path(turn)}`);
  const workerData = { urls, everyMs: 1_000 / rate };
  progress.say(`small queries, ${rate} a second, alone`);
  const alone = describe(await runProbe(workerData, seconds), 0);
  progress.say('small queries while a full list is fetched every second');
  const end = new AbortController();
  const lists = fetchLists(`${url}${q1b.path(0)}`, end.signal);
  const result = await runProbe(workerData, seconds);
  end.abort();
  return { alone, withLists: describe(result, await lists) };
}

async function fetchLists(url: string, stop: AbortSignal): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let lists = 0;
  while (!stop.aborted) {
    const start = performance.now();
    await timedGet(url, agent);
    lists += 1;
    const rest = LIST_EVERY_MS - (performance.now() - start);
    if (rest > 0) await sleep(rest);
  }
  agent.destroy();
  return lists;
}

function describe({ milliseconds, worstOwnDelayMs }: ProbeResult, lists: number): SmallQueries {
  const p50Ms = computePercentile(milliseconds, 0.5);
  const worstMs = computePercentile(milliseconds, 1);
  return {
    requests: milliseconds.length,
    p50Ms,
    p99Ms: computePercentile(milliseconds, 0.99),
    worstMs,
    blockMs: worstMs - p50Ms,
    worstOwnDelayMs,
    lists,
  };
}
