import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { DEFAULT_LIMITS, VictoriaMetricsStore, type MetricsStore } from '@kubemonitor/storage';
import type { Clock } from '../clock/clock';
import { openStore, retentionSecondsOf } from './open-store';
import { parseLabels, readHeaders } from './storage-settings';

/** A store and what it does about once a second. */
export type MaintainedStore = MetricsStore & { maintain(): Promise<void> };

/**
 * The store the environment asks for.
 * @throws Error when its settings cannot be used, StorageError when its directory cannot
 */
export async function createStore(
  environment: ApiEnvironment,
  clock: Clock,
  logger: Logger,
): Promise<MaintainedStore> {
  return environment.STORAGE_DRIVER === 'embedded'
    ? openStore(environment, clock, logger)
    : createVictoriaMetricsStore(environment, clock, logger);
}

function createVictoriaMetricsStore(
  environment: ApiEnvironment,
  clock: Clock,
  logger: Logger,
): MaintainedStore {
  const { STORAGE_WRITE_URL: writeUrl, STORAGE_READ_URL: readUrl = writeUrl } = environment;
  if (writeUrl === undefined || readUrl === undefined) {
    throw new Error('STORAGE_DRIVER=victoriametrics needs STORAGE_WRITE_URL.');
  }
  return new VictoriaMetricsStore({
    intervalSeconds: environment.COLLECT_INTERVAL,
    retentionSeconds: retentionSecondsOf(environment),
    maxSeries: environment.MAX_SERIES,
    maxAheadSeconds: environment.MAX_CLOCK_SKEW_SECONDS,
    now: () => clock.now(),
    writeUrl,
    readUrl,
    headers: readHeaders(environment.STORAGE_HEADERS_FILE),
    labels: parseLabels(environment.STORAGE_LABELS),
    timer: { now: () => performance.now(), delay: (milliseconds) => sleep(milliseconds) },
    warn: (message) => logger.warn(message),
    limits: DEFAULT_LIMITS,
  });
}
