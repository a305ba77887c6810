import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, openAt } from '../../testing/disk-runs';
import { FIRST_TICK as T, INTERVAL_MS, fieldsNamed } from '../../testing/report-builder';
import { StoreDirectories } from '../../testing/store-directory';
import { WatchedStore } from '../../testing/watched-store';
import type { DiskOptions } from '../disk/disk';
import { checkStore } from './check-store';
import { copyStore } from './copy-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** A store with two windows in blocks and the rest in the journal, still in use. */
async function fill(): Promise<{ disk: DiskOptions; watched: WatchedStore }> {
  const disk = directories.make();
  const watched = new WatchedStore();
  watched.goTo(T);
  await watched.useDisk(disk);
  for (let tick = T; tick < T + 70; tick += 1) {
    await watched.report({ tick, host: { load_1m: 1 }, pods: { a: { memory_bytes: tick } } });
    await watched.store.maintain();
  }
  return { disk, watched };
}

/** Ticks of an hour; a day begins at tick 17,280. */
const HOUR = 720;
const MIDNIGHT = 24 * HOUR;

/** A store with a report at the first tick of each of the last two hours of a day, rolled up. */
async function fillDay(): Promise<DiskOptions> {
  const disk = directories.make({ minuteSeconds: 2_592_000, hourSeconds: 31_536_000 });
  const watched = await openAt(disk, MIDNIGHT - 2 * HOUR);
  for (const tick of [MIDNIGHT - 2 * HOUR, MIDNIGHT - HOUR]) {
    await watched.report({ tick, host: { load_1m: 1 }, pods: { a: { memory_bytes: tick } } });
  }
  watched.goTo(MIDNIGHT + HOUR);
  // Two windows to seal, two hours and a day to roll up.
  for (let turn = 0; turn < 8; turn += 1) await watched.store.maintain();
  await watched.store.close();
  return disk;
}

