import type { Report } from '@kubemonitor/metrics-model';
import { ApiServer } from './api-server';
import { makeLists } from './cluster/lists';
import { playReports } from './cluster/player';

/** Where the clocks of the server and of the browser stand: two seconds after the last tick. */
export const NOW = '2026-11-23T12:00:02.000Z';
const NOON_MS = Date.UTC(2026, 10, 23, 12);

/** Seconds between two ticks. */
export const INTERVAL_SECONDS = 5;

/** worker-2 was not heard of from 11:58:00 to 11:58:55. */
const GAP = [24, 13] as const;
const TICKS = 60;

/** A server with five minutes of the played cluster, in which nothing moves. */
export interface PlayedApi {
  readonly server: ApiServer;
  /** The reports of the ticks it has not been sent yet, oldest first; the last is that of noon. */
  readonly keptTicks: readonly (readonly Report[])[];
}

/** Starts one; all ticks are sent but the last `kept`. */
export async function startPlayedApi(
  env: Readonly<Record<string, string>> = {},
  kept = 0,
): Promise<PlayedApi> {
  const server = await ApiServer.start({ FREEZE_CLOCK_AT: NOW, ...env }, makeLists(true));
  const reports = [
    ...playReports({
      endMs: NOON_MS,
      ticks: TICKS,
      intervalSeconds: INTERVAL_SECONDS,
      isMoving: false,
      isEvil: true,
      gap: GAP,
    }),
  ];
  const firstKeptMs = NOON_MS - (kept - 1) * INTERVAL_SECONDS * 1_000;
  await server.send(reports.filter(({ timestamp_milliseconds: atMs }) => atMs < firstKeptMs));
  const keptTicks = Array.from({ length: kept }, (_, tick) =>
    reports.filter(
      ({ timestamp_milliseconds: atMs }) => atMs === firstKeptMs + tick * INTERVAL_SECONDS * 1_000,
    ),
  );
  return { server, keptTicks };
}
