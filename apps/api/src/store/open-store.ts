import type { Logger } from '@nestjs/common';
import type { ApiEnvironment } from '@kubemonitor/config';
import { EmbeddedStore, type Recovery } from '@kubemonitor/storage';
import type { Clock } from '../clock/clock';

const SECONDS_A_MINUTE = 60;

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
  const { RETENTION_MINUTE_SECONDS, RETENTION_HOUR_SECONDS } = environment;
  const rawSeconds = retentionSecondsOf(environment);
  if (!hasRollups(environment)) return rawSeconds;
  return Math.max(rawSeconds, RETENTION_MINUTE_SECONDS, RETENTION_HOUR_SECONDS);
}

/** Roll-ups are files of the embedded store; a minute must be whole intervals. */
function hasRollups(environment: ApiEnvironment): boolean {
  const { STORAGE_DRIVER, STORAGE_DIR, RETENTION_MINUTE_SECONDS, COLLECT_INTERVAL } = environment;
  if (STORAGE_DRIVER !== 'embedded' || STORAGE_DIR === undefined) return false;
  return RETENTION_MINUTE_SECONDS > 0 && SECONDS_A_MINUTE % COLLECT_INTERVAL === 0;
}

/** How long samples are kept: of the embedded store on the disk where it has one, else in memory. */
export function retentionSecondsOf({
  STORAGE_DRIVER,
  STORAGE_DIR,
  RETENTION_SECONDS,
  RETENTION_RAW_SECONDS,
}: ApiEnvironment): number {
  const isOnDisk = STORAGE_DRIVER === 'embedded' && STORAGE_DIR !== undefined;
  return isOnDisk ? RETENTION_RAW_SECONDS : RETENTION_SECONDS;
}

function logRecovery(recovery: Recovery, directory: string, logger: Logger): void {
  const { windows, entities, replayed, damage, milliseconds } = recovery;
  logger.log(
    `directory=${JSON.stringify(directory)} recovered windows=${windows} entities=${entities} ` +
      `replayed=${replayed} damaged=${damage.length} ms=${milliseconds}`,
  );
  for (const what of damage) logger.warn(`damaged: ${what}`);
}
