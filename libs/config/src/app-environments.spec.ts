import { API_ENVIRONMENT } from './api-environment';
import { COLLECTOR_ENVIRONMENT } from './collector-environment';
import { readEnvironment, type EnvironmentSchema } from './environment';

const SCHEMAS: readonly (readonly [string, EnvironmentSchema])[] = [
  ['the API', API_ENVIRONMENT],
  ['the collector', COLLECTOR_ENVIRONMENT],
];

describe.each(SCHEMAS)('the environment of %s', (_, schema) => {
  it('has names in capitals and a description of each', () => {
    for (const [name, { description, expects }] of Object.entries(schema)) {
      expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(description).toMatch(/^[^A-Z].{5,}[^.]$/);
      expect(expects).not.toBe('');
    }
  });

  it('can be read from fallbacks alone', () => {
    expect(() => readEnvironment(schema, {})).not.toThrow();
  });
});

describe('the environment of the API', () => {
  it('has these defaults', () => {
    expect(readEnvironment(API_ENVIRONMENT, {})).toEqual({
      PORT: 8_080,
      HOST: '127.0.0.1',
      COLLECT_INTERVAL: 5,
      RETENTION_SECONDS: 3_600,
      STORAGE_DRIVER: 'embedded',
      STORAGE_WRITE_URL: undefined,
      STORAGE_READ_URL: undefined,
      STORAGE_LABELS: undefined,
      STORAGE_HEADERS_FILE: undefined,
      STORAGE_DIR: undefined,
      STORAGE_SYNC: 'interval',
      STORAGE_MEMORY_BYTES: 512 * 1_024 * 1_024,
      RETENTION_RAW_SECONDS: 86_400,
      RETENTION_MINUTE_SECONDS: 30 * 86_400,
      RETENTION_HOUR_SECONDS: 365 * 86_400,
      RETENTION_MAX_BYTES: 10 * 1_024 ** 3,
      MAX_SERIES: 10_000_000,
      MAX_ENTITIES: 1_000_000,
      MAX_BODY_BYTES: 8 * 1_024 * 1_024,
      MAX_POINTS: 1_500,
      MAX_CLOCK_SKEW_SECONDS: 60,
      IDENTITY_SOURCE: 'none',
      IDENTITY_FILE: undefined,
      KUBECONFIG: undefined,
      AUTH_INGEST: 'none',
      AUTH_READ: 'none',
      INGEST_TOKENS_FILE: undefined,
      READ_TOKENS_FILE: undefined,
      PROMQL_ENGINE: 'auto',
      AGGREGATION_PORT: 0,
      AGGREGATION_SERVICE: 'kubemonitor/monitor-api-service',
      AUTH_AUDIENCE: 'kubemonitor',
      COLLECTOR_SERVICE_ACCOUNT: 'kubemonitor/resource-collector',
      FREEZE_CLOCK_AT: undefined,
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['PORT', '65536'],
    ['COLLECT_INTERVAL', '0'],
    ['COLLECT_INTERVAL', '301'],
    ['RETENTION_SECONDS', '59'],
    ['STORAGE_DRIVER', 'disk'],
    ['STORAGE_WRITE_URL', 'victoria:8428'],
    ['STORAGE_READ_URL', 'ftp://victoria'],
    ['STORAGE_SYNC', 'sometimes'],
    ['STORAGE_MEMORY_BYTES', '1048575'],
    ['RETENTION_RAW_SECONDS', '59'],
    ['RETENTION_MAX_BYTES', '16777215'],
    ['MAX_SERIES', '99'],
    ['MAX_BODY_BYTES', '1023'],
    ['MAX_POINTS', '9'],
    ['MAX_CLOCK_SKEW_SECONDS', '0'],
    ['IDENTITY_SOURCE', 'cluster'],
    ['AUTH_INGEST', 'some'],
    ['AUTH_READ', 'open'],
    ['LOG_LEVEL', 'verbose'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readEnvironment(API_ENVIRONMENT, { [name]: value })).toThrow(`${name}="${value}"`);
  });
});

describe('the environment of the collector', () => {
  it('has these defaults', () => {
    expect(readEnvironment(COLLECTOR_ENVIRONMENT, {})).toEqual({
      API_SERVER_URL: 'http://127.0.0.1:8080',
      NODE_NAME: undefined,
      COLLECT_INTERVAL: 5,
      HOST_PROC: '/proc',
      HOST_SYS_CGROUP: '/sys/fs/cgroup',
      HOST_SYS: '/sys',
      SPOOL_DIR: undefined,
      SPOOL_MEMORY_REPORTS: 60,
      SPOOL_FILE_BYTES: 64 * 1_024 * 1_024,
      SEND_TIMEOUT_SECONDS: 10,
      INGEST_TOKEN_FILE: undefined,
      HEALTH_PORT: 0,
      HEALTH_HOST: '127.0.0.1',
      METRICS: false,
      MAX_CGROUPS: 256,
      HOST_FACTS: true,
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['API_SERVER_URL', 'api:8080'],
    ['SPOOL_MEMORY_REPORTS', '0'],
    ['SEND_TIMEOUT_SECONDS', '301'],
    ['MAX_CGROUPS', '-1'],
    ['HOST_FACTS', 'no'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readEnvironment(COLLECTOR_ENVIRONMENT, { [name]: value })).toThrow(
      `${name}="${value}"`,
    );
  });

  it('ticks like the API: the same variable with the same bounds', () => {
    const { fallback, expects } = COLLECTOR_ENVIRONMENT.COLLECT_INTERVAL;
    expect(API_ENVIRONMENT.COLLECT_INTERVAL).toMatchObject({ fallback, expects });
  });
});
