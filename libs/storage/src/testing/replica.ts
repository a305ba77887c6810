import type { VictoriaMetricsServer } from '@kubemonitor/peer-programs';
import { ContractDriver } from './contract/contract-store';
import { openOnServer } from './contract/victoria-metrics-driver';
import { INTERVAL_MS } from './report-builder';

/** Tick 0 of the replicas' specs: an hour ago or two, for a server keeps only what is recent. */
export const REPLICA_BASE = Math.floor((Date.now() / INTERVAL_MS - 720) / 720) * 720;

export type ReplicaSettings = Partial<Parameters<typeof openOnServer>[1]>;

/** A replica of the store `run` on a server, its clock one second into `tick`. */
export function openReplicaOn(
  server: VictoriaMetricsServer,
  run: string,
  tick: number,
  more: ReplicaSettings = {},
): ContractDriver {
  const options = { retentionSeconds: 7_200, maxSeries: 1_000_000, ...more };
  const driver = new ContractDriver(
    openOnServer(server, { ...options, run, nowMs: 0 }),
    REPLICA_BASE,
  );
  driver.goTo(tick);
  return driver;
}
