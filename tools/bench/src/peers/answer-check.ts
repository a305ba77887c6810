import { getJson } from '../http/timed-get';
import { createApiQueries, windowUntil } from '../measure/api-queries';
import type { Query } from '../measure/query';
import type { ClusterShape } from '../workload/topology';
import { OWN_PROMQL, createPromqlQueries } from './promql';
import type { System } from './system';

/** Questions that are the same for all, point for point. */
const CHECKED = ['q4m', 'q5', 'q5b', 'group'] as const;

/** How far the answers of two systems agree. */
export interface AnswerCheck {
  readonly query: (typeof CHECKED)[number];
  readonly system: string;
  /** Points of sums both have, points only one has, and points that differ. */
  readonly compared: number;
  readonly onlyOne: number;
  readonly different: number;
}

/** Sums by what they are of and time, ms since the epoch. */
export type Sums = ReadonlyMap<string, number>;

interface OwnItem {
  /** Of a workload; sums of namespaces have none. */
  readonly workload?: { readonly name: string };
  readonly namespace: string;
  readonly samples?: readonly { timestamp: string; memory_bytes?: number | null }[];
}

interface OwnAnswer {
  readonly items: readonly OwnItem[];
}

interface PromqlAnswer {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly [number, string][];
    }[];
  };
}

/** Compares the answers of all with ours: a fast answer counts only when it is right. */
export async function checkAnswers(
  [own, ...peers]: readonly System[],
  shape: ClusterShape,
  lastTick: number,
): Promise<AnswerCheck[]> {
  if (peers.length === 0) return [];
  const promql = createPromqlQueries(shape, lastTick);
  const checks: AnswerCheck[] = [];
  for (const query of CHECKED) {
    const ownSums = await askOwn(own.url, query, shape, lastTick);
    for (const { name, url } of peers) {
      const answer = await getJson<PromqlAnswer>(`${url}${promql[query].path(0)}`);
      // Ours dates a step by its beginning, PromQL by when it looks.
      const stepMs = query === 'q5' ? 60_000 : shape.intervalSeconds * 1_000;
      checks.push({ query, system: name, ...compareSums(ownSums, readPromqlSums(answer, stepMs)) });
    }
  }
  return checks;
}

async function askOwn(
  url: string,
  query: AnswerCheck['query'],
  shape: ClusterShape,
  lastTick: number,
): Promise<Sums> {
  const tickMs = shape.intervalSeconds * 1_000;
  if (query === 'group') {
    const { group } = createPromqlQueries(shape, lastTick, OWN_PROMQL);
    return readPromqlSums(await getJson<PromqlAnswer>(`${url}${group.path(0)}`), tickMs);
  }
  const endMs = (lastTick + 1) * tickMs;
  const asked: Query = createApiQueries(shape, windowUntil(endMs))[query];
  const sums = new Map<string, number>();
  for (const path of [asked.path(0), ...(asked.morePaths ?? [])]) {
    for (const [key, sum] of readOwnSums(await getJson<OwnAnswer>(`${url}${path}`))) {
      sums.set(key, sum);
    }
  }
  return sums;
}

/** Our means are rounded to whole bytes; memory is whole pages, so more is another value. */
const TOLERANCE_BYTES = 0.5;

/** Counts the points both have, and of them those that differ. */
export function compareSums(
  own: Sums,
  other: Sums,
): Pick<AnswerCheck, 'compared' | 'different' | 'onlyOne'> {
  let compared = 0;
  let different = 0;
  for (const [key, value] of own) {
    const theirs = other.get(key);
    if (theirs === undefined) continue;
    compared += 1;
    if (Math.abs(theirs - value) > TOLERANCE_BYTES) different += 1;
  }
  return { compared, different, onlyOne: own.size + other.size - 2 * compared };
}

/** Sums of our own API; steps without a value are left out. */
export function readOwnSums({ items }: OwnAnswer): Sums {
  const sums = new Map<string, number>();
  for (const { workload, namespace, samples = [] } of items) {
    for (const { timestamp, memory_bytes: bytes } of samples) {
      if (typeof bytes !== 'number') continue;
      sums.set(`${workload?.name ?? namespace} ${Date.parse(timestamp)}`, bytes);
    }
  }
  return sums;
}

/** Sums of a PromQL matrix by one label, each at the beginning of its step. */
export function readPromqlSums({ data }: PromqlAnswer, stepMs: number): Sums {
  const sums = new Map<string, number>();
  for (const { metric, values } of data.result) {
    const [label] = Object.values(metric);
    for (const [seconds, value] of values) {
      sums.set(`${label} ${Math.floor((seconds * 1_000) / stepMs) * stepMs}`, Number(value));
    }
  }
  return sums;
}
