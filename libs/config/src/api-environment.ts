import type { Environment } from './environment';
import { choice, number, text } from './variables';

/** The API server's environment: read once at the start, used by the manifests too. */
export const API_ENVIRONMENT = {
  PORT: number('port to listen on; 0 = any free one', { fallback: 8080, min: 0, max: 65_535 }),
  HOST: text('address to listen on', 'an address', '127.0.0.1'),
  COLLECT_INTERVAL: number('seconds between two ticks of the collectors', {
    fallback: 5,
    min: 1,
    max: 300,
  }),
  RETENTION_SECONDS: number('how long samples are kept in memory', {
    fallback: 3_600,
    min: 60,
    max: 31_536_000,
  }),
  MAX_SERIES: number('most series (entities × metrics) held; above it new ones are refused', {
    fallback: 10_000_000,
    min: 100,
    max: 1_000_000_000,
  }),
  MAX_BODY_BYTES: number('largest request body, also after decompression', {
    fallback: 8_388_608,
    min: 1_024,
    max: 1_073_741_824,
  }),
  MAX_POINTS: number('most points one window may have; above it the step grows', {
    fallback: 1_500,
    min: 10,
    max: 100_000,
  }),
  MAX_CLOCK_SKEW_SECONDS: number('reports from clocks further off are refused', {
    fallback: 60,
    min: 1,
    max: 86_400,
  }),
  IDENTITY_SOURCE: choice('who names the pods', ['none', 'file'], 'none'),
  IDENTITY_FILE: text(
    'recorded Kubernetes lists (PodList, ReplicaSetList, JobList …), comma separated',
    'files',
  ),
  FREEZE_CLOCK_AT: text('look at a recording: the clock stands at this time', 'an RFC 3339 time'),
  LOG_LEVEL: choice('least level that is logged', ['error', 'warn', 'info', 'debug'], 'info'),
} as const;

export type ApiEnvironment = Environment<typeof API_ENVIRONMENT>;
