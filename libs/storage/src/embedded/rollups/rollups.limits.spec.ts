import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../testing/disk-runs';
import { fieldsNamed } from '../../testing/report-builder';
import {
  DAY_MS,
  HOUR_MS,
  KEPT,
  MINUTE_MS,
  MinuteRun,
  askEntity,
  pictureOf,
  settle,
} from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import type { DiskOptions } from '../disk/disk';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** First tick of 1970-01-02 at an interval of a minute; an hour has 60. */
const T = DAY_MS / MINUTE_MS;
const HOUR = 60;
const DAY = 24 * HOUR;

const words = (tick: number) => ({ pods: { a: { memory_bytes: (tick - T) * 2 } } });

async function countsOf(run: MinuteRun, hours: number): Promise<number[]> {
  const ask = askEntity(run.watched, run.watched.entity('pod', 'a'));
  const start = T * MINUTE_MS;
  const range = { startMs: start, endMs: start + hours * HOUR_MS, stepMs: HOUR_MS };
  const frame = await ask({ ...range, resolution: '1h' }, fieldsNamed('memory_bytes'), []);
  return pictureOf(frame)[''].samples;
}

const podsOf = (run: MinuteRun) => [...run.store.entities('pod')].map(({ id }) => id).sort();

describe('a disk that is full when a roll-up is written', () => {
  it('is told of once, tried again later, and costs nothing', async () => {
    const warnings: string[] = [];
    const disk = directories.make({ ...KEPT, warn: (one) => warnings.push(one) });
    const run = await MinuteRun.open(disk, T, { retentionSeconds: 1_800 });
    // Whatever is written there meets a full device.
    const unfinished = join(disk.directory, 'minutes', '0000000024.block.tmp');
    const fill = () => symlinkSync('/dev/full', unfinished);
    fill();
    await run.play(T, T + HOUR + 4, words);
    run.goTo(T + HOUR + 5);
    // The first upkeep seals the last window of the hour, the second rolls the hour up.
    await run.store.maintain();
    await run.store.maintain();
    expect(warnings).toEqual([expect.stringContaining('write a roll-up')]);
    expect(warnings[0]).toContain('ENOSPC');
    expect(namesIn(disk, 'minutes')).toEqual([]);
    // Ten seconds long it is not tried again, then it fails as before.
    fill();
    run.watched.nowMs += 5_000;
    await run.store.maintain();
    expect(namesIn(disk, 'minutes')).toEqual(['0000000024.block.tmp']);
    run.watched.nowMs += 5_000;
    await run.store.maintain();
    expect(namesIn(disk, 'minutes')).toEqual([]);
    expect(warnings).toHaveLength(1);
    run.watched.nowMs += 10_000;
    await run.store.maintain();
    expect(namesIn(disk, 'minutes')).toEqual(['0000000024.block']);
    expect(warnings.slice(1)).toEqual(['the disk takes data again']);
    await run.store.close();
  });

  it('does not keep samples for ever that could not be rolled up', async () => {
    const warnings: string[] = [];
    const disk = directories.make({ ...KEPT, warn: (one) => warnings.push(one) });
    const run = await MinuteRun.open(disk, T, { retentionSeconds: 1_800 });
    const unfinished = join(disk.directory, 'minutes', '0000000024.block.tmp');
    for (let tick = T; tick < T + 2 * HOUR; tick += 1) {
      rmSync(unfinished, { force: true });
      symlinkSync('/dev/full', unfinished);
      await run.report({ tick, ...words(tick) });
      await run.store.maintain();
    }
    // 30 minutes before the last one.
    expect(run.store.stats().oldestMs).toBe((T + 60) * MINUTE_MS);
    expect(warnings).toEqual([expect.stringContaining('ENOSPC')]);
    await run.store.close();
  });
});

