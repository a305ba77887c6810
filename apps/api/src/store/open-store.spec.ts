import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import { historySecondsOf, retentionSecondsOf } from './open-store';

const DISK = { STORAGE_DIR: '/store' };
const ENGINE = { STORAGE_DRIVER: 'victoriametrics', STORAGE_WRITE_URL: 'http://127.0.0.1:8428' };

describe('how far back a store goes', () => {
  it.each([
    // By default an hour in memory, on disk a day of samples and a year of roll-ups.
    [{}, 3_600, 3_600],
    [{ RETENTION_HOUR_SECONDS: '99999999' }, 3_600, 3_600],
    [DISK, 86_400, 31_536_000],
    [{ ...DISK, RETENTION_HOUR_SECONDS: '0' }, 86_400, 2_592_000],
    [{ ...DISK, RETENTION_MINUTE_SECONDS: '0' }, 86_400, 86_400],
    [
      { ...DISK, RETENTION_RAW_SECONDS: '31536000', RETENTION_HOUR_SECONDS: '60' },
      31_536_000,
      31_536_000,
    ],
    // Minutes cannot be made of intervals of 7 s or of 2 minutes.
    [{ ...DISK, COLLECT_INTERVAL: '7' }, 86_400, 86_400],
    [{ ...DISK, COLLECT_INTERVAL: '120' }, 86_400, 86_400],
    [{ ...DISK, COLLECT_INTERVAL: '60' }, 86_400, 31_536_000],
    [ENGINE, 3_600, 3_600],
    [{ ...ENGINE, ...DISK, RETENTION_SECONDS: '7200' }, 7_200, 7_200],
  ])('with %p: samples %d s, anything %d s', (variables, samples, anything) => {
    const environment = readEnvironment(API_ENVIRONMENT, variables);
    expect(retentionSecondsOf(environment)).toBe(samples);
    expect(historySecondsOf(environment)).toBe(anything);
  });
});
