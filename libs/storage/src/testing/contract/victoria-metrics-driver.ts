import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DEFAULT_LIMITS,
  type VictoriaMetricsLimits,
  type VictoriaMetricsOptions,
} from '../../victoriametrics/options';
import { VictoriaMetricsStore } from '../../victoriametrics/victoriametrics-store';
import { INTERVAL_MS } from '../report-builder';
import type { VictoriaMetricsServer } from '@kubemonitor/peer-programs';
import type { ContractStore, OpenStore } from './contract-store';

/** What a spec may set of a store besides. */
interface StoreSettings extends Partial<
  Pick<VictoriaMetricsOptions, 'writeUrl' | 'readUrl' | 'headers' | 'labels' | 'timer' | 'warn'>
> {
  readonly limits?: Partial<VictoriaMetricsLimits>;
}

/** How long the server may take on a machine that is busy with other things. */
const PATIENCE = { writeTimeoutMs: 60_000, readTimeoutMs: 60_000 };

/** A store on a server; stores with the same `run` share their data. */
export function openOnServer(
  server: Pick<VictoriaMetricsServer, 'url' | 'flush'>,
  options: Parameters<OpenStore>[0] & { readonly run: string } & StoreSettings,
): ContractStore & { readonly store: VictoriaMetricsStore } {
  let clockMs = options.nowMs;
  const store = new VictoriaMetricsStore({
    intervalSeconds: INTERVAL_MS / 1_000,
    retentionSeconds: options.retentionSeconds,
    maxSeries: options.maxSeries,
    maxAheadSeconds: 60,
    writeUrl: options.writeUrl ?? server.url,
    readUrl: options.readUrl ?? server.url,
    headers: options.headers ?? {},
    labels: { run: options.run, ...options.labels },
    now: () => clockMs,
    timer: options.timer ?? {
      now: () => performance.now(),
      delay: (milliseconds) => sleep(milliseconds),
    },
    warn: options.warn ?? ((message) => process.stderr.write(`${message}\n`)),
    // The specs flush; they need not wait until the server shows what it has.
    limits: { ...DEFAULT_LIMITS, ...PATIENCE, visibleAfterMs: 0, ...options.limits },
  });
  return {
    store,
    setTime(timeMs) {
      clockMs = timeMs;
    },
    async settle() {
      await server.flush();
      await store.maintain();
      await server.flush();
    },
    close: () => store.close(),
  };
}

/** Stores of their own on one server; with no recent ticks every answer comes from the server. */
export function openerOf(
  server: () => VictoriaMetricsServer,
  limits: Partial<VictoriaMetricsLimits> = {},
): OpenStore {
  return (options) =>
    Promise.resolve(openOnServer(server(), { ...options, run: randomUUID(), limits }));
}
