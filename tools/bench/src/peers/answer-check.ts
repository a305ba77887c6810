import { getJson } from '../http/timed-get';
import { createApiQueries, windowUntil } from '../measure/api-queries';
import type { ClusterShape } from '../workload/topology';
import { createPromqlQueries } from './promql';
import type { System } from './system';

/** How far the answers of two systems agree. */
export interface AnswerCheck {
  readonly system: string;
  /** Points of namespace sums both have, points only one has, and points that differ. */
  readonly compared: number;
  readonly onlyOne: number;
  readonly different: number;
}

/** Sums by namespace and time, ms since the epoch. */
export type Sums = ReadonlyMap<string, number>;

interface OwnAnswer {
  items: { namespace: string; samples: { timestamp: string; memory_bytes: number }[] }[];
}

interface PromqlAnswer {
  data: { result: { metric: { namespace?: string }; values: [number, string][] }[] };
}

/** Compares the memory of all namespaces over 300 s: a fast answer counts only when it is right. */
export async function checkAnswers(
  [own, ...peers]: readonly System[],
  shape: ClusterShape,
  lastTick: number,
): Promise<AnswerCheck[]> {
  const endMs = (lastTick + 1) * shape.intervalSeconds * 1_000;
  const ownPath = createApiQueries(shape, windowUntil(endMs)).q4m.path(0);
  const promqlPath = createPromqlQueries(shape, lastTick).q4m.path(0);
  const ownSums = readOwnSums(await getJson<OwnAnswer>(`${own.url}${ownPath}`));
  const checks: AnswerCheck[] = [];
  for (const { name, url } of peers) {
    const sums = readPromqlSums(await getJson<PromqlAnswer>(`${url}${promqlPath}`));
    checks.push({ system: name, ...compareSums(ownSums, sums) });
  }
  return checks;
}

export function compareSums(own: Sums, other: Sums): Omit<AnswerCheck, 'system'> {
  let compared = 0;
  let different = 0;
  for (const [key, value] of own) {
    const theirs = other.get(key);
    if (theirs === undefined) continue;
    compared += 1;
    if (theirs !== value) different += 1;
  }
  return { compared, different, onlyOne: own.size + other.size - 2 * compared };
}

export function readOwnSums({ items }: OwnAnswer): Sums {
  const sums = new Map<string, number>();
  for (const { namespace, samples } of items) {
    for (const { timestamp, memory_bytes: bytes } of samples) {
      sums.set(`${namespace} ${Date.parse(timestamp)}`, bytes);
    }
  }
  return sums;
}

export function readPromqlSums({ data }: PromqlAnswer): Sums {
  const sums = new Map<string, number>();
  for (const { metric, values } of data.result) {
    for (const [seconds, value] of values) {
      sums.set(`${metric.namespace} ${seconds * 1_000}`, Number(value));
    }
  }
  return sums;
}
