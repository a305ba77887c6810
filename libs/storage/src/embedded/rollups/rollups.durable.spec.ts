import { readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
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
import { FOOTER_BYTES, parseFooter } from '../blocks/block-layout';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

const LONG_MS = 60_000;
const NONE = Number.NaN;
/** First tick of 1970-01-02 at an interval of a minute; an hour has 60. */
const T = DAY_MS / MINUTE_MS;
const HOUR = 60;
const DAY = 24 * HOUR;

const words = (tick: number) => ({ pods: { a: { memory_bytes: (tick - T) * 2, pids: 7 } } });

/** Mean memory of pod `a` in hours [from, to) from T on: that of 0, 2 … 118 is 59. */
async function meansOf(run: MinuteRun, from: number, to: number): Promise<number[]> {
  const ask = askEntity(run.watched, run.watched.entity('pod', 'a'));
  const start = T * MINUTE_MS;
  const range = { startMs: start + from * HOUR_MS, endMs: start + to * HOUR_MS, stepMs: HOUR_MS };
  const frame = await ask({ ...range, resolution: '1h' }, fieldsNamed('memory_bytes'), []);
  return pictureOf(frame)['memory_bytes']?.value ?? [];
}

const meansFrom = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, hour) => (from + hour) * 2 * HOUR + 59);

/** A run of so many hours and some minutes, and its upkeep until nothing is due. */
async function runOf(
  hours: number,
  disk: DiskOptions = directories.make(KEPT),
): Promise<{ run: MinuteRun; disk: DiskOptions }> {
  const run = await MinuteRun.open(disk, T);
  await run.play(T, T + hours * HOUR + 10, words);
  await settle(run.watched, hours + 3);
  return { run, disk };
}

const fileOf = (disk: DiskOptions, part: string, number: number) =>
  join(disk.directory, part, `${String(number).padStart(10, '0')}.block`);

describe('late samples', () => {
  it('change an hour that was rolled up already: it is made anew, and so is its day', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T);
    await run.play(T, T + 30, words);
    await run.play(T + 40, T + DAY + 10, words);
    await settle(run.watched, 40);
    expect(namesIn(disk, 'hours')).toHaveLength(1);
    // Twice 0 … 29 and 40 … 59: 2 × (435 + 990) / 50.
    expect(await meansOf(run, 0, 2)).toEqual([57, 179]);
    for (let tick = T + 30; tick < T + 40; tick += 1) await run.report({ tick, ...words(tick) });
    await settle(run.watched, 40);
    expect(await meansOf(run, 0, 2)).toEqual([59, 179]);
    // The day's file says so too, without those of minutes.
    await run.store.close();
    for (const name of namesIn(disk, 'minutes')) rmSync(join(disk.directory, 'minutes', name));
    const again = await MinuteRun.open(disk, T + DAY + 20);
    expect(await meansOf(again, 0, 2)).toEqual([59, 179]);
    await again.store.close();
  });

  it('after a restart are noticed by the times of the files', async () => {
    const { run, disk } = await runOf(3);
    await run.store.close();
    const again = await MinuteRun.open(disk, T + 3 * HOUR + 30);
    const before = statSync(fileOf(disk, 'minutes', 24)).mtimeMs;
    // File times have the grain of the disk: a late sample comes well after the roll-up.
    const earlier = new Date(before - 10_000);
    utimesSync(fileOf(disk, 'minutes', 24), earlier, earlier);
    await again.store.close();
    const third = await MinuteRun.open(disk, T + 3 * HOUR + 30);
    await third.report({ tick: T + 5, node: 'n2', pods: { late: { memory_bytes: 5 } } });
    await settle(third.watched, 12);
    const ask = askEntity(third.watched, third.watched.entity('pod', 'late', 'n2'));
    const range = { startMs: T * MINUTE_MS, endMs: (T + 60) * MINUTE_MS, stepMs: HOUR_MS };
    const frame = await ask({ ...range, resolution: '1h' }, fieldsNamed('memory_bytes'), []);
    expect(pictureOf(frame)['memory_bytes'].value).toEqual([5]);
    expect(await meansOf(third, 0, 3)).toEqual(meansFrom(0, 3));
    await third.store.close();
  });

  it('that come all the time do not keep other hours from being rolled up', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T);
    await run.play(T, T + 2 * HOUR, words);
    for (let tick = T + 2 * HOUR; tick < T + 3 * HOUR; tick += 1) {
      await Promise.all([run.store.maintain(), run.report({ tick, ...words(tick) })]);
    }
    expect(namesIn(disk, 'minutes')).toEqual(['0000000024.block', '0000000025.block']);
    await run.store.close();
  });

  it('that hit the hour while it is rolled up make it start over, and it ends', async () => {
    const disk = directories.make(KEPT);
    const run = await MinuteRun.open(disk, T);
    const late = T + 7;
    await run.play(T, late, words);
    await run.play(late + 1, T + HOUR, words);
    run.goTo(T + HOUR + 10);
    await run.store.maintain();
    await Promise.all([run.store.maintain(), run.report({ tick: late, ...words(late) })]);
    await settle(run.watched, 12);
    expect(namesIn(disk, 'minutes')).toEqual(['0000000024.block']);
    expect(await meansOf(run, 0, 1)).toEqual([59]);
    expect(
      readdirSync(join(disk.directory, 'minutes')).filter((name) => name.endsWith('.tmp')),
    ).toEqual([]);
    await run.store.close();
  });
});

