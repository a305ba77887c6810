import type { TickSeries } from '@kubemonitor/aggregation';

const CPU = 'cpu_usage_microseconds';
const MEMORY = 'memory_bytes';
const SWAP = 'memory_swap_bytes';

/** Metrics usage is made of. */
export const USAGE_METRICS: readonly string[] = [CPU, MEMORY, SWAP];

/** Shortest window that is served where there are samples enough, as long as two scrapes. */
const SHORTEST_WINDOW_MS = 10_000;

/** Longest window CPU is averaged over. */
const LONGEST_WINDOW_MS = 60_000;

/** Older samples are served no more: no data makes an autoscaler hold, stale data misleads it. */
const MAX_AGE_MS = 60_000;

/** With long intervals two samples must still fit in. */
const LEAST_INTERVALS = 3;

/** The newest sample may come so many ticks late before more has to be read. */
const LATE_TICKS = 1;

/** What one entity uses, from the newest of its readings and an earlier one. */
export interface Usage {
  /** When the newest reading was made, ms since the epoch. */
  readonly timestampMs: number;
  /** Time between the two readings CPU is from; undefined = no rate yet, and no `cpu`. */
  readonly windowMs: number | undefined;
  /** Average over the window, nanocores. */
  readonly cpuNanocores: number | undefined;
  /** Working set in the newest reading. */
  readonly memoryBytes: number | undefined;
  readonly swapBytes: number | undefined;
}

/** Which samples count, for the store's interval. */
export interface UsageRule {
  readonly intervalMs: number;
  /** Ticks between the two readings, at least where there are so many, and at most. */
  readonly leastTicks: number;
  readonly mostTicks: number;
  /** Ticks back within which the earlier reading is found, unless there is a gap. */
  readonly nearTicks: number;
  readonly maxAgeMs: number;
}

/** The rule for a store with samples every `intervalMs`. */
export function toUsageRule(intervalMs: number): UsageRule {
  const longestMs = Math.max(LONGEST_WINDOW_MS, LEAST_INTERVALS * intervalMs);
  const leastTicks = Math.ceil(SHORTEST_WINDOW_MS / intervalMs);
  const mostTicks = Math.floor(longestMs / intervalMs);
  return {
    intervalMs,
    leastTicks,
    mostTicks,
    nearTicks: Math.min(leastTicks + LATE_TICKS, mostTicks),
    maxAgeMs: Math.max(MAX_AGE_MS, LEAST_INTERVALS * intervalMs),
  };
}

/**
 * Usage as of a series' newest sample; undefined when there is none that is young enough. CPU
 * is the growth of the counter since the nearest sample at least the shortest window away, or
 * else since the farthest there is, by the times the two were read at. A boot, a clock that was
 * set or a counter that went down ends the way back.
 */
export function computeUsage(
  series: TickSeries,
  rule: UsageRule,
  nowMs: number,
): Usage | undefined {
  let newest = series.length - 1;
  while (newest >= 0 && Number.isNaN(series.times[newest])) newest -= 1;
  if (newest < 0) return undefined;
  const timestampMs = series.times[newest];
  if (nowMs - timestampMs > rule.maxAgeMs) return undefined;
  const cpu = series.values(CPU);
  const memory = series.values(MEMORY);
  const swap = series.values(SWAP);
  const earlier = cpu === undefined ? -1 : findEarlier(series, cpu, newest, rule);
  const windowMs = earlier < 0 ? undefined : timestampMs - series.times[earlier];
  return {
    timestampMs,
    windowMs,
    cpuNanocores:
      cpu === undefined || windowMs === undefined
        ? undefined
        : // µs / ms are thousandths of a core: × 10^6 nanocores. Cut off as the metrics server does.
          Math.floor(((cpu[newest] - cpu[earlier]) * 1_000_000) / windowMs),
    memoryBytes: toDefined(memory?.[newest]),
    swapBytes: toDefined(swap?.[newest]),
  };
}

/** Whether the window is as long as it is where there are samples enough. */
export function hasWholeWindow(
  usage: Usage | undefined,
  { leastTicks, intervalMs }: UsageRule,
): boolean {
  // Readings are not a whole number of intervals apart, but nearly.
  return usage?.windowMs !== undefined && usage.windowMs > (leastTicks - 0.5) * intervalMs;
}

/** Index of the sample CPU is counted from; -1 = none. */
function findEarlier(
  { times, breaks }: TickSeries,
  cpu: Float64Array,
  newest: number,
  { leastTicks, mostTicks }: UsageRule,
): number {
  let found = -1;
  let later = newest;
  if (Number.isNaN(cpu[newest])) return found;
  for (let index = newest - 1; index >= 0 && newest - index <= mostTicks; index -= 1) {
    if (breaks[index + 1] === 1) return found;
    if (Number.isNaN(cpu[index]) || !(times[index] < times[later])) continue;
    if (cpu[index] > cpu[later]) return found;
    found = index;
    later = index;
    if (newest - index >= leastTicks) return found;
  }
  return found;
}

function toDefined(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