describe('retention', () => {
  it('keeps samples until they are rolled up, however short it is', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T, { retentionSeconds: 600 });
    await run.play(T, T + 2 * HOUR + 10, words);
    await settle(run.watched, 4);
    expect(await countsOf(run, 2)).toEqual([60, 60]);
    // Then they go, but for what the first rates of the hour that goes on look back to.
    expect(run.store.stats().oldestMs).toBe((T + 2 * HOUR - 30) * MINUTE_MS);
    const late = run.buildReport({ tick: T + 5, node: 'n2', ...words(T + 5) });
    expect((await run.watched.append(late)).result).toBe('too_old');
    await run.store.close();
  });

  it('drops roll-ups that are too old, and forgets whom they alone held', async () => {
    const disk = directories.make({ minuteSeconds: 172_800, hourSeconds: 259_200 });
    const run = await MinuteRun.open(disk, T);
    await run.play(T, T + HOUR, () => ({ pods: { a: { pids: 1 }, gone: { pids: 1 } } }));
    for (let day = 1; day <= 4; day += 1) {
      const from = T + day * DAY;
      await run.play(from, from + 10, () => ({ pods: { a: { pids: 1 } } }));
      run.goTo(from + 70);
      await settle(run.watched, 6);
      const found = {
        minutes: namesIn(disk, 'minutes').length,
        hours: namesIn(disk, 'hours').length,
      };
      // Minutes of the last two days, hours of the last three, each until its end is as old.
      expect({ day, ...found, pods: podsOf(run) }).toEqual(
        [
          { day: 1, minutes: 2, hours: 1, pods: ['a', 'gone'] },
          { day: 2, minutes: 2, hours: 2, pods: ['a', 'gone'] },
          { day: 3, minutes: 2, hours: 3, pods: ['a', 'gone'] },
          { day: 4, minutes: 2, hours: 3, pods: ['a'] },
        ][day - 1],
      );
    }
    await run.store.close();
  });

  it('keeps minutes at least until their day is rolled up', async () => {
    const disk = directories.make({ minuteSeconds: 3_600, hourSeconds: 31_536_000 });
    const run = await MinuteRun.open(disk, T);
    await run.play(T, T + DAY + 10, words);
    await settle(run.watched, 30);
    expect(namesIn(disk, 'minutes')).toHaveLength(24);
    expect(await countsOf(run, 24)).toEqual(Array.from({ length: 24 }, () => 60));
    run.goTo(T + 3 * DAY + 2 * HOUR);
    await settle(run.watched, 4);
    expect(namesIn(disk, 'minutes')).toEqual([]);
    expect(await countsOf(run, 24)).toEqual(Array.from({ length: 24 }, () => 60));
    await run.store.close();
  });

  it('by size drops what ends first, samples and roll-ups alike', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T, { retentionSeconds: 1e9 });
    await run.play(T, T + DAY + 6 * HOUR + 10, words);
    await settle(run.watched, 40);
    const stats = run.store.stats().disk;
    const { blockBytes = 0, minuteBytes = 0, hourBytes = 0 } = stats ?? {};
    const other = (stats?.journalBytes ?? 0) + (stats?.namesBytes ?? 0);
    const before = endsOf(disk);
    await run.store.close();
    // Room for a third of it. Reopening must not depend on what an earlier run dropped.
    const maxBytes = other + Math.floor((blockBytes + minuteBytes + hourBytes) / 3);
    const again = await MinuteRun.open({ ...disk, maxBytes }, T + DAY + 6 * HOUR + 20, {
      retentionSeconds: 1e9,
    });
    await settle(again.watched, 3);
    const left = endsOf(disk);
    const dropped = before.filter((end) => !left.includes(end));
    expect(dropped.length).toBeGreaterThan(0);
    expect(Math.max(...dropped)).toBeLessThanOrEqual(Math.min(...left));
    const after = again.store.stats().disk;
    const held = (after?.blockBytes ?? 0) + (after?.minuteBytes ?? 0) + (after?.hourBytes ?? 0);
    expect(held).toBeLessThanOrEqual(maxBytes);
    // What was dropped is not made again of what is left.
    const names = namesIn(disk, 'minutes');
    await settle(again.watched, 6);
    expect(namesIn(disk, 'minutes')).toEqual(names);
    await again.store.close();
  });
});

describe('the limit of entities', () => {
  it('forgets those that roll-ups alone hold, the longest gone first, and drops no samples', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T, { retentionSeconds: 3_600, maxEntities: 8 });
    // One pod an hour; node n1 and the pod of the hour before have samples, too.
    for (let hour = 0; hour < 5; hour += 1) {
      const from = T + hour * HOUR;
      await run.play(from, from + HOUR, () => ({ pods: { [`p${hour}`]: { pids: 1 } } }));
    }
    await settle(run.watched, 6);
    expect(podsOf(run)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
    const crowd = Object.fromEntries(['x', 'y', 'z', 'w'].map((id) => [id, { pids: 1 }]));
    await run.play(T + 5 * HOUR, T + 5 * HOUR + 10, () => ({ pods: crowd }));
    await settle(run.watched, 2);
    // Nine pods and a node are ten; eight and less may be known, 99 % of them stay.
    expect(podsOf(run)).toEqual(['p3', 'p4', 'w', 'x', 'y', 'z']);
    // Samples of the last hour: from the window that holds 04:10 on.
    expect(run.store.stats().oldestMs).toBe((T + 4 * HOUR) * MINUTE_MS);
    await run.store.close();
  });
});

/** Ends of all files of samples and roll-ups, in minutes. */
function endsOf(disk: DiskOptions): number[] {
  const lengths = { blocks: 30, minutes: HOUR, hours: DAY };
  return Object.entries(lengths).flatMap(([part, length]) =>
    namesIn(disk, part).map((name) => (Number(name.slice(0, 10)) + 1) * length),
  );
}