describe('a restart', () => {
  it('before roll-ups were made: they are made then, one a turn', async () => {
    const disk = directories.make({ ...KEPT, minuteSeconds: 0, hourSeconds: 0 });
    const { run } = await runOf(3, disk);
    expect(namesIn(disk, 'minutes')).toEqual([]);
    const crashed = directories.crash({ ...disk, ...KEPT });
    await run.store.close();
    const again = await MinuteRun.open(crashed, T + 3 * HOUR + 15);
    for (const made of [1, 2, 3, 3]) {
      await again.store.maintain();
      expect(namesIn(crashed, 'minutes')).toHaveLength(made);
    }
    expect(await meansOf(again, 0, 3)).toEqual(meansFrom(0, 3));
    await again.store.close();
  });

  it('with half of a day rolled up and an unfinished file: the rest is made', async () => {
    const { run, disk } = await runOf(12);
    const crashed = directories.crash(disk);
    await run.store.close();
    writeFileSync(`${fileOf(crashed, 'minutes', 36)}.tmp`, 'half of a file');
    const again = await MinuteRun.open(crashed, T + 12 * HOUR + 15);
    expect(namesIn(crashed, 'minutes')).toHaveLength(12);
    await again.play(T + 12 * HOUR + 15, T + DAY + 10, words);
    await settle(again.watched, 20);
    expect(namesIn(crashed, 'minutes')).toHaveLength(24);
    expect(namesIn(crashed, 'hours')).toEqual(['0000000001.block']);
    expect(await meansOf(again, 0, 12)).toEqual(meansFrom(0, 12));
    await again.store.close();
  });

  it('changes nothing when nothing is due', async () => {
    const { run, disk } = await runOf(2);
    await run.store.close();
    const before = readFileSync(fileOf(disk, 'minutes', 24));
    const inode = statSync(fileOf(disk, 'minutes', 24)).ino;
    const again = await MinuteRun.open(disk, T + 2 * HOUR + 15);
    await settle(again.watched, 4);
    expect(statSync(fileOf(disk, 'minutes', 24)).ino).toBe(inode);
    expect(readFileSync(fileOf(disk, 'minutes', 24)).equals(before)).toBe(true);
    await again.store.close();
  });

  it('after two days away: what was not rolled up is, before its samples go; all are known', async () => {
    const { run, disk } = await runOf(3);
    // The fourth hour has ten minutes, and is not over.
    await run.store.close();
    const back = T + 3 * HOUR + 2 * DAY;
    const again = await MinuteRun.open(disk, back);
    expect(again.watched.entity('pod', 'a')).toMatchObject({ lastTick: T + 3 * HOUR + 9 });
    // Ten minutes from 360 to 378 in steps of 2.
    await settle(again.watched, 6);
    expect(Number.isNaN(again.store.stats().oldestMs)).toBe(true);
    expect(await meansOf(again, 0, 4)).toEqual([...meansFrom(0, 3), 369]);
    await again.store.close();
    // Now roll-ups alone know when it was last seen: to the minute, or to the hour.
    const third = await MinuteRun.open(disk, back + 10);
    expect(third.watched.entity('pod', 'a')).toMatchObject({ lastTick: T + 3 * HOUR + 9 });
    expect(await meansOf(third, 0, 4)).toEqual([...meansFrom(0, 3), 369]);
    await third.store.close();
    expect(directories.warnings).toEqual([]);
  });
});

