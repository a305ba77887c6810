import { Counter, Gauge, Registry } from 'prom-client';
import type { MetricsStore } from '@kubemonitor/storage';
import { SCOPES } from '@kubemonitor/metrics-model';
import type { IdentitySource } from '../identity/identity-source';
import { addWatchMetrics } from './watch-metrics';

/** What the server tells of itself. */
export interface OwnSources {
  readonly store: MetricsStore;
  readonly identities: IdentitySource;
  /** Reports and samples by what became of them. */
  readonly ingestCounts: ReadonlyMap<string, number>;
  /** Requests refused for want of a right, by what was refused and why. */
  readonly refusalCounts: Readonly<Record<string, ReadonlyMap<string, number>>>;
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
    name: 'kubemonitor_store_entities',
    help: 'Entities with samples in the store.',
    labelNames: ['scope'],
    registers,
    collect() {
      const { entities } = store.stats();
      for (const scope of SCOPES) this.set({ scope }, entities[scope]);
    },
  });
  const fromStats = (name: string, help: string, read: (stats: StoreStats) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read(store.stats()));
      },
    });
  fromStats('kubemonitor_store_series', 'Series held.', ({ series }) => series);
  fromStats('kubemonitor_store_sealed_bytes', 'Bytes of coded samples.', (s) => s.sealedBytes);
  fromStats('kubemonitor_store_sealed_samples', 'Coded samples.', (s) => s.sealedSamples);
  fromStats('kubemonitor_store_open_bytes', 'Bytes of samples not coded yet.', (s) => s.openBytes);
  addWatchMetrics(registers, identities);
  addProcessMetrics(registers);
  return registers[0];
}

type StoreStats = ReturnType<MetricsStore['stats']>;

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
  const startSeconds = Date.now() / 1_000 - process.uptime();
  new Gauge({
    name: 'process_start_time_seconds',
    help: 'When the process was started, seconds since the epoch.',
    registers,
  }).set(startSeconds);
}
