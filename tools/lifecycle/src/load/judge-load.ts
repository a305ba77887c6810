import { judgeNear, type Point, type Question, skip, type Verdict } from '@kubemonitor/compare';
import { LOADS } from './load-manifest';

/** How many rounds a load had done, and when it said so. */
export interface RoundLog {
  readonly atMs: number;
  readonly rounds: number;
}

/** Reads `kubectl logs --timestamps` of a load that prints its number of rounds. */
export function parseRoundLog(text: string): RoundLog[] {
  return text
    .split('\n')
    .map((line) => /^(\S+) (\d+)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, time, rounds]) => ({ atMs: Date.parse(time), rounds: Number(rounds) }))
    .filter(({ atMs }) => !Number.isNaN(atMs));
}

const CPU_SHARE = 0.05;
const MEMORY_BYTES = 4 * 1_024 * 1_024;
const LEAST_POINTS = 4;

/** Load that spins at its limit must use it: ± 5 %, over the whole window. */
export function judgeCpuLoad(points: readonly Point[]): Verdict {
  const question = toQuestion('cpu', 'cpu_millicores');
  const values = points.map(({ cpu_millicores: cpu }) => cpu).filter((v) => typeof v === 'number');
  const wanted = LOADS.cpuLimitMillicores;
  if (values.length < LEAST_POINTS) return skip(question, wanted, 'too few readings');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return judgeNear(question, mean, wanted, CPU_SHARE * wanted);
}

/** A file in memory is working set: its size ± 4 MiB for the shell and the pod's sandbox. */
export function judgeMemoryLoad(points: readonly Point[]): Verdict {
  const question = toQuestion('memory', 'memory_bytes');
  const newest = points.at(-1)?.['memory_bytes'];
  if (typeof newest !== 'number') return skip(question, LOADS.memoryBytes, 'no reading');
  return judgeNear(question, newest, LOADS.memoryBytes, MEMORY_BYTES);
}

/** What a counter may show for one round of a load, and how much it may be off as a share. */
export interface CounterLoad {
  readonly pod: 'disk' | 'network';
  readonly field: 'disk_write_bytes' | 'network_rx_bytes';
  readonly bytesARound: number;
  /** Headers of packets, blocks of the file system's own. */
  readonly overhead: number;
}

/** The loads that are told by counters. */
export const COUNTER_LOADS: readonly CounterLoad[] = [
  {
    pod: 'disk',
    field: 'disk_write_bytes',
    bytesARound: LOADS.diskBytesARound,
    overhead: 0.1,
  },
  {
    pod: 'network',
    field: 'network_rx_bytes',
    bytesARound: LOADS.networkBytesARound,
    overhead: 0.1,
  },
];

/**
 * The increase of a counter between our first and last reading must be what the load's log
 * says it did in that time: its overhead more at most, and two rounds off at the edges.
 */
export function judgeCounterLoad(
  { pod, field, bytesARound, overhead }: CounterLoad,
  points: readonly Point[],
  log: readonly RoundLog[],
): Verdict {
  const question = toQuestion(pod, field);
  const known = points.filter((point) => typeof point[field] === 'number');
  if (known.length < LEAST_POINTS) return skip(question, undefined, 'no or too few readings');
  const [first, last] = [known[0], known[known.length - 1]];
  const rounds = roundsAt(log, last.timestamp) - roundsAt(log, first.timestamp);
  if (rounds < LEAST_POINTS) return skip(question, rounds * bytesARound, 'the load did too little');
  const increase = Number(last[field]) - Number(first[field]);
  const middle = rounds * bytesARound * (1 + overhead / 2);
  return judgeNear(
    question,
    increase,
    middle,
    rounds * bytesARound * (overhead / 2) + 2 * bytesARound,
  );
}

function roundsAt(log: readonly RoundLog[], time: string): number {
  const atMs = Date.parse(time);
  return log.findLast((entry) => entry.atMs <= atMs)?.rounds ?? 0;
}

function toQuestion(pod: string, field: string): Question {
  return { subject: `pod ${pod}`, field, source: 'the load' };
}
