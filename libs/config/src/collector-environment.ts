import type { Environment } from './environment';
import { choice, flag, number, text, url } from './variables';

/** The collector's environment: read once at the start, used by the manifests too. */
export const COLLECTOR_ENVIRONMENT = {
  API_SERVER_URL: url('where reports are sent', 'http://127.0.0.1:8080'),
  NODE_NAME: text('name of this node; unset = the host name', 'a node name'),
  COLLECT_INTERVAL: number('seconds between two ticks, aligned to the wall clock', {
    fallback: 5,
    min: 1,
    max: 300,
  }),
  HOST_PROC: text('the host’s procfs', 'a directory', '/proc'),
  HOST_SYS_CGROUP: text('the host’s cgroup mount', 'a directory', '/sys/fs/cgroup'),
  HOST_SYS: text('the host’s sysfs, to tell stacked block devices', 'a directory', '/sys'),
  SPOOL_DIR: text('directory for unsent reports; unset = memory only', 'a directory'),
  SPOOL_MEMORY_REPORTS: number('unsent reports kept in memory', {
    fallback: 60,
    min: 1,
    max: 10_000,
  }),
  SPOOL_FILE_BYTES: number('most bytes of unsent reports kept in SPOOL_DIR', {
    fallback: 67_108_864,
    min: 0,
    max: 17_179_869_184,
  }),
  SEND_TIMEOUT_SECONDS: number('time one send may take', { fallback: 10, min: 1, max: 300 }),
  INGEST_TOKEN_FILE: text('file with the bearer token sent to the API', 'a file'),
  HEALTH_PORT: number('port of /livez, /readyz and /metrics; 0 = none', {
    fallback: 0,
    min: 0,
    max: 65_535,
  }),
  HEALTH_HOST: text('address HEALTH_PORT is listened on', 'an address', '127.0.0.1'),
  METRICS: flag('answer /metrics on HEALTH_PORT, for Prometheus', false),
  MAX_CGROUPS: number('most cgroups outside pods that are reported', {
    fallback: 256,
    min: 0,
    max: 10_000,
  }),
  HOST_FACTS: flag('ask the machine once for CPU model, kernel and OS', true),
  LOG_LEVEL: choice('least level that is logged', ['error', 'warn', 'info', 'debug'], 'info'),
} as const;

export type CollectorEnvironment = Environment<typeof COLLECTOR_ENVIRONMENT>;
