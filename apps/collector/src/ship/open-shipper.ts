import type { CollectorEnvironment } from '@kubemonitor/config';
import type { Timers } from '../clock/timers';
import type { Logger, RepeatGuard } from '../log';
import { openHttpSender } from './http-sender';
import { Shipper } from './shipper';
import { Spool } from './spool';
import { SpoolDirectory } from './spool-directory';
import { TokenFile } from './token-file';

const MILLISECONDS_PER_SECOND = 1_000;

/**
 * The shipper the environment describes: sender, token, spool in memory and on disk.
 * @param now the clock the API is told at each send: of a recording its own
 */
export async function openShipper(
  environment: CollectorEnvironment,
  now: () => number,
  timers: Timers,
  log: Logger,
  guard: RepeatGuard,
): Promise<Shipper> {
  const {
    API_SERVER_URL: apiServerUrl,
    INGEST_TOKEN_FILE: tokenFile,
    SEND_TIMEOUT_SECONDS: timeoutSeconds,
    SPOOL_DIR: spoolDirectory,
    SPOOL_FILE_BYTES: spoolBytes,
    SPOOL_MEMORY_REPORTS: spoolReports,
  } = environment;
  const directory =
    spoolDirectory === undefined || spoolBytes === 0
      ? undefined
      : new SpoolDirectory(spoolDirectory, spoolBytes, log);
  const sender = await openHttpSender({
    apiServerUrl,
    timeoutMilliseconds: timeoutSeconds * MILLISECONDS_PER_SECOND,
    token: tokenFile === undefined ? undefined : new TokenFile(tokenFile),
    now,
  });
  const spool = new Spool(spoolReports, directory);
  return new Shipper({ sender, spool, timers, random: Math.random, log, guard });
}
