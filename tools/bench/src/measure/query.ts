import type { Agent } from 'node:http';
import { BenchError } from '../bench-error';
import { timedGet, type TimedAnswer } from '../http/timed-get';
import { readCpuSeconds } from '../process/proc-usage';
import { computeMedian, computePercentile } from './statistics';

/** A kind of request. */
export interface Query {
  readonly name: string;
  /** What it asks for, in words. */
  readonly what: string;
  /** Path and query of request number `turn`; turns ask for different entities where there are many. */
  readonly path: (turn: number) => string;
  /** What else has to be asked to have the whole answer: it counts as one request with `path`. */
  readonly morePaths?: readonly string[];
}

/** Whom to ask. */
export interface QueryTarget {
  readonly url: string;
  readonly pid: number | undefined;
  readonly agent: Agent;
  /** CPU the process uses without queries, cores: it is subtracted. */
  readonly idleCores: number;
}

/** How long to ask. */
export interface QueryBudget {
  readonly seconds: number;
  readonly leastRequests: number;
  readonly mostRequests: number;
}

/** What requests of one kind took, one after another. */
export interface QueryMeasure {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU of the server a request, ms; undefined where its process is not known. */
  readonly cpuMs: number | undefined;
  readonly bytes: number;
}

/** Code paths are warm after so many requests; slow answers are asked for once only. */
const WARM_UP_REQUESTS = 3;

/**
 * Asks again and again, one request at a time.
 * @throws BenchError when an answer's status is not 200
 */
export async function measureQuery(
  target: QueryTarget,
  query: Query,
  budget: QueryBudget,
): Promise<QueryMeasure> {
  await warmUp(target, query, budget.seconds);
  const times: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const cpuBefore = target.pid === undefined ? undefined : readCpuSeconds(target.pid);
  while (times.length < budget.mostRequests) {
    const isOver = performance.now() - start >= budget.seconds * 1_000;
    if (isOver && times.length >= budget.leastRequests) break;
    const answer = await ask(target, query, times.length);
    times.push(answer.milliseconds);
    bytes += answer.bytes;
  }
  const seconds = (performance.now() - start) / 1_000;
  const cpuAfter = target.pid === undefined ? undefined : readCpuSeconds(target.pid);
  return {
    requests: times.length,
    p50Ms: computePercentile(times, 0.5),
    p99Ms: computePercentile(times, 0.99),
    cpuMs:
      cpuBefore === undefined || cpuAfter === undefined
        ? undefined
        : (Math.max(0, cpuAfter - cpuBefore - target.idleCores * seconds) * 1_000) / times.length,
    bytes: bytes / times.length,
  };
}

async function warmUp(target: QueryTarget, query: Query, seconds: number): Promise<void> {
  const start = performance.now();
  for (let turn = 0; turn < WARM_UP_REQUESTS; turn += 1) {
    await ask(target, query, turn);
    if (performance.now() - start >= seconds * 1_000) return;
  }
}

async function ask(target: QueryTarget, query: Query, turn: number): Promise<Answered> {
  const { morePaths = [] } = query;
  const whole = { milliseconds: 0, bytes: 0 };
  for (const path of [query.path(turn), ...morePaths]) {
    const { milliseconds, bytes } = await askOne(target, query.name, path);
    whole.milliseconds += milliseconds;
    whole.bytes += bytes;
  }
  return whole;
}

type Answered = Pick<TimedAnswer, 'milliseconds' | 'bytes'>;

async function askOne({ url, agent }: QueryTarget, name: string, path: string): Promise<Answered> {
  const answer = await timedGet(`${url}${path}`, agent);
  if (answer.status === 200) return answer;
  throw new BenchError(`${name}: ${url}${path.slice(0, 300)} answered ${answer.status}.`);
}

/** Figure by figure the median of several rounds. */
export function medianOfRounds(rounds: readonly QueryMeasure[]): QueryMeasure {
  const median = (figure: (round: QueryMeasure) => number): number =>
    computeMedian(rounds.map(figure));
  const isKnown = rounds.every(({ cpuMs }) => cpuMs !== undefined);
  return {
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    p50Ms: median(({ p50Ms }) => p50Ms),
    p99Ms: median(({ p99Ms }) => p99Ms),
    cpuMs: isKnown ? median(({ cpuMs }) => cpuMs ?? Number.NaN) : undefined,
    bytes: median(({ bytes }) => bytes),
  };
}
