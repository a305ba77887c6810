/**
 * The ten metrics each record has: names of the catalogue, in the order in which a record's
 * values lie. Pods and nodes have all of them.
 */
export const BENCH_METRICS = [
  'cpu_usage_microseconds',
  'memory_bytes',
  'memory_usage_bytes',
  'memory_rss_bytes',
  'memory_cache_bytes',
  'disk_read_bytes',
  'disk_write_bytes',
  'network_rx_bytes',
  'network_tx_bytes',
  'pids',
] as const;

/** Values of a record. */
export const RECORD_VALUES = BENCH_METRICS.length;

/** Fields of an answer that hold the ten metrics: CPU time is asked for as a rate. */
export const BENCH_FIELDS = ['cpu_millicores', ...BENCH_METRICS.slice(1)] as const;

/** Places of the values within a record. */
export const AT = {
  cpu: 0,
  workingSet: 1,
  usage: 2,
  rss: 3,
  cache: 4,
  diskRead: 5,
  diskWrite: 6,
  networkRx: 7,
  networkTx: 8,
  pids: 9,
} as const;