describe('checkStore', () => {
  it('tells what there is, of a store in use', async () => {
    const { disk, watched } = await fill();
    const check = await checkStore(disk.directory);
    expect(check).toMatchObject({
      windows: 2,
      // A value of the node and one of the pod at each of 60 ticks; the pod is in no group.
      samples: 120,
      oldestMs: T * INTERVAL_MS,
      newestMs: (T + 60) * INTERVAL_MS,
      minutes: { files: 0, bytes: 0, oldestMs: undefined, newestMs: undefined },
      hours: { files: 0, bytes: 0, oldestMs: undefined, newestMs: undefined },
      entities: 2,
      journalled: 10,
      damage: [],
    });
    await watched.store.close();
  });

  it('tells what roll-ups there are', async () => {
    const { directory } = await fillDay();
    const sizeOf = (...path: string[]) => statSync(join(directory, ...path)).size;
    const { minutes, hours, damage } = await checkStore(directory);
    // Hours 22 and 23 of the first day, and that day, number 0.
    expect(minutes).toEqual({
      files: 2,
      bytes: sizeOf('minutes', '0000000022.block') + sizeOf('minutes', '0000000023.block'),
      oldestMs: 22 * 3_600_000,
      newestMs: 86_400_000,
    });
    expect(hours).toEqual({
      files: 1,
      bytes: sizeOf('hours', '0000000000.block'),
      oldestMs: 0,
      newestMs: 86_400_000,
    });
    expect(damage).toEqual([]);
  });

  it.each([
    ['a chunk of minutes', join('minutes', '0000000022.block'), 0, /chunk 0 of node does not fit/],
    ['an index of minutes', join('minutes', '0000000023.block'), -100, /index does not fit/],
    ['a chunk of hours', join('hours', '0000000000.block'), 0, /chunk 0 of node does not fit/],
    ['a footer of hours', join('hours', '0000000000.block'), -1, /its footer is damaged/],
  ])('finds damage to %s', async (_, name, offset, message) => {
    const { directory } = await fillDay();
    const path = join(directory, name);
    const bytes = readFileSync(path);
    bytes[(offset + bytes.length) % bytes.length] ^= 4;
    writeFileSync(path, bytes);
    const { damage } = await checkStore(directory);
    expect(damage).toEqual([expect.stringMatching(message)]);
    expect(damage[0]).toContain(path);
  });

  it('finds roll-ups that are in the wrong place', async () => {
    const { directory } = await fillDay();
    rmSync(join(directory, 'hours'), { recursive: true });
    renameSync(join(directory, 'minutes'), join(directory, 'hours'));
    const { minutes, damage } = await checkStore(directory);
    expect(minutes.files).toBe(0);
    expect(damage).toHaveLength(2);
    expect(damage[0]).toMatch(/22\.block: its steps are not those of hours; it is not used/);
  });

  it.each([
    ['a chunk', join('blocks', '0000000200.block'), 0, /chunk 0 of node does not fit/],
    ['an index', join('blocks', '0000000201.block'), -100, /index does not fit/],
    ['a footer', join('blocks', '0000000201.block'), -1, /its footer is damaged/],
    ['the names', 'names', 30, /names: \d+ bytes are damaged/],
    ['the journal', join('journal', '0000000003.journal'), 40, /bytes are damaged or torn/],
  ])('finds damage to %s', async (_, name, offset, message) => {
    const { disk, watched } = await fill();
    await watched.store.close();
    const path = join(disk.directory, name);
    const bytes = readFileSync(path);
    bytes[(offset + bytes.length) % bytes.length] ^= 4;
    writeFileSync(path, bytes);
    const { damage } = await checkStore(disk.directory);
    expect(damage[0]).toMatch(message);
  });

  it('refuses a directory that is no store', async () => {
    const disk = directories.make();
    await expect(checkStore(disk.directory)).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('copyStore', () => {
  it('copies a store in use to one that a server can be started on', async () => {
    const { disk, watched } = await fill();
    const target = join(directories.make().directory, 'copy');
    expect(await copyStore(disk.directory, target)).toBe(4);
    await watched.report({ tick: T + 70, pods: { a: { memory_bytes: 1 } } });
    await watched.store.close();
    expect(readdirSync(target).sort()).toEqual(['blocks', 'hours', 'journal', 'minutes', 'names']);
    const again = new WatchedStore();
    again.goTo(T + 70);
    expect((await again.useDisk({ ...disk, directory: target })).damage).toEqual([]);
    const memory = await again.range(again.entity('pod', 'a'), 'memory_bytes', {
      from: T,
      to: T + 71,
    });
    const expected = Array.from({ length: 70 }, (_, index) => T + index);
    expect(memory).toEqual([...expected, Number.NaN]);
    await again.store.close();
  });

  it('takes the roll-ups along, which are not made anew there', async () => {
    const disk = await fillDay();
    const target = { ...disk, directory: join(directories.make().directory, 'copy') };
    // Two blocks, two hours, a day and the names; the journal is not needed any more.
    expect(await copyStore(disk.directory, target.directory)).toBe(6);
    for (const part of ['minutes', 'hours'])
      expect(namesIn(target, part)).toEqual(namesIn(disk, part));
    const written = (at: DiskOptions) =>
      statSync(join(at.directory, 'hours', '0000000000.block')).mtimeMs;
    const again = await openAt(target, MIDNIGHT + HOUR);
    for (let turn = 0; turn < 4; turn += 1) await again.store.maintain();
    expect(written(target)).toBe(written(disk));
    const range = { startMs: 0, endMs: 86_400_000, stepMs: 3_600_000, resolution: '1h' as const };
    const pod = again.entity('pod', 'a');
    const { series } = await again.store.range([pod], fieldsNamed('memory_bytes'), range, []);
    // The last two of 24 hours, one sample each: its tick.
    expect(Array.from(series[0].values[0]).slice(21)).toEqual([Number.NaN, 15_840, 16_560]);
    await again.store.close();
  });

  it('writes over nothing', async () => {
    const { disk, watched } = await fill();
    await watched.store.close();
    const existing = directories.make().directory;
    await expect(copyStore(disk.directory, existing)).rejects.toMatchObject({
      code: 'write_failed',
      path: existing,
    });
  });
});
