import type { StoreStats } from '@kubemonitor/storage';
import { judgeStore } from './store-limits';

const LIMITS = { maxSeries: 1_000, maxEntities: 100, maxDiskBytes: 10_000 };

const CALM: StoreStats = {
  entities: { node: 1, pod: 10, container: 20, cgroup: 5 },
  series: 500,
  openWindows: 0,
  sealedWindows: 0,
  sealedSamples: 0,
  sealedBytes: 0,
  openBytes: 0,
  oldestMs: Number.NaN,
  refusedEntities: 0,
  disk: undefined,
};

const DISK: NonNullable<StoreStats['disk']> = {
  journalBytes: 1_000,
  blockBytes: 5_000,
  namesBytes: 1_000,
  minuteBytes: 1_500,
  hourBytes: 500,
  oldestMinuteMs: Number.NaN,
  oldestHourMs: Number.NaN,
  windowsOnDisk: 0,
  cachedBytes: 0,
  refusedBatches: 0,
};

describe('judgeStore', () => {
  it.each([
    ['a calm store', CALM, []],
    ['many series', { ...CALM, series: 900 }, ['series_near_limit']],
    [
      'many names',
      { ...CALM, entities: { node: 10, pod: 20, container: 50, cgroup: 10 } },
      ['entities_near_limit'],
    ],
    // 9,000 of 10,000 bytes.
    ['a full disk', { ...CALM, disk: DISK }, ['disk_near_limit']],
    [
      'a disk that fails',
      { ...CALM, disk: { ...DISK, blockBytes: 0, refusedBatches: 3 } },
      ['disk_refuses'],
    ],
  ])('of %s', (_case, stats, codes) => {
    expect(judgeStore(stats, LIMITS).map(({ code }) => code)).toEqual(codes);
  });
});
