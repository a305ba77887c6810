import { join } from 'node:path';
import { HOUR_MS, MINUTE_MS } from '../../testing/rollup-runs';
import { StoreDirectories } from '../../testing/store-directory';
import { ChunkCache } from '../blocks/chunk-cache';
import { OpenFiles } from '../disk/open-files';
import type { StoredWindow } from '../window';
import { Windows } from '../windows';
import { findDueDay, findDueHour, findNeededTick, isAwaited, type DueContext } from './due';
import { HOURS, MINUTES, RollupLevel } from './rollup-level';

const directories = new StoreDirectories();
afterAll(() => directories.removeAll());

/** Ticks of a minute: two windows an hour. */
const INTERVAL_MS = MINUTE_MS;
const SETTLED_MS = 61_000;

function windowsWith(...numbers: number[]): Windows {
  const windows = new Windows({ owners: () => [], warm: () => () => -1 });
  for (const number of numbers) windows.addStored(number, storedAt(0));
  return windows;
}

function storedAt(writtenMs: number): StoredWindow {
  return { tables: new Map(), readReports: () => new Map(), bytes: 0, writtenMs };
}

async function levelsIn(directory: string) {
  const reading = {
    files: new OpenFiles(8),
    cache: new ChunkCache(1_000),
    metricsOf: () => [],
    onDamage: () => undefined,
  };
  const levels = {
    minutes: new RollupLevel(MINUTES, join(directory, 'minutes'), reading, 'none'),
    hours: new RollupLevel(HOURS, join(directory, 'hours'), reading, 'none'),
  };
  await levels.minutes.open();
  await levels.hours.open();
  return levels;
}

/** An empty file: what is in it does not matter here. */
function* nothing(): Generator<undefined> {
  yield undefined;
}

async function contextOf(windows: Windows, over: Partial<DueContext> = {}): Promise<DueContext> {
  return {
    windows,
    levels: await levelsIn(directories.make().directory),
    builtFrom: new WeakMap(),
    intervalMs: INTERVAL_MS,
    nowMs: 3 * HOUR_MS + SETTLED_MS,
    minutesFromMs: Number.NEGATIVE_INFINITY,
    hoursFromMs: Number.NEGATIVE_INFINITY,
    isDamaged: () => false,
    ...over,
  };
}

describe('findDueHour', () => {
  it('takes the oldest hour that has no roll-up', async () => {
    const context = await contextOf(windowsWith(0, 1, 2, 3));
    expect(findDueHour(context)).toBe(0);
    await context.levels.minutes.put(0, nothing);
    expect(findDueHour(context)).toBe(1);
    await context.levels.minutes.put(1, nothing);
    expect(findDueHour(context)).toBeUndefined();
  });

  it.each([
    ['nothing is held', windowsWith(), 3 * HOUR_MS],
    ['the hour goes on', windowsWith(2, 3), 2 * HOUR_MS - 1],
    ['it ended a moment ago', windowsWith(2, 3), 2 * HOUR_MS + 59_999],
  ])('waits when %s', async (_, windows, nowMs) => {
    expect(findDueHour(await contextOf(windows, { nowMs }))).toBeUndefined();
  });

  it.each([
    ['open', (windows: Windows) => Object.assign(windows.get(3) ?? {}, { isSealed: false })],
    ['in no file', (windows: Windows) => Object.assign(windows.get(3) ?? {}, { isStored: false })],
    ['not summed', (windows: Windows) => windows.get(3)?.summed.fill(0, 4, 5)],
    [
      'open just before it',
      (windows: Windows) => Object.assign(windows.get(1) ?? {}, { isSealed: false }),
    ],
  ])('waits for a window that is %s', async (_, spoil) => {
    const windows = windowsWith(1, 2, 3);
    const context = await contextOf(windows);
    await context.levels.minutes.put(0, nothing);
    spoil(windows);
    expect(findDueHour(context)).toBeUndefined();
  });

  it('passes over an hour whose roll-up would be deleted at once', async () => {
    const windows = windowsWith(0, 1, 2, 3);
    expect(findDueHour(await contextOf(windows, { minutesFromMs: HOUR_MS }))).toBe(1);
  });

  it('makes an hour anew when a window was written since, by this process or another', async () => {
    const windows = windowsWith(2, 3);
    const context = await contextOf(windows);
    const file = await context.levels.minutes.put(1, nothing);
    expect(findDueHour(context)).toBeUndefined();
    Object.assign(windows.get(3) ?? {}, { stored: storedAt(file.writtenMs + 1) });
    expect(findDueHour(context)).toBe(1);
    const sources = new Map([2, 3].map((number) => [number, windows.get(number)?.stored ?? file]));
    context.builtFrom.set(file, sources);
    expect(findDueHour(context)).toBeUndefined();
    // Same time of writing, another file.
    Object.assign(windows.get(2) ?? {}, { stored: storedAt(0) });
    expect(findDueHour(context)).toBe(1);
  });

  it('makes a damaged roll-up anew, but none whose samples were dropped in part', async () => {
    const whole = await contextOf(windowsWith(2, 3), { isDamaged: () => true });
    await whole.levels.minutes.put(1, nothing);
    expect(findDueHour(whole)).toBe(1);
    const part = await contextOf(windowsWith(3), { isDamaged: () => true });
    const file = await part.levels.minutes.put(1, nothing);
    expect(findDueHour(part)).toBeUndefined();
    part.builtFrom.set(file, new Map([2, 3].map((number) => [number, storedAt(0)])));
    expect(findDueHour(part)).toBeUndefined();
    // All there ever was of an hour in which the store began.
    part.builtFrom.set(file, new Map([[3, storedAt(0)]]));
    expect(findDueHour(part)).toBe(1);
  });
});

