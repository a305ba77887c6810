import type { Environment } from './environment';
import { choice, number, text, url } from './variables';

/** The API server's environment: read once at the start, used by the manifests too. */
export const API_ENVIRONMENT = {
  PORT: number('port to listen on; 0 = any free one', { fallback: 8080, min: 0, max: 65_535 }),
  HOST: text('address to listen on', 'an address', '127.0.0.1'),
  COLLECT_INTERVAL: number('seconds between two ticks of the collectors', {
    fallback: 5,
    min: 1,
    max: 300,
  }),
  RETENTION_SECONDS: number(
    'how long samples are kept in memory; without STORAGE_DIR also how long at all',
    {
      fallback: 3_600,
      min: 60,
      max: 31_536_000,
    },
  ),
  STORAGE_DIR: text(
    'directory that keeps samples over restarts; unset = memory only',
    'a directory',
  ),
  STORAGE_SYNC: choice(
    'when the journal is forced to the disk: before each answer, about once a second, or never',
    ['always', 'interval', 'none'],
    'interval',
  ),
  STORAGE_MEMORY_BYTES: number('most bytes of sealed windows kept in memory beside STORAGE_DIR', {
    fallback: 536_870_912,
    min: 1_048_576,
    max: 1_099_511_627_776,
  }),
  RETENTION_RAW_SECONDS: number('how long samples are kept in STORAGE_DIR', {
    fallback: 86_400,
    min: 60,
    max: 31_536_000,
  }),
  RETENTION_MINUTE_SECONDS: number(
    'how long roll-ups of a minute are kept in STORAGE_DIR; 0 makes no roll-ups',
    { fallback: 2_592_000, min: 0, max: 315_360_000 },
  ),
  RETENTION_HOUR_SECONDS: number(
    'how long roll-ups of an hour are kept in STORAGE_DIR; 0 makes none of them',
    { fallback: 31_536_000, min: 0, max: 315_360_000 },
  ),
  STORAGE_DRIVER: choice(
    'where samples are kept: in this process or in a VictoriaMetrics server',
    ['embedded', 'victoriametrics'],
    'embedded',
  ),
  STORAGE_WRITE_URL: url(
    'where VictoriaMetrics takes samples: its base URL, or a remote write URL',
  ),
  STORAGE_READ_URL: url('where VictoriaMetrics is asked; unset = STORAGE_WRITE_URL'),
  STORAGE_LABELS: text(
    'labels all series get in VictoriaMetrics, to share it with others',
    'name=value, comma separated',
  ),
  STORAGE_HEADERS_FILE: text(
    'headers for VictoriaMetrics (authorization, tenant), one `Name: value` a line',
    'a file',
  ),
  RETENTION_MAX_BYTES: number('most bytes kept in STORAGE_DIR; above it the oldest are dropped', {
    fallback: 10_737_418_240,
    min: 16_777_216,
    max: 1_125_899_906_842_624,
  }),
  MAX_SERIES: number('most series (entities × metrics) at a time; above it new ones are refused', {
    fallback: 10_000_000,
    min: 100,
    max: 1_000_000_000,
  }),
  MAX_ENTITIES: number(
    'most pods, containers … known, ended ones included; above it the longest gone are forgotten, then the oldest samples dropped',
    { fallback: 1_000_000, min: 100, max: 100_000_000 },
  ),
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
  IDENTITY_SOURCE: choice('who names the pods', ['none', 'file', 'kubernetes'], 'none'),
  IDENTITY_FILE: text(
    'recorded Kubernetes lists (PodList, ReplicaSetList, JobList …), comma separated',
    'files',
  ),
  KUBECONFIG: text('how to reach the cluster; unset = as a pod of it', 'a file'),
  AUTH_INGEST: choice('who may write samples', ['none', 'token', 'kubernetes'], 'none'),
  AUTH_READ: choice('who may read', ['none', 'token', 'kubernetes'], 'none'),
  INGEST_TOKENS_FILE: text('tokens that may write with AUTH_INGEST=token, one a line', 'a file'),
  READ_TOKENS_FILE: text('tokens that may read with AUTH_READ=token, one a line', 'a file'),
  AUTH_AUDIENCE: text('audience the collectors’ tokens must be made for', 'a word', 'kubemonitor'),
  COLLECTOR_SERVICE_ACCOUNT: text(
    'service account whose tokens may write with AUTH_INGEST=kubernetes',
    'namespace/name',
    'kubemonitor/resource-collector',
  ),
  AGGREGATION_PORT: number(
    'port of metrics.k8s.io over TLS, for the cluster’s API server; 0 = none',
    { fallback: 0, min: 0, max: 65_535 },
  ),
  AGGREGATION_SERVICE: text(
    'namespace and name of the Service by which the cluster’s API server reaches AGGREGATION_PORT',
    'namespace/name',
    'kubemonitor/monitor-api-service',
  ),
  PROMQL_ENGINE: choice(
    'what answers PromQL: auto = VictoriaMetrics where samples are kept there, own = this server always',
    ['auto', 'own'],
    'auto',
  ),
  FREEZE_CLOCK_AT: text('look at a recording: the clock stands at this time', 'an RFC 3339 time'),
  LOG_LEVEL: choice('least level that is logged', ['error', 'warn', 'info', 'debug'], 'info'),
} as const;

export type ApiEnvironment = Environment<typeof API_ENVIRONMENT>;
