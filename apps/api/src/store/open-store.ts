import type { Logger } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { EmbeddedStore, type Recovery } from '@kubemonitor/storage';
import type { Clock } from '../clock/clock';

/**
 * The embedded store the environment asks for: in memory, or with a directory, and then with
 * what an earlier run left there.
 * @throws StorageError when the directory cannot be used; damaged files are only logged
 */
export async function openStore(
  environment: ApiEnvironment,
  clock: Clock,
  logger: Logger,
): Promise<EmbeddedStore> {
  const { STORAGE_DIR, RETENTION_SECONDS, RETENTION_RAW_SECONDS } = environment;
  const options = {
    intervalSeconds: environment.COLLECT_INTERVAL,
    retentionSeconds: retentionSecondsOf(environment),
    maxSeries: environment.MAX_SERIES,
    maxEntities: environment.MAX_ENTITIES,
    maxAheadSeconds: environment.MAX_CLOCK_SKEW_SECONDS,
    now: () => clock.now(),
  };
  if (STORAGE_DIR === undefined) return new EmbeddedStore(options);
  const { store, recovery } = await EmbeddedStore.open(options, {
    directory: STORAGE_DIR,
    sync: environment.STORAGE_SYNC,
    maxBytes: environment.RETENTION_MAX_BYTES,
    memorySeconds: Math.min(RETENTION_SECONDS, RETENTION_RAW_SECONDS),
    memoryBytes: environment.STORAGE_MEMORY_BYTES,
    minuteSeconds: environment.RETENTION_MINUTE_SECONDS,
    hourSeconds: environment.RETENTION_HOUR_SECONDS,
    warn: (message) => logger.warn(message),
  });
  logRecovery(recovery, STORAGE_DIR, logger);
  return store;
}

/** How far back anything is kept: samples or roll-ups of them. */
export function historySecondsOf(environment: ApiEnvironment): number {
  const { STORAGE_DIR, RETENTION_MINUTE_SECONDS, RETENTION_HOUR_SECONDS } = environment;
  const rawSeconds = retentionSecondsOf(environment);
  if (STORAGE_DIR === undefined || RETENTION_MINUTE_SECONDS === 0) return rawSeconds;
  return Math.max(rawSeconds, RETENTION_MINUTE_SECONDS, RETENTION_HOUR_SECONDS);
}

/** How long samples are kept: on the disk where there is one, else in memory. */
export function retentionSecondsOf({
  STORAGE_DIR,
  RETENTION_SECONDS,
  RETENTION_RAW_SECONDS,
}: ApiEnvironment): number {
  return STORAGE_DIR === undefined ? RETENTION_SECONDS : RETENTION_RAW_SECONDS;
}

function logRecovery(recovery: Recovery, directory: string, logger: Logger): void {
  const { windows, entities, replayed, damage, milliseconds } = recovery;
  logger.log(
    `directory=${JSON.stringify(directory)} recovered windows=${windows} entities=${entities} ` +
      `replayed=${replayed} damaged=${damage.length} ms=${milliseconds}`,
  );
  for (const what of damage) logger.warn(`damaged: ${what}`);
}