describe('a clock that was set back', () => {
  it('costs nothing that was rolled up', async () => {
    const { run, disk } = await runOf(3);
    run.goTo(T + HOUR + 30);
    await settle(run.watched, 3);
    expect(namesIn(disk, 'minutes')).toHaveLength(3);
    expect(await meansOf(run, 0, 3)).toEqual(meansFrom(0, 3));
    run.goTo(T + 3 * HOUR + 10);
    await run.play(T + 3 * HOUR + 10, T + 4 * HOUR + 10, words);
    await settle(run.watched, 4);
    expect(await meansOf(run, 0, 4)).toEqual(meansFrom(0, 4));
    await run.store.close();
  });
});

describe('a damaged roll-up', () => {
  /** Three hours whose samples are gone, and of which no day is made. */
  async function rolledOnly(): Promise<DiskOptions> {
    const { run, disk } = await runOf(3, directories.make({ ...KEPT, hourSeconds: 0 }));
    await run.store.close();
    const later = await MinuteRun.open(disk, T + 3 * DAY);
    await settle(later.watched, 6);
    expect(namesIn(disk, 'blocks')).toEqual([]);
    await later.store.close();
    return disk;
  }

  it(
    'never gives a wrong value, is told, and does not stop the start, whatever byte is hit',
    async () => {
      const disk = await rolledOnly();
      const path = 'minutes/0000000025.block';
      const whole = readFileSync(join(disk.directory, path));
      const rest = [59, NONE, 299];
      let lost = 0;
      const stride = Math.ceil(whole.length / 100);
      for (let at = 1; at < whole.length; at += at < whole.length - FOOTER_BYTES ? stride : 7) {
        const copy = directories.crash(disk);
        const bytes = Buffer.from(whole);
        bytes[at] ^= 1 << (at % 8);
        writeFileSync(join(copy.directory, path), bytes);
        const warnings: string[] = [];
        const run = new MinuteRun();
        run.goTo(T + 3 * DAY);
        const { damage } = await run.watched.useDisk({
          ...copy,
          warn: (one) => warnings.push(one),
        });
        const means = await meansOf(run, 0, 3);
        expect([rest, [59, 179, 299]]).toContainEqual(means);
        const isLost = Number.isNaN(means[1]);
        if (isLost) lost += 1;
        if (isLost) expect([...damage, ...warnings].join()).toContain('0000000025.block');
        await run.store.close();
        rmSync(copy.directory, { recursive: true });
      }
      expect(lost).toBeGreaterThan(0);
    },
    LONG_MS,
  );

  it.each([
    ['footer', -1],
    ['index', -FOOTER_BYTES - 1],
  ])('is made anew from samples when its %s is damaged', async (part, offset) => {
    const { run, disk } = await runOf(3);
    await run.store.close();
    const path = fileOf(disk, 'minutes', 25);
    const bytes = readFileSync(path);
    bytes[bytes.length + offset] ^= 1;
    writeFileSync(path, bytes);
    const warnings: string[] = [];
    const again = new MinuteRun();
    again.goTo(T + 3 * HOUR + 20);
    const options = { ...disk, warn: (one: string) => warnings.push(one) };
    const { damage } = await again.watched.useDisk(options);
    await meansOf(again, 0, 3);
    expect([...damage, ...warnings].join()).toContain('0000000025.block');
    expect(damage).toHaveLength(part === 'footer' ? 1 : 0);
    await settle(again.watched, 4);
    expect(await meansOf(again, 0, 3)).toEqual(meansFrom(0, 3));
    expect(parseFooter(readFileSync(path).subarray(-FOOTER_BYTES))?.window).toBe(25);
    await again.store.close();
  });
});