describe('findNeededTick', () => {
  it('is where the oldest hour without a roll-up looks back to', async () => {
    const context = await contextOf(windowsWith(0, 1, 2, 3));
    await context.levels.minutes.put(0, nothing);
    expect(findNeededTick(context)).toBe(57);
    await context.levels.minutes.put(1, nothing);
    expect(findNeededTick(context)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('isAwaited', () => {
  it('is so of hours without a roll-up of which one is kept', async () => {
    const context = await contextOf(windowsWith(), { minutesFromMs: 2 * HOUR_MS });
    await context.levels.minutes.put(3, nothing);
    const hours = [1, 2, 3, 4].map((hour) => isAwaited(hour * 60 + 5, context));
    expect(hours).toEqual([false, true, false, true]);
  });
});

describe('findDueDay', () => {
  const DAY_MS = 24 * HOUR_MS;

  it('waits until the day is over and all its hours are rolled up', async () => {
    const windows = windowsWith(0, 1, 4, 5);
    const context = await contextOf(windows, { nowMs: DAY_MS + SETTLED_MS });
    await context.levels.minutes.put(0, nothing);
    // Hour 1 has nobody; hour 2 has windows and no roll-up yet.
    expect(findDueDay(context)).toBeUndefined();
    await context.levels.minutes.put(2, nothing);
    expect(findDueDay(context)).toBe(0);
    expect(findDueDay({ ...context, nowMs: DAY_MS + 59_999 })).toBeUndefined();
    expect(findDueDay({ ...context, hoursFromMs: DAY_MS })).toBeUndefined();
    await context.levels.hours.put(0, nothing);
    expect(findDueDay(context)).toBeUndefined();
  });

  it('makes a day anew when an hour was, and all it was made from is there', async () => {
    const context = await contextOf(windowsWith(), { nowMs: DAY_MS + SETTLED_MS });
    const { minutes, hours } = context.levels;
    const first = await minutes.put(0, nothing);
    const second = await minutes.put(1, nothing);
    const day = await hours.put(0, nothing);
    context.builtFrom.set(day, new Map([first, second].map((file, hour) => [hour, file])));
    expect(findDueDay(context)).toBeUndefined();
    await minutes.put(1, nothing);
    expect(findDueDay(context)).toBe(0);
    await minutes.remove(0);
    expect(findDueDay(context)).toBeUndefined();
  });
});
