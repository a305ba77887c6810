import { Logger } from '@nestjs/common';
import { API_ENVIRONMENT, readEnvironment } from '@kubemonitor/config';
import { EmbeddedStore, VictoriaMetricsStore } from '@kubemonitor/storage';
import { SYSTEM_CLOCK } from '../clock/clock';
import { createStore } from './create-store';

const create = (variables: Record<string, string>) =>
  createStore(readEnvironment(API_ENVIRONMENT, variables), SYSTEM_CLOCK, new Logger('Store'));

describe('createStore', () => {
  it('makes the embedded store unless another is asked for', async () => {
    expect(await create({})).toBeInstanceOf(EmbeddedStore);
  });

  it('makes the driver of VictoriaMetrics; one URL is enough', async () => {
    const driver = { STORAGE_DRIVER: 'victoriametrics' };
    expect(await create({ ...driver, STORAGE_WRITE_URL: 'http://127.0.0.1:8428' })).toBeInstanceOf(
      VictoriaMetricsStore,
    );
  });

  it.each([
    [{}, 'STORAGE_DRIVER=victoriametrics needs STORAGE_WRITE_URL.'],
    [
      { STORAGE_WRITE_URL: 'http://127.0.0.1:8428', STORAGE_LABELS: 'node=a' },
      'the label "node" is the store\'s own',
    ],
    [
      { STORAGE_WRITE_URL: 'http://127.0.0.1:8428', STORAGE_HEADERS_FILE: '/nowhere/headers' },
      'ENOENT',
    ],
  ])('refuses %p', async (variables, message) => {
    const created = create({ STORAGE_DRIVER: 'victoriametrics', ...variables });
    await expect(created).rejects.toThrow(message);
  });
});
