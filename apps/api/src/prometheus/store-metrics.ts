import { Counter, Gauge, type Registry } from 'prom-client';
import { SCOPES } from '@kubemonitor/metrics-model';
import type { DiskStats, MetricsStore, StoreStats } from '@kubemonitor/storage';

/** What the store holds. Read when it is asked for; nothing of files where it has none. */
export function addStoreMetrics(registers: Registry[], store: MetricsStore): void {
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
  const gauge = (name: string, help: string, read: (stats: StoreStats) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.reset();
        const value = read(store.stats());
        if (!Number.isNaN(value)) this.set(value);
        else this.remove();
      },
    });
  gauge('kubemonitor_store_series', 'Series held.', ({ series }) => series);
  gauge('kubemonitor_store_sealed_bytes', 'Bytes of coded samples.', (s) => s.sealedBytes);
  gauge('kubemonitor_store_sealed_samples', 'Coded samples.', (s) => s.sealedSamples);
  gauge('kubemonitor_store_open_bytes', 'Bytes of samples not coded yet.', (s) => s.openBytes);
  new Gauge({
    name: 'kubemonitor_store_oldest_time_seconds',
    help: 'Start of the oldest samples and roll-ups held, seconds since the epoch.',
    labelNames: ['resolution'],
    registers,
    collect() {
      this.reset();
      const { oldestMs, disk } = store.stats();
      const held = { raw: oldestMs, '1m': disk?.oldestMinuteMs, '1h': disk?.oldestHourMs };
      for (const [resolution, timeMs] of Object.entries(held)) {
        if (timeMs !== undefined && !Number.isNaN(timeMs)) this.set({ resolution }, timeMs / 1_000);
      }
    },
  });
  new Counter({
    name: 'kubemonitor_store_refused_entities_total',
    help: 'Rows of reports left out because of the series limit.',
    registers,
    collect() {
      this.reset();
      this.inc(store.stats().refusedEntities);
    },
  });
  addDiskMetrics(registers, () => store.stats().disk);
}

function addDiskMetrics(registers: Registry[], disk: () => DiskStats | undefined): void {
  new Gauge({
    name: 'kubemonitor_store_file_bytes',
    help: 'Bytes of the store’s files.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset();
      const stats = disk();
      if (stats === undefined) return;
      this.set({ kind: 'journal' }, stats.journalBytes);
      this.set({ kind: 'blocks' }, stats.blockBytes);
      this.set({ kind: 'minutes' }, stats.minuteBytes);
      this.set({ kind: 'hours' }, stats.hourBytes);
      this.set({ kind: 'names' }, stats.namesBytes);
    },
  });
  new Counter({
    name: 'kubemonitor_store_refused_writes_total',
    help: 'Batches of reports refused because the disk failed.',
    labelNames: ['disk'],
    registers,
    collect() {
      this.reset();
      const stats = disk();
      if (stats !== undefined) this.inc({ disk: 'data' }, stats.refusedBatches);
    },
  });
}
