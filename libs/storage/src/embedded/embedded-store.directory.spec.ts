import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_TICK as T } from '../testing/report-builder';
import { DAY, namesIn, openAt, pod, run } from '../testing/disk-runs';
import { StoreDirectories } from '../testing/store-directory';
import { WatchedStore } from '../testing/watched-store';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

describe('retention on the disk', () => {
  it('drops windows older than it, their files and who was in them', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T, { retentionSeconds: 50 * 5 });
    const forgotten: string[] = [];
    watched.store.onForgotten(({ id }) => forgotten.push(id));
    await watched.report({ tick: T, pods: { old: { memory_bytes: 1 } } });
    await run(watched, T + 1, T + 100);
    expect(namesIn(disk, 'blocks')).toEqual(['0000000201.block', '0000000202.block']);
    expect(forgotten).toEqual(['old']);
    const again = await openAt(directories.crash(disk), T + 100, { retentionSeconds: 50 * 5 });
    expect([...again.store.entities('pod')].map(({ id }) => id)).toEqual(['a']);
    for (const { store } of [watched, again]) await store.close();
  });

  it('keeps a window as long as one tick of it is young enough, over a restart too', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T, { retentionSeconds: 50 * 5 });
    for (const tick of [T + 2, T + 10]) await watched.report({ tick, pods: pod(tick) });
    // The oldest tick that is taken is T + 5; the window of both begins at T.
    const again = await openAt(directories.crash(disk), T + 55, { retentionSeconds: 50 * 5 });
    watched.goTo(T + 55);
    for (const store of [watched, again]) {
      const window = { from: T + 2, to: T + 11, ticksPerStep: 1 };
      const memory = await store.range(store.entity('pod', 'a'), 'memory_bytes', window);
      expect([memory[0], memory[8]]).toEqual([T + 2, T + 10]);
      await store.store.close();
    }
  });

  it('drops the oldest windows when the files are too large, and refuses samples of them', async () => {
    const disk = directories.make({ maxBytes: 1_000 });
    const watched = await openAt(disk, T);
    await run(watched, T, T + 130);
    expect(namesIn(disk, 'blocks').length).toBeLessThan(4);
    expect(namesIn(disk, 'blocks')).not.toContain('0000000200.block');
    expect((await watched.report({ tick: T + 3, node: 'n2', pods: pod(1) })).result).toBe(
      'too_old',
    );
    await watched.store.close();
  });
});

describe('opening', () => {
  it('refuses a directory that is in use, and takes it over from a process that has ended', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    await expect(openAt(disk, T)).rejects.toMatchObject({ code: 'locked' });
    await watched.store.close();
    const again = await openAt(disk, T);
    await again.store.close();
  });

  it('refuses a store of another interval and leaves it as it is', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    await run(watched, T, T + 40);
    await watched.store.close();
    await expect(openAt(disk, T, { intervalSeconds: 10 })).rejects.toMatchObject({
      code: 'incompatible',
      message: expect.stringContaining('set COLLECT_INTERVAL back'),
    });
    const again = await openAt(disk, T + 40);
    expect(again.entity('pod', 'a').lastTick).toBe(T + 39);
    await again.store.close();
  });

  it('starts where a file is not its own, empty or half written', async () => {
    const disk = directories.make();
    const watched = await openAt(disk, T);
    await run(watched, T, T + 40);
    await watched.store.close();
    writeFileSync(join(disk.directory, 'blocks', '0000000300.block'), '');
    writeFileSync(join(disk.directory, 'blocks', '0000000301.block.tmp'), 'half');
    writeFileSync(join(disk.directory, 'blocks', 'README'), 'not ours');
    writeFileSync(join(disk.directory, 'journal', '0000000099.journal'), '');
    const again = new WatchedStore(DAY);
    again.goTo(T + 40);
    const { damage } = await again.useDisk(disk);
    expect(damage.map((one) => one.slice(disk.directory.length))).toEqual([
      '/blocks/0000000300.block: its footer is damaged; what it held is lost',
      '/journal/0000000099.journal: its header is damaged',
    ]);
    expect(namesIn(disk, 'blocks')).not.toContain('0000000301.block.tmp');
    expect(again.entity('pod', 'a').lastTick).toBe(T + 39);
    await again.store.close();
  });
});
