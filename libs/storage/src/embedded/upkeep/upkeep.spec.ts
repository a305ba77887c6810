import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_TICK as T, INTERVAL_MS } from '../../testing/report-builder';
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
      entities: 2,
      journalled: 10,
      damage: [],
    });
    await watched.store.close();
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
    expect(readdirSync(target).sort()).toEqual(['blocks', 'journal', 'names']);
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
