import { Counter, Gauge, Registry } from 'prom-client';
import type { MetricsStore } from '@kubemonitor/storage';
import type { IdentitySource } from '../identity/identity-source';
import type { HttpDurations } from './http-durations';
import { addStoreMetrics } from './store-metrics';
import { addWatchMetrics } from './watch-metrics';
import { VERSION } from '../version';

/** What the server tells of itself. */
export interface OwnSources {
  readonly store: MetricsStore;
  readonly identities: IdentitySource;
  /** Reports and samples by what became of them. */
  readonly ingestCounts: ReadonlyMap<string, number>;
  /** Requests refused for want of a right, by what was refused and why. */
  readonly refusalCounts: Readonly<Record<string, ReadonlyMap<string, number>>>;
  readonly httpDurations: HttpDurations;
  readonly lateNodes: () => readonly string[];
}

/**
 * The server's own metrics. They are read when they are asked for: nothing is counted
 * twice, and nothing is measured while nobody looks.
 */
export function createOwnMetrics({
  store,
  identities,
  ingestCounts,
  refusalCounts,
  httpDurations,
  lateNodes,
}: OwnSources): Registry {
  const registers = [new Registry()];
  new Counter({
    name: 'kubemonitor_ingest_total',
    help: 'Reports and samples by what became of them.',
    labelNames: ['result'],
    registers,
    collect() {
      this.reset();
      for (const [result, count] of ingestCounts) this.inc({ result }, count);
    },
  });
  new Counter({
    name: 'kubemonitor_refusals_total',
    help: 'Requests refused for want of a token or a right.',
    labelNames: ['area', 'reason'],
    registers,
    collect() {
      this.reset();
      for (const [area, counts] of Object.entries(refusalCounts)) {
        for (const [reason, count] of counts) this.inc({ area, reason }, count);
      }
    },
  });
  new Gauge({
    name: 'kubemonitor_late_nodes',
    help: 'Nodes that should have reported and did not.',
    registers,
    collect() {
      this.set(lateNodes().length);
    },
  });
  addStoreMetrics(registers, store);
  addWatchMetrics(registers, identities);
  addProcessMetrics(registers);
  httpDurations.register(registers[0]);
  return registers[0];
}

/** The process metrics every Prometheus client library has, under their usual names. */
function addProcessMetrics(registers: Registry[]): void {
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'User and system CPU time.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Memory JavaScript objects take up.',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed);
    },
  });
  new Gauge({
    name: 'kubemonitor_build_info',
    help: 'The version of the server, always 1.',
    labelNames: ['version'],
    registers,
  }).set({ version: VERSION }, 1);
  const startSeconds = Date.now() / 1_000 - process.uptime();
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process was started, seconds since the epoch.',
    registers,
  }).set(startSeconds);
}
