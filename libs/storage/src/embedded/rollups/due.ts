import { MAX_GAP_TICKS } from '@kubemonitor/aggregation';
import type { BlockFile } from '../blocks/block-file';
import type { Window } from '../window';
import { WINDOW_TICKS, Windows } from '../windows';
import type { RollupLevels } from './range-pieces';
import { HOURS, type RollupLevel } from './rollup-level';

/** An hour is rolled up so long after its end: late samples have come by then. */
const SETTLE_MS = 60_000;

/** A file that something is made from. */
export interface Source {
  readonly writtenMs: number;
}

/** Files by the number of the stretch of time they hold. */
export type Sources = ReadonlyMap<number, Source>;

/** What files made by this process were made from; of others their times must tell. */
export type BuiltFrom = WeakMap<BlockFile, Sources>;

export interface DueContext {
  readonly windows: Windows;
  readonly levels: RollupLevels;
  readonly builtFrom: BuiltFrom;
  readonly intervalMs: number;
  readonly nowMs: number;
  /** Files that end before are not made: they would be deleted at once. */
  readonly minutesFromMs: number;
  readonly hoursFromMs: number;
  /** Whether a part of a file was found damaged. */
  readonly isDamaged: (file: BlockFile) => boolean;
}

/** Windows held that have ticks in [firstTick, endTick), oldest first. */
export function windowsIn(windows: Windows, firstTick: number, endTick: number): Window[] {
  const found: Window[] = [];
  const last = Windows.numberOf(endTick - 1);
  for (let number = Windows.numberOf(firstTick); number <= last; number += 1) {
    const window = windows.get(number);
    if (window !== undefined && window.firstTick + WINDOW_TICKS > firstTick) found.push(window);
  }
  return found;
}

/** What an hour is made from: its windows, and the one before, which its first rates reach back to. */
export function windowsOfHour({ windows, levels, intervalMs }: HourContext, hour: number) {
  const ticks = levels.minutes.fileMs / intervalMs;
  const firstTick = hour * ticks;
  return {
    inside: windowsIn(windows, firstTick, firstTick + ticks),
    all: windowsIn(windows, firstTick - MAX_GAP_TICKS, firstTick + ticks),
  };
}

type HourContext = Pick<DueContext, 'windows' | 'levels' | 'intervalMs'>;

/** The files of windows, by their numbers. */
export function filesOf(windows: readonly Window[]): Map<number, Source> {
  return new Map(
    windows.flatMap(({ number, stored }) => (stored === undefined ? [] : [[number, stored]])),
  );
}

/**
 * Number of the oldest hour to be rolled up: its samples are complete and in files, and it has
 * no roll-up or one that they have changed since; undefined = none.
 */
export function findDueHour(context: DueContext): number | undefined {
  const { levels, nowMs } = context;
  const end = Math.floor((nowMs - SETTLE_MS) / levels.minutes.fileMs);
  return hoursHeld(context).find((hour) => {
    const { inside, all } = windowsOfHour(context, hour);
    if (hour >= end || !all.every(isComplete)) return false;
    const file = levels.minutes.files.get(hour);
    if (file === undefined) return inside.length > 0;
    const areAllHeld = inside.length * WINDOW_TICKS * context.intervalMs === levels.minutes.fileMs;
    return mustBeMadeAnew(file, filesOf(all), context, areAllHeld);
  });
}

/** Whether the samples of a tick are in no roll-up yet, and one is kept of their hour. */
export function isAwaited(tick: number, context: AwaitedContext): boolean {
  const { fileMs, files } = context.levels.minutes;
  const hour = Math.floor((tick * context.intervalMs) / fileMs);
  return (hour + 1) * fileMs > context.minutesFromMs && !files.has(hour);
}

type AwaitedContext = Pick<DueContext, 'levels' | 'intervalMs' | 'minutesFromMs'>;

/**
 * First tick of the samples that a roll-up is still to be made of: those of the oldest hour
 * that has none; Infinity = none.
 */
export function findNeededTick(context: AwaitedContext & Pick<DueContext, 'windows'>): number {
  const { levels, intervalMs } = context;
  const hour = hoursHeld(context).find((number) => !levels.minutes.files.has(number));
  if (hour === undefined) return Number.POSITIVE_INFINITY;
  return (hour * levels.minutes.fileMs) / intervalMs - MAX_GAP_TICKS;
}

/** The same for a day, made of its hours: all of them must be rolled up. */
export function findDueDay(context: DueContext): number | undefined {
  const { levels, nowMs, hoursFromMs } = context;
  const { minutes, hours } = levels;
  const end = Math.floor((nowMs - SETTLE_MS) / hours.fileMs);
  const days = new Set([...minutes.files.keys()].map((hour) => Math.floor(hour / HOURS.steps)));
  return [...days]
    .sort((a, b) => a - b)
    .find((day) => {
      const isOver = day < end && (day + 1) * hours.fileMs > hoursFromMs;
      if (!isOver || !areHoursMade(context, day)) return false;
      const file = hours.files.get(day);
      if (file === undefined) return true;
      const sources = hoursMadeOf(minutes, day);
      return mustBeMadeAnew(file, sources, context, sources.size === HOURS.steps);
    });
}

/** Numbers of the hours of a day. */
export function hoursOf(day: number): number[] {
  return Array.from({ length: HOURS.steps }, (_, hour) => day * HOURS.steps + hour);
}

/** The files of minutes of a day, by number. */
export function hoursMadeOf(minutes: RollupLevel, day: number): Map<number, BlockFile> {
  return new Map(
    hoursOf(day).flatMap((hour) => {
      const file = minutes.files.get(hour);
      return file === undefined ? [] : [[hour, file]];
    }),
  );
}

/** Hours that windows are held of and that roll-ups are kept of, oldest first. */
function hoursHeld({
  windows,
  levels,
  intervalMs,
  minutesFromMs,
}: AwaitedContext & Pick<DueContext, 'windows'>): number[] {
  const { fileMs } = levels.minutes;
  const held = new Set<number>();
  for (const { firstTick } of windows.all()) {
    held.add(Math.floor((firstTick * intervalMs) / fileMs));
  }
  return [...held].filter((hour) => (hour + 1) * fileMs > minutesFromMs).sort((a, b) => a - b);
}

function areHoursMade(context: DueContext, day: number): boolean {
  return hoursOf(day).every(
    (hour) =>
      context.levels.minutes.files.has(hour) || windowsOfHour(context, hour).inside.length === 0,
  );
}

function isComplete(window: Window): boolean {
  return window.isSealed && window.isStored && !window.summed.includes(0);
}

/**
 * Whether a file is out of date or damaged, and all that it was made from is still there: what
 * was deleted since, or is damaged, is in the file alone.
 * @param areAllHeld whether there is a source of each stretch of its time: what an earlier
 *   process made it from is not known
 */
function mustBeMadeAnew(
  file: BlockFile,
  sources: Sources,
  { builtFrom, isDamaged }: DueContext,
  areAllHeld: boolean,
): boolean {
  const known = builtFrom.get(file);
  const isWhole =
    known === undefined ? areAllHeld : [...known.keys()].every((number) => sources.has(number));
  return isWhole && (isDamaged(file) || isStale(file, sources, known));
}

function isStale(file: BlockFile, sources: Sources, known: Sources | undefined): boolean {
  return [...sources].some(([number, source]) =>
    known === undefined ? source.writtenMs > file.writtenMs : known.get(number) !== source,
  );
}
